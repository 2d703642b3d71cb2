"""The works that a page lists as its references."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html.parser import HTMLParser

_DOI = "https://doi.org/"


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work in the references of the brief."""

    id: str
    text: str
    doi: str = ""
    url: str = ""


def cited_works(html: str) -> tuple[CitedWork, ...]:
    """Return the works in the bibliography of a page (DPUB-ARIA 1.1, doc-bibliography), in their order."""
    parser = _WorksParser()
    parser.feed(html)
    return tuple(replace(work, text=" ".join(work.text.split())) for work in parser.works)


class _WorksParser(HTMLParser):
    """Reads each entry of the sections that are a bibliography, with its first DOI and address."""

    def __init__(self) -> None:
        super().__init__()
        self.works: list[CitedWork] = []
        self._sections: list[bool] = []  # those that are open: whether each is a bibliography
        self._is_entry = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a section or an entry, or read a link."""
        values = {name: value or "" for name, value in attrs}
        if tag == "section":
            self._sections.append(values.get("role") == "doc-bibliography")
        elif tag == "li" and any(self._sections):
            self._is_entry = True
            self.works.append(CitedWork(values.get("id", "").removeprefix("ref-"), ""))
        elif tag == "a" and self._is_entry:
            self._read_address(values.get("href", ""))

    def _read_address(self, address: str) -> None:
        work = self.works[-1]
        if address.lower().startswith(_DOI) and not work.doi:
            self.works[-1] = replace(work, doi=address[len(_DOI) :])
        elif address.startswith("http") and not work.url:
            self.works[-1] = replace(work, url=address)

    def handle_endtag(self, tag: str) -> None:
        """End a section or an entry."""
        if tag == "section" and self._sections:
            self._sections.pop()
        elif tag == "li":
            self._is_entry = False

    def handle_data(self, data: str) -> None:
        """Read the text of an entry."""
        if self._is_entry:
            self.works[-1] = replace(self.works[-1], text=self.works[-1].text + data)
