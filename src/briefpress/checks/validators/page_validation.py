"""page-validation, the built-in validator: PDF/UA-1 in milliseconds, without Java.

    files ─validate→ Verdict for each file and flavour

It is young, and native code that a file of a kilobyte can keep busy for minutes or feed gigabytes.
So a file of unknown origin is judged in a process of its own, with limits of time and memory: what
goes wrong there costs that file. Of each rule that a file breaks it names the first place alone,
and it is known to pass files whose marked content no structure element claims; veraPDF is the
reference.
"""

from __future__ import annotations

import re
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefpress.checks.validators.page_clauses import place
from briefpress.checks.validators.registry import unjudged, unjudged_after
from briefpress.findings import Failure, Verdict
from briefpress.system import Limits, WorkerDied, install_package, limit_cpu_time, shared_pool

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefpress.system import Pool

NAME = "page-validation"
# It knows no PDF/UA-2, and its verdicts on PDF/A differ from veraPDF's where they should not.
FLAVOURS = frozenset({"ua1"})

# Seconds of work at a file of unknown origin, and at each megabyte of it besides: 300 pages, one
# megabyte, take 0.7.
SECONDS, SECONDS_A_MEGABYTE, MOST_SECONDS = 3.0, 1.0, 8.0
_BUSY = 10  # times as long may it take where others work as well
# Bytes, of which each operator of the longest page takes some 500, and our own reading looks at
# 800,000 operators as well.
MEMORY = 490 * 1024**2
MODULE = "page"  # the validator itself, which its process loads while nobody asks yet

# Narrower than its own, as a byte of a page's content takes it up to 300 bytes of memory, and an
# object, however small, 600.
_LIMITS = {
    "max_input_size": 256 * 1024**2,
    "max_decoded_stream_size": 16 * 1024**2,  # the content of one page
    "max_total_decoded_content_size": 128 * 1024**2,
    "max_object_count": 600_000,  # thousands of pages with tags
    # Wider than its own 256: the bookmarks of one level are a chain. Its stack ends beyond 10,000.
    "max_reference_depth": 4_000,
}

_PAGE = re.compile(r"\bpage ([1-9]\d*)")  # in a message, from 1


def missing() -> str | None:
    """Say what the validator lacks on this machine and how to get it; None where it can run."""
    if find_spec("page") is None:
        return f"{NAME} is missing: {install_package(NAME)}"
    return None


def start(memory: int = MEMORY) -> Pool:
    """Start the process of `validate`, or return it."""
    return shared_pool(MODULE, Limits(_BUSY * MOST_SECONDS, memory), gives_way=True)


def validate(
    paths: Iterable[Path],
    flavours: Sequence[str],
    *,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> tuple[Verdict, ...]:
    """Return a verdict for each file and flavour, in this order.

    A file that takes more than `seconds` of work (and `SECONDS_A_MEGABYTE`) or than `memory` bytes,
    or at which the validator crashes, is unjudged; so is a flavour that it does not offer.
    """
    asked = [(Path(path), flavour) for path in paths for flavour in flavours]
    if lacking := missing():
        return tuple(unjudged(NAME, path, flavour, lacking) for path, flavour in asked)
    return tuple(_ask(path, flavour, seconds, memory) for path, flavour in asked)


def _ask(path: Path, flavour: str, seconds: float, memory: int) -> Verdict:
    if flavour not in FLAVOURS:
        return unjudged(NAME, path, flavour, f"{NAME} cannot judge the standard {flavour}")
    with suppress(OSError):  # which is told when it is read
        seconds = min(seconds + SECONDS_A_MEGABYTE * path.stat().st_size / 1e6, MOST_SECONDS)
    try:
        verdict: Verdict = start(memory).call(f"{__name__}:judge_file", path, flavour, seconds)
    except WorkerDied as death:
        return unjudged_after(death, NAME, path, flavour)
    return verdict


def judge_file(path: Path, flavour: str, seconds: float) -> Verdict:
    """Return the verdict on a file, at which this process may work for so many seconds."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return unjudged(NAME, path, flavour, f"the file cannot be read: {error.strerror}")
    with limit_cpu_time(seconds):
        return _judge(data, flavour, path)


def judge(
    data: bytes, flavours: Sequence[str], path: Path = Path("document.pdf")
) -> tuple[Verdict, ...]:
    """Return a verdict for each flavour on a PDF that Briefpress made, in this very process."""
    if lacking := missing():
        return tuple(unjudged(NAME, path, flavour, lacking) for flavour in flavours)
    return tuple(_judge(data, flavour, path) for flavour in flavours)


def _judge(data: bytes, flavour: str, path: Path) -> Verdict:
    import page  # noqa: PLC0415 - only where it judges

    engine = f"{NAME} {page.__version__}"
    if flavour not in FLAVOURS:
        return unjudged(engine, path, flavour, f"{NAME} cannot judge the standard {flavour}")
    try:
        report = page.validate_pdf_bytes(data, profile=flavour, limits=page.SafetyLimits(**_LIMITS))
        found = _failures(report.failures)
        compliant = report.is_compliant and not found
    except (KeyboardInterrupt, SystemExit):
        raise
    except page.SafetyLimitError:
        return unjudged(
            engine, path, flavour, f"{NAME} cannot judge the file: a part of it is too large"
        )
    except BaseException:  # noqa: BLE001 - whatever it raises is no verdict, and a panic is no Exception
        return unjudged(engine, path, flavour, f"{NAME} cannot read the file")
    if not compliant and not found:
        return unjudged(engine, path, flavour, f"{NAME} says that the file does not comply")
    return Verdict(engine, path, flavour, compliant, found)


def _failures(found: Iterable[Any]) -> tuple[Failure, ...]:
    failures = [_failure(each) for each in found]
    if any(failure.clause == "5" and failure.test == 1 for failure in failures):
        # A file that claims nothing claims no wrong part of PDF/UA, as the validator has it.
        failures = [each for each in failures if (each.clause, each.test) != ("5", 2)]
    return tuple(failures)


def _failure(found: Any) -> Failure:
    clause, test = place(found.rule_id)
    number = found.object_id and found.object_id.object_number
    page = _PAGE.search(found.message)
    context = f"object {number}" if number else ""
    return Failure(clause, test, found.message, context, int(page[1]) - 1 if page else None)
