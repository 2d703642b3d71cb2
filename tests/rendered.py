"""Briefs as HTML, for tests of what is in it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

from briefpress import content, html
from briefpress.content import Bibliography, Brief, Image
from briefpress.html import Theme
from conftest import MINIMAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


class Page(NamedTuple):
    """A brief, its HTML as text and as a tree, and the errors of the HTML parser."""

    brief: Brief
    text: str
    root: Element
    errors: list[Any]

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.root.iter() if element.tag in tags]

    def having(self, attribute: str) -> Iterator[tuple[Element, str]]:
        for element in self.root.iter():
            value = element.get(attribute)
            if value is not None:
                yield element, value

    @property
    def by_id(self) -> dict[str, Element]:
        return {name: element for element, name in self.having("id")}


def page_of(
    brief: Brief,
    images: dict[str, Image],
    theme: Theme | None = None,
    files: Mapping[str, bytes] | None = None,
    bibliography: Bibliography | None = None,
) -> Page:
    text = html.render(
        brief,
        theme or Theme(),
        images,
        "x.yaml",
        files=files or {},
        bibliography=bibliography,
    ).text
    parser = HTMLParser(namespace_html_elements=False)
    return Page(brief, text, parser.parse(text), parser.errors)


@cache
def page(path: Path) -> Page:
    manuscript = content.load(path)
    assert manuscript.brief, manuscript.findings
    return page_of(
        manuscript.brief,
        dict(manuscript.images),
        files=manuscript.files,
        bibliography=manuscript.bibliography,
    )


def brief_of(**fields: Any) -> Brief:
    return Brief.model_validate({**MINIMAL, **fields})


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def theme_with(folder: Path, **files: str | bytes) -> Theme:
    """Return a theme with these files in templates/; in their names __ stands for the dot."""
    for name, text in files.items():
        path = folder / "templates" / name.replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return Theme.at(folder)
