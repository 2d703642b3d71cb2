"""The scripts of the world: which of them a text is written in, and the fonts that hold their letters.

In comes text with its languages, out go `Script`s, and font files that hold what the text needs and no
letters of Latin, Cyrillic or Greek, which the fonts of a theme have.

- `table`: each script with its letters, its languages, its font and the extra that brings it
- `detection`: the scripts of a text
- `faces`: font files, cut from variable fonts
- `font_files`: font files from anywhere, and whether they are damaged
- `spaces`: whether a text may have words without spaces between them
- `columns`: how wide a text is about, where no font says so
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
