"""The table of formats that a publication record is written in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.publish.records import bibtex, crossref, csl, datacite, dspace, figshare, ris
from briefpress.publish.records.missing_fields import FormattedRecord

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.publish.records.publication_record import PublicationRecord


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the file that it is written to, what the file is for, and its writer.

    `path` is relative to the folder of the package. In `path` and `use`, {slug} stands for that of
    the brief.
    """

    id: str
    title: str
    path: str
    use: str
    write: Callable[[PublicationRecord], FormattedRecord]

    def path_in_package(self, slug: str) -> str:
        """Return the path of the file for a brief."""
        return self.path.replace("{slug}", slug)

    def use_of(self, slug: str) -> str:
        """Return what the file of a brief is for."""
        return self.use.replace("{slug}", slug)


FormattedRecords = Sequence[tuple[Format, FormattedRecord]]


FORMATS = (
    Format("crossref", f"Crossref deposit {crossref.VERSION}", "crossref.xml",
           "registers the DOI with Crossref: send it with Crossref's admin tool", crossref.write),
    Format("datacite", "DataCite 4.7", "datacite.json",
           "registers a DOI with DataCite: the attributes of a request to its REST API", datacite.write),
    Format("dspace", "DSpace item", f"{{slug}}/{dspace.DUBLIN_CORE}",
           "makes the folder {slug} an item in DSpace's Simple Archive Format", dspace.write),
    Format("figshare", "Figshare article", "figshare.json",
           "creates a draft: the body of POST /account/articles of Figshare's API", figshare.write),
    Format("csl", "CSL-JSON", "csl.json", "for reference managers and citation processors", csl.write),
    Format("bibtex", "BibTeX", "{slug}.bib", "for LaTeX and reference managers", bibtex.write),
    Format("ris", "RIS", "{slug}.ris", "for reference managers", ris.write),
)  # fmt: skip
