"""Worker processes with limits of time and memory, and files that are written whole or not at all.

In: the name of a function and its arguments. Out: its result, or why there is none. `pool` keeps `worker`s, `processes`
and `copies` start them, `ahead` does so early, `serving` is what runs in them; `limits` bind them, and `crashes` says
in a finding how one ended. `files` reads and writes; `temporary` folders go with their process; `pandoc` runs the
program of that name. `libraries` are those that Python packages cannot bring, and `equipment` says in a finding which
of them are missing; `installation` says what to type for what can be installed. `late_modules` spares what a library
seldom needs.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
