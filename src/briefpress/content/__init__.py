"""A YAML file to a `Brief`: every problem at once, each with its line and column.

    text ─yaml_parser→ Source ─validation→ Brief ─loading→ Manuscript

`loading` goes the whole way, `embedded` does for a file without its folder. `model` has what a
brief is made of, `markdown` what its texts may hold; `passages` lists the texts, and `prose`
finds what is wrong in them. `numbering` counts figures, tables and sections, `pointers` knows their
ids. `images` reads the pictures that a brief names (`svg`, `picture_conversion`), `inks` the profile
of its printing house. `licences`, `editions` and `profiles` are tables, `rules` has the rules on all
of these. `data` reads data files, `charts` what charts and maps show of them, and
`equations` the notation of TeX. `copyedit` finds what an editor should look at again.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
