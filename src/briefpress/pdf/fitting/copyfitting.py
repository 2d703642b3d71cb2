"""Setting a document once or twice more where that mends faults of its pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING, Any

from briefpress.pdf.fitting.faults import CREDITS_ALONE, faults_of, last_of_text
from briefpress.pdf.fitting.pages import LaidPages
from briefpress.pdf.fitting.proposals import RATE, Setting, propose

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from weasyprint import Document

    from briefpress.pdf.fitting.faults import Fault

    Render = Callable[[Setting, str], Document]

ATTRIBUTE = "data-fit"  # of the root: "size leading", or what of these may change
_ATTEMPTS = 2
_MOST_PAGES = (
    60  # of a document that is set again: one page in so many is not worth another such time
)
_POINT = 4 / 3  # CSS pixels
_MOST_SIZE = 0.5  # points
_MOST_LEADING = 0.05  # of it
_LEAST_LEADING = 1.25
_LOWER = 0.08  # of the height of pictures
_MOST_TOLD = 3  # faults


@dataclass(frozen=True, slots=True)
class Text:
    """The size of running text in points and its leading as a multiple of that, as the styles say."""

    size: float
    leading: float
    may_change_size: bool

    @classmethod
    def of(cls, style: Any, asked: str) -> Text:
        """Return those of the style of a root; `asked` is what of it may change."""
        leading = style["line_height"]
        multiple = leading.value if hasattr(leading, "value") else leading
        return cls(style["font_size"] / _POINT, multiple, "size" in asked.split())

    def at(self, tightness: float) -> tuple[float, float]:
        """Return size and leading of a setting."""
        size = self.size - (_MOST_SIZE * tightness if self.may_change_size else 0)
        leading = self.leading * (1 - _MOST_LEADING * tightness)
        return round(size, 2), round(max(leading, min(self.leading, _LEAST_LEADING)), 3)


def copyfit(document: Document, root: Element, render: Render) -> tuple[Document, str]:
    """Return the best of a document and at most two others, and in words what was changed; "" if nothing.

    Documents whose root does not ask for it, or that are very long, stay as they are.
    """
    asked = root.get(ATTRIBUTE)
    if asked is None or not 2 <= len(document.pages) <= _MOST_PAGES:
        return document, ""
    laid = LaidPages(document, root)
    text, first = Text.of(laid.styles[root], asked), faults_of(laid)
    best, chosen, least = document, Setting(), _score(first, Setting())
    pictures = laid.pictures()
    setting, faults, rate = chosen, first, RATE * _end(laid)
    for _ in range(_ATTEMPTS):
        proposed = propose(laid, faults, setting, rate)
        if not faults or proposed in (setting, chosen):
            break
        before = _end(laid), setting.tightness
        setting = proposed
        tried = render(_with_pictures(setting, pictures), _style_of(setting, text))
        laid = LaidPages(tried, root)
        faults = faults_of(laid)
        if earned := (before[0] - _end(laid)) / ((setting.tightness - before[1]) or inf):
            rate = min(max(earned, rate / 3), 3 * rate)
        if (score := _score(faults, setting)) < least:
            best, chosen, least = tried, setting, score
    return best, _told(first, chosen, text)


def _end(laid: LaidPages) -> float:
    """Return where the text ends; what stays white at the foot of pages changes that but little."""
    last = last_of_text(laid)
    alone = any(fault.kind == CREDITS_ALONE for fault in faults_of(laid))
    return laid.end(last - 1) if alone else laid.end(last)


def _score(faults: list[Fault], setting: Setting) -> float:
    return sum(fault.weight for fault in faults) + setting.cost


def _with_pictures(setting: Setting, pictures: dict[Element, float]) -> Setting:
    """Return a setting in which all large pictures are lower if the text is tighter."""
    if setting.tightness <= 0:
        return setting
    scale = 1 - _LOWER * setting.tightness
    lower = {picture: scale * height for picture, height in pictures.items()}
    return replace(setting, heights=tuple((lower | dict(setting.heights)).items()))


def _style_of(setting: Setting, text: Text) -> str:
    """Return the style sheet of a setting, which is stronger than those of the document."""
    if not setting.tightness:
        return ""
    size, leading = text.at(setting.tightness)
    return f":root {{ --size: {size}pt !important; --leading: {leading} !important }}"


def _told(faults: list[Fault], setting: Setting, text: Text) -> str:
    """Return in words why a document was set otherwise, and how."""
    if setting == Setting():
        return ""
    changes = []
    if setting.tightness:
        size, leading = text.at(setting.tightness)
        space = "less" if setting.tightness > 0 else "more"
        changes.append(
            f"text is set in {size:g} points with a leading of {leading:g} and {space} space between its parts"
        )
    for parts, one, many in (
        (setting.heights, "1 picture is a little lower", "{} pictures are a little lower"),
        (
            setting.moves,
            "1 figure or table stands behind the text after it",
            "{} figures or tables stand behind the text after them",
        ),
        (
            setting.joined,
            "1 chapter follows on the page where the one before it ends",
            "{} chapters follow on the pages where those before them end",
        ),
    ):
        if parts:
            changes.append(one if len(parts) == 1 else many.format(len(parts)))
    if setting.carried is not None:
        changes.append("the last page begins a little earlier in the text")
    why = ", ".join(f"{fault.kind} on page {fault.page + 1}" for fault in faults[:_MOST_TOLD])
    return f"{' and '.join(changes)}, as there was {why}"
