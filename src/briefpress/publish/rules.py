"""The rules on briefs that are packed for a repository or attached to a publication."""

from __future__ import annotations

from briefpress.findings import Rule, Severity, rules_in

SAME_FILE = Rule(
    id="same-file",
    severity=Severity.ERROR,
    title="The output is not written over an input",
    why="The input file would be lost.",
    mend="choose another name",
)
ATTACH_ENCRYPTED = Rule(
    id="attach-encrypted",
    severity=Severity.ERROR,
    title="Neither file is encrypted",
    why="What is attached would be readable without the password, or not at all.",
    mend="qpdf --decrypt FILE open.pdf",
)
ATTACH_SIGNED = Rule(
    id="attach-signed",
    severity=Severity.ERROR,
    title="Neither file is signed",
    why="A signature does not hold any more when the file is changed.",
    mend="attach to the file as it was before, and sign the result",
)
ATTACH_UNTAGGED = Rule(
    id="attach-untagged",
    severity=Severity.ERROR,
    title="Both files are tagged, if one becomes an annex of the other",
    why="A screen reader would read one of them alone.",
    mend="make it again as a tagged PDF, or attach the brief with --as file",
)
ATTACH_CONTENT = Rule(
    id="attach-content",
    severity=Severity.ERROR,
    title="The brief has no form and no layers",
    why="They belong to a whole file, and would not work in another one.",
    mend="attach it with --as file",
)
ATTACH_VERSION = Rule(
    id="attach-version",
    severity=Severity.NOTE,
    title="The publication has the version of PDF that the annex needs",
    why="A program that supports only an older version may not show the annex.",
    mend="make the brief with --profile ua1",
)
ATTACH_CLAIMS = Rule(
    id="attach-claims",
    severity=Severity.ERROR,
    title="The result conforms to the standards that the publication claims",
    why="Archives and readers rely on the claim of the whole file.",
    mend="make the brief with the --profile that does, or attach it with --as file",
)
ATTACH_TAGS = Rule(
    id="attach-tags",
    severity=Severity.ERROR,
    title="The structure trees of both files can be merged",
    why="A structure type with two meanings misleads screen readers.",
    mend="attach it with --as file",
)
ATTACH_FILES = Rule(
    id="attach-files",
    severity=Severity.NOTE,
    title="Embedded files keep their names, and the publication its claim",
    why="A person who looks for a file by its name may find another one.",
    mend="",
)
ANNEX_THERE = Rule(
    id="annex-there",
    severity=Severity.ERROR,
    title="A brief is attached only once",
    why="Readers would not know which of two copies is the newer.",
    mend="replace it with --replace, or attach to the publication as it was without it",
)
NOT_ATTACHED = Rule(
    id="not-attached",
    severity=Severity.ERROR,
    title="Attaching ends within the limits of time and memory",
    why="Nothing was attached; both files are as they were.",
    mend="repair both files (qpdf IN.pdf OUT.pdf); allow more time with --timeout where they are large",
)
CHANGED_MEANWHILE = Rule(
    id="changed-meanwhile",
    severity=Severity.ERROR,
    title="A brief stays as it is while it is packed",
    why="The PDF and the source in the package would not belong together.",
    mend="pack it again",
)
PACKAGE_NAME = Rule(
    id="package-name",
    severity=Severity.ERROR,
    title="Every file of a package has a name of its own that every system can unpack",
    why="A repository would refuse the package, or lose a file of it.",
    mend="name the file with letters, digits, - and _, within the folder of the brief",
)
NOT_A_PACKAGE = Rule(
    id="not-a-package",
    severity=Severity.ERROR,
    title="A package replaces nothing but an earlier package",
    why="Other files in the folder would be deleted.",
    mend="move it away, or choose another folder with --out",
)

RULES = rules_in(vars())
