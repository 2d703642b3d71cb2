"""What a page shows in a browser, and its PDF does not say: other documents in it, films, ticks in boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.findings import Location
from briefpress.html.parsing import parse_html
from briefpress.html.rules import CONTENT_LEFT_OUT, FIELD_STATE
from briefpress.html.semantics import is_artifact
from briefpress.html.source_lines import SourceLines

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from xml.etree.ElementTree import Element

    from briefpress.findings import Finding
    from briefpress.html.documents import HtmlDocument
    from briefpress.html.source_lines import Tag

_LEFT_OUT = {
    "iframe": "the page in a frame",
    "video": "the film",
    "audio": "the sound",
    "canvas": "what a script draws",
}
_STATES = ("checkbox", "radio")


def page_losses(page: HtmlDocument, unseen: Container[int]) -> Iterator[Finding]:
    """Yield a warning for each thing that a PDF cannot show, and one for all boxes that are ticked or not.

    `unseen` numbers the elements that styles do not show.
    """
    if not any(f"<{name}" in page.text.lower() for name in (*_LEFT_OUT, "input")):
        return
    root = parse_html(page.text)
    numbers = {element: number for number, element in enumerate(root.iter())}
    hidden = {below for each in root.iter() if _is_hidden(each) for below in each.iter()}
    lines = SourceLines(page.text)
    states: list[Tag] = []
    for name in (*_LEFT_OUT, "input"):
        tags = [tag for tag in lines.tags if tag.name == name]
        for element, tag in zip(root.iter(name), tags, strict=False):
            if element in hidden or numbers[element] in unseen:
                continue
            if name in _LEFT_OUT:
                where = Location(page.name, tag.line)
                message = f"{_LEFT_OUT[name]}{_named(tag)} is not in the PDF"
                yield CONTENT_LEFT_OUT.finding(message, where)
            elif tag.attributes.get("type", "").lower() in _STATES:
                states.append(tag)
    if states:
        yield _of_states(states, page.name)


def _is_hidden(element: Element) -> bool:
    is_nothing = element.tag == "iframe" and {element.get("width"), element.get("height")} & {
        "0",
        "1",
    }
    kept = element.tag == "template" or element.get("hidden") is not None
    return bool(is_nothing) or kept or is_artifact(element)


def _named(tag: Tag) -> str:
    """Return the name or address of what is left out, as it stands in a message."""
    title = tag.attributes.get("title") or tag.attributes.get("aria-label")
    address = tag.attributes.get("src", "")[:80]
    return f' "{title}"' * bool(title) + f" ({address})" * bool(address)


def _of_states(states: list[Tag], name: str) -> Finding:
    ticked = sum("checked" in tag.attributes for tag in states)
    places = ", ".join(map(str, sorted({tag.line for tag in states})[:10]))
    message = f"nobody hears which boxes are ticked: {ticked} of {len(states)} are (line {places})"
    return FIELD_STATE.finding(message, Location(name, states[0].line))
