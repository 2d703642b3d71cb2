"""The formats that a publication record is written in, as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.publish.records import bibtex, crossref, csl, datacite, dspace, figshare, ris

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.publish.records.omissions import Sheet
    from briefpress.publish.records.record import PublicationRecord


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called, the file that it is written to, who reads it, and how it is written.

    `path` is relative to the package; {slug} stands for the name of the brief.
    """

    id: str
    title: str
    path: str
    use: str
    write: Callable[[PublicationRecord], Sheet]


FORMATS = (
    Format("crossref", f"Crossref deposit {crossref.VERSION}", "crossref.xml",
           "registers the DOI with Crossref: send it with Crossref's admin tool", crossref.write),
    Format("datacite", "DataCite 4.5", "datacite.json",
           "registers a DOI with DataCite: the attributes of a request to its REST API", datacite.write),
    Format("dspace", "DSpace item", f"{{slug}}/{dspace.DUBLIN_CORE}",
           "makes the folder {slug} an item in DSpace's Simple Archive Format", dspace.write),
    Format("figshare", "Figshare article", "figshare.json",
           "creates a draft: the body of POST /account/articles of Figshare's API", figshare.write),
    Format("csl", "CSL-JSON", "csl.json", "for reference managers and citation processors", csl.write),
    Format("bibtex", "BibTeX", "{slug}.bib", "for LaTeX and reference managers", bibtex.write),
    Format("ris", "RIS", "{slug}.ris", "for reference managers", ris.write),
)  # fmt: skip
