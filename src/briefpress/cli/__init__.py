"""The command line: arguments in; findings, files and an exit code out.

`start` begins and ends the program, `app` has the group and the list of commands; each other file has the commands
of its name. `common` has the options and how findings are printed, `rules` the rules on arguments, `rule_list` all
rules.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
