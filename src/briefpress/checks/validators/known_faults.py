"""What page-validation is known to say wrongly, and our own reading, which decides instead.

    verdict of page-validation, PdfStructure ─correct→ verdict

It refuses files whose fonts and parent trees other software reads as they are meant. Where it names
one of the tests in `KNOWN_FAULTS`, the facts of the file say whether that is so, and where: it
names the first place alone, which may be a wrong one. `tests/checks/test_known_faults.py` has a file
for each fault, and files that break the same tests truly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefpress.checks.validators.registry import BUILT_IN
from briefpress.findings import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefpress.findings import Verdict
    from briefpress.structure import ObjectRef, PdfStructure

_HIDDEN = 2  # an annotation flag (ISO 32000-1 12.5.3)


@dataclass(frozen=True, slots=True)
class KnownFault:
    """A test of PDF/UA-1 that page-validation gets wrong: where it does, and who breaks it truly."""

    clause: str
    test: int
    where: str
    broken: Callable[[PdfStructure], Iterable[tuple[str, int | None]]]

    def failures(self, pdf: PdfStructure) -> Iterator[Failure]:
        """Yield the places that break the test by our own reading."""
        for message, page in self.broken(pdf):
            yield Failure(self.clause, self.test, message, page=page)


def _without_unicode(pdf: PdfStructure) -> Iterator[tuple[str, int | None]]:
    for font in pdf.fonts:
        if font.unmapped:
            count = len(font.unmapped)
            said = f"the font {font.name} gives no Unicode value to {count} of the characters shown"
            yield said, font.pages[0]


def _unsound_encodings(pdf: PdfStructure) -> Iterator[tuple[str, int | None]]:
    for font in pdf.fonts:
        if not font.is_encoding_sound:
            yield (
                f"the encoding of the TrueType font {font.name} is not as it has to be",
                font.pages[0],
            )


def _untagged(
    role: str, concerns: Callable[[str], bool]
) -> Callable[[PdfStructure], Iterator[tuple[str, int | None]]]:
    """Return a function that yields the annotations of some subtypes that no element of a role owns."""

    def broken(pdf: PdfStructure) -> Iterator[tuple[str, int | None]]:
        for page in pdf.pages:
            area = page.boxes.crop or page.boxes.media
            for each in page.annotations:
                if concerns(each.subtype) and each.owner != role and _is_shown(each, area):
                    yield f"an annotation {each.subtype} is not tagged as {role}", page.index

    return broken


def _is_shown(annotation: ObjectRef, area: tuple[float, float, float, float] | None) -> bool:
    """Say whether an annotation is on its page, and not hidden: what nobody meets needs no tag."""
    box = annotation.rect
    is_outside = bool(
        box
        and area
        and (box[0] >= area[2] or box[1] >= area[3] or box[2] <= area[0] or box[3] <= area[1])
    )
    return not annotation.flags & _HIDDEN and not is_outside


KNOWN_FAULTS = (
    KnownFault(
        "7.21.7",
        1,
        "ToUnicode maps with lists, without blanks, with empty values or by a name, and fonts whose "
        "encoding names the characters",
        _without_unicode,
    ),
    KnownFault(
        "7.21.6",
        2,
        "TrueType fonts whose only table is that of the Macintosh, or whose list of differences is empty",
        _unsound_encodings,
    ),
    KnownFault(
        "7.18.1",
        1,
        "parent trees whose parts are direct objects",
        _untagged("Annot", lambda subtype: subtype not in ("Widget", "PrinterMark", "Link")),
    ),
    KnownFault(
        "7.18.4",
        1,
        "parent trees whose parts are direct objects",
        _untagged("Form", lambda subtype: subtype == "Widget"),
    ),
    KnownFault(
        "7.18.5",
        1,
        "parent trees whose parts are direct objects",
        _untagged("Link", lambda subtype: subtype == "Link"),
    ),
)


def correct(verdict: Verdict, pdf: PdfStructure) -> Verdict:
    """Return a verdict of page-validation with our own reading in place of its known faults.

    One that another validator gave stays as it is, and so does one on a file that was not read whole.
    """
    if not verdict.engine.startswith(BUILT_IN) or not verdict.judged or pdf.limits:
        return verdict
    failures: list[Failure] = []
    ours = {(each.clause, each.test): each for each in KNOWN_FAULTS}
    for failure in verdict.failures:
        fault = ours.get((failure.clause, failure.test))
        failures += (failure,) if fault is None else fault.failures(pdf)
    return replace(verdict, compliant=not failures, failures=tuple(failures))
