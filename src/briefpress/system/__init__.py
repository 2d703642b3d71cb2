"""Worker processes with limits, and files that are written whole or not at all.

`worker` runs functions in a process of its own, `limits` limits the CPU time and the memory of a
process, `files` reads and writes files; `rules` are those on files.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
