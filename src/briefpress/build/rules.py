"""The rules on building: what is asked for, the processes that do it, and what they leave."""

from __future__ import annotations

from briefpress.findings import Rule, Severity, rules_in
from briefpress.system import CALLED_AS

NO_CONTENT = Rule(
    id="no-content",
    severity=Severity.ERROR,
    title="A folder that is to be built holds a brief",
    why="Nothing would be built, and nobody would notice.",
    mend=f"{CALLED_AS} new NAME begins a brief",
)
SAME_NAME = Rule(
    id="same-name",
    severity=Severity.ERROR,
    title="No two briefs are built into one folder",
    why="One brief would replace the other.",
    mend="rename one of them, or build them apart with --out",
)
FILE_NAME = Rule(
    id="file-name",
    severity=Severity.ERROR,
    title="The name of a brief's file can be that of a folder, everywhere",
    why="Its outputs would be written somewhere else, or could not be copied to another machine.",
    mend="rename it: letters, digits, dots and dashes, as in mali-2026.yaml",
)
LINK_ELSEWHERE = Rule(
    id="link-elsewhere",
    severity=Severity.ERROR,
    title="No file that is found in a folder is a link to somewhere else",
    why="A folder that came from someone else could have any file of this machine read and printed.",
    mend="copy the file that it leads to, or name that file yourself",
)
THEME_OUTSIDE = Rule(
    id="theme-outside",
    severity=Severity.ERROR,
    title="The theme that a brief names lies in its folder",
    why="A brief that reads other folders cannot be moved, and may publish what it should not.",
    mend="copy it here, or use --theme",
)
EDITION_WORDS = Rule(
    id="edition-words",
    severity=Severity.ERROR,
    title="Every edition says the same",
    why="People who need large print, or have it on paper, would read something else.",
    mend="mend the template: an edition may look otherwise, and not speak otherwise",
)
ENGINE_FAILED = Rule(
    id="engine-failed",
    severity=Severity.ERROR,
    title="Printing comes to an end within its limits",
    why="There is no PDF; the last good one stays.",
    mend="split the document, or allow more with --timeout or --memory",
)
NOT_CHECKED = Rule(
    id="not-checked",
    severity=Severity.ERROR,
    title="Checking comes to an end within its limits",
    why="Nobody knows whether the file can be read.",
    mend="treat it as unreadable; allow more time with --timeout where it is large",
)
NOT_REPRODUCIBLE = Rule(
    id="not-reproducible",
    severity=Severity.ERROR,
    title="Built again, every file comes out the same",
    why="Nobody can tell whether a file was changed after it was built.",
    mend="build with --force; report it if it stays",
)
ATTACHED_SOURCE = Rule(
    id="attached-source",
    severity=Severity.NOTE,
    title="A PDF is compared with the content file that it carries",
    why="Whether it says what its content file says is not known.",
    mend="name the content file with --source",
)
NOT_WATCHED = Rule(
    id="not-watched",
    severity=Severity.ERROR,
    title="The folders can be watched",
    why="Changes would go unnoticed.",
    mend="watch a folder with fewer files in it, or set WATCHFILES_FORCE_POLLING=1",
)
PORT_TAKEN = Rule(
    id="port-taken",
    severity=Severity.ERROR,
    title="The preview has a port of its own",
    why="The preview cannot be shown.",
    mend="choose another with --port; 0 takes one that is free",
)
CLUSTER_UNREACHABLE = Rule(
    id="cluster-unreachable",
    severity=Severity.ERROR,
    title="The scheduler of the cluster answers",
    why="Nothing can be built there.",
    mend="name the address that dask scheduler tells when it starts, such as tcp://HOST:8786",
)
CLUSTER_EMPTY = Rule(
    id="cluster-empty",
    severity=Severity.ERROR,
    title="The cluster has a worker",
    why="Nothing would ever be built.",
    mend="start one with dask worker",
)
CLUSTER_VERSION = Rule(
    id="cluster-version",
    severity=Severity.ERROR,
    title="Every worker of the cluster has the same versions as this machine",
    why="Its PDFs would differ from those that are built here.",
    mend="install the same versions there, and start the worker again",
)
NOT_HTML = Rule(
    id="not-html",
    severity=Severity.ERROR,
    title="What is printed is a page of HTML",
    why="A file of another kind has no headings, no paragraphs and no language that anybody could hear.",
    mend="save it as a page of HTML in the program that it comes from",
)
PAGE_SIZE = Rule(
    id="page-size",
    severity=Severity.ERROR,
    title="A page of HTML is no larger than one can be printed",
    why="A page of very many megabytes keeps the machine busy until its limits end it.",
    mend="keep pictures in files beside it, or print it in parts",
)
IMAGE_ABSOLUTE = Rule(
    id="image-absolute",
    severity=Severity.ERROR,
    title="A brief that is built on a cluster names its images from its own folder",
    why="A place on this machine is none on another.",
    mend="name it as it is found from the folder of the brief",
)
PARCEL_SIZE = Rule(
    id="parcel-size",
    severity=Severity.ERROR,
    title="A brief that is built on a cluster is small enough to be sent",
    why="Sending it would take longer than building it here.",
    mend="save the images smaller",
)

RULES = rules_in(vars())
