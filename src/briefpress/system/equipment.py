"""What this machine lacks, as a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.findings import Location
from briefpress.system.libraries import install_line, missing_libraries
from briefpress.system.rules import LIBRARY_MISSING

if TYPE_CHECKING:
    from briefpress.findings import Finding


def lacking_libraries() -> Finding | None:
    """Return the error that libraries are missing, with the command that installs them; None if all are there."""
    missing = missing_libraries()
    if not missing:
        return None
    names = " and ".join(library.name for library in missing)
    return LIBRARY_MISSING.finding(
        f"no PDF can be made here without {names}",
        Location("this machine"),
        mend=install_line(*(library.packages for library in missing)),
    )
