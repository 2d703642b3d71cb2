"""page-validation in this very process, and the process that `page_validation` gives it.

    bytes ─judge→ Verdict for each flavour

Of each rule that a file breaks the engine names the first place alone. It is known to pass files
whose marked content no structure element claims; veraPDF is the reference.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefpress.checks.validators.page_clauses import place
from briefpress.checks.validators.registry import unjudged
from briefpress.findings import Failure, Verdict
from briefpress.system import limit_cpu_time, limit_writable_memory

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAME = "page-validation"
# It knows no PDF/UA-2, and its verdicts on PDF/A differ from veraPDF's where they should not.
FLAVOURS = frozenset({"ua1"})

# Narrower than its own, as a byte of a page's content takes it up to 300 bytes of memory, and an
# object, however small, 600.
_LIMITS = {
    "max_input_size": 256 * 1024**2,
    "max_decoded_stream_size": 16 * 1024**2,  # the content of one page
    "max_total_decoded_content_size": 128 * 1024**2,
    "max_object_count": 600_000,  # thousands of pages with tags
}

_PAGE = re.compile(r"\bpage ([1-9]\d*)")  # in a message, from 1


def missing() -> str | None:
    """Say what the engine lacks on this machine and how to get it; None where it can run."""
    if find_spec("page") is None:
        return f"{NAME} is missing: pip install {NAME}"
    return None


def judge(
    data: bytes, flavours: Sequence[str], path: Path = Path("document.pdf")
) -> tuple[Verdict, ...]:
    """Return a verdict for each flavour on a PDF, in this very process.

    It is for what Briefpress made: nothing here ends an engine that hangs.
    """
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
    except BaseException as error:  # noqa: BLE001 - whatever it raises is no verdict, and a panic is no Exception
        return unjudged(engine, path, flavour, f"{NAME} cannot judge the file: {error}"[:500])
    if not compliant and not found:
        return unjudged(engine, path, flavour, f"{NAME} says that the file does not comply")
    return Verdict(engine, path, flavour, compliant, found)


def _failures(found: Iterable[Any]) -> tuple[Failure, ...]:
    failures = [_failure(each) for each in found]
    if any(failure.clause == "5" and failure.test == 1 for failure in failures):
        # A file that claims nothing claims no wrong part of PDF/UA, as the engine has it.
        failures = [each for each in failures if (each.clause, each.test) != ("5", 2)]
    return tuple(failures)


def _failure(found: Any) -> Failure:
    clause, test = place(found.rule_id)
    number = found.object_id and found.object_id.object_number
    page = _PAGE.search(found.message)
    context = f"object {number}" if number else ""
    return Failure(clause, test, found.message, context, int(page[1]) - 1 if page else None)


def judge_file(path: Path, flavour: str, seconds: float, memory: int) -> Verdict:
    """Return the verdict on a file, whatever it holds.

    This process may work at it for so many seconds, and hold so many bytes.
    """
    limit_writable_memory(memory)
    try:
        data = path.read_bytes()
    except OSError as error:
        return unjudged(NAME, path, flavour, f"the file cannot be read: {error}")
    except MemoryError:
        return unjudged(NAME, path, flavour, "the file is too large for the memory allowed")
    with limit_cpu_time(seconds):
        return _judge(data, flavour, path)
