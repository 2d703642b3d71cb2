"""The rules on files that are read and written, and on the program that reads some of them."""

from __future__ import annotations

from briefpress.findings import Rule, Severity, rules_in
from briefpress.system.installation import CALLED_AS, install_extra

FILE_MISSING = Rule(
    id="file-missing",
    severity=Severity.ERROR,
    title="Every file that is named can be read",
    why="Nothing can be done with a file that is not there.",
    mend="check its name",
)
OUTPUT_WRITE = Rule(
    id="output-write",
    severity=Severity.ERROR,
    title="The output can be written",
    why="What was made is lost where its folder is full, protected, or no folder.",
    mend="choose another folder with --out, or make room in this one",
)
NOT_A_PDF = Rule(
    id="not-a-pdf",
    severity=Severity.ERROR,
    title="What a command about PDFs is given is a PDF",
    why="There are other commands for content files and pages of HTML.",
    mend="make a PDF of it first",
)
PANDOC_MISSING = Rule(
    id="pandoc-missing",
    severity=Severity.ERROR,
    title="Pandoc is there where it is needed",
    why="It sets citations and references, and reads the files of word processors.",
    mend=f"{install_extra('references')}; or install pandoc from pandoc.org",
)
PANDOC_FAILED = Rule(
    id="pandoc-failed",
    severity=Severity.ERROR,
    title="Pandoc can read what it is given",
    why="What it cannot read would be missing without a word.",
    mend="take parts out of the file to find the one that it stumbles over",
)
LIBRARY_MISSING = Rule(
    id="library-missing",
    severity=Severity.ERROR,
    title="The libraries that set text are installed on this machine",
    why="No PDF can be made without them, and Python packages cannot bring them along.",
    mend=f"{CALLED_AS} doctor says what installs them",
)
NO_TEMPORARY = Rule(
    id="no-temporary-folder",
    severity=Severity.ERROR,
    title="There is a folder for temporary files",
    why="What is made needs a place until it is whole.",
    mend="set TMPDIR to a folder on this machine that can be written, and has room",
)
REFUSED_BY_SYSTEM = Rule(
    id="refused-by-system",
    severity=Severity.ERROR,
    title="The system gives the files, memory and processes that a command takes",
    why="The command could not go on; what it had written before is whole.",
    mend="see that the folder can be read and written, and that the machine has room to spare",
)

RULES = rules_in(vars())
