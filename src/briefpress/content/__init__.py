"""A YAML file to a `Brief`: every problem at once, each with its line and column.

    text ─yaml_parser→ Source ─validation→ Brief ─loading→ Manuscript

`loading` goes the whole way. `model` has what a brief is made of, `markdown` what its texts may hold,
and `prose` what is wrong in them; `passages` lists them. `images` and `inks` read the files that a
brief names. `licences`, `editions` and `profiles` are tables. `copyedit` finds what an editor should
look at again. `rules` holds the rules that all of them report by.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
