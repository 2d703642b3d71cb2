"""What a screen reader says of a PDF, and the lists by which people find their way in one.

`reader` goes through the tree, `voice` makes utterances of what it finds, `announcements` and `roles`
say how each part is announced, `untagged` guesses at a PDF without a tree. `landmarks` lists headings,
links and tables; `treeview` prints the tree itself.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
