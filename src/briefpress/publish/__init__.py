"""A brief given away: packed with its records for a repository, or attached to a publication.

`records` makes the package, `annex` attaches, `attaching` calls `annex` in a worker with limits, and
`rules` are the rules of both.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
