"""The records of a publication carry the works that its page lists."""

from __future__ import annotations

import json

from briefpress.content import Brief
from briefpress.publish.records.cited_works import CitedWork, cited_works
from briefpress.publish.records.crossref import write as crossref
from briefpress.publish.records.datacite import write as datacite
from briefpress.publish.records.publication_record import Depositor, publication_record
from conftest import MINIMAL

PAGE = """
<section><ul><li id="ref-x">not here</li></ul></section>
<section role="doc-bibliography"><h2>References</h2><ul class="works">
<li id="ref-kim"><span lang="de">Kim</span>, M. (2024)
 <em>Nile &amp; Po</em>. <a href="https://doi.org/10.1/a">https://doi.org/10.1/a</a>.</li>
<li id="ref-who">WHO. <a href="https://who.int/">https://who.int/</a></li>
</ul></section>
<ul><li>nor here</li></ul>
"""
WORKS = (
    CitedWork("kim", "Kim, M. (2024) Nile & Po. https://doi.org/10.1/a.", "10.1/a"),
    CitedWork("who", "WHO. https://who.int/", "", "https://who.int/"),
)


def test_works_are_read_from_the_bibliography_of_a_page() -> None:
    assert cited_works(PAGE) == WORKS
    assert cited_works("<ul><li>a</li></ul>") == ()


def test_records_carry_them() -> None:
    fields = {"doi": "10.1234/brief", "url": "https://example.org/brief"}
    brief = Brief.model_validate({**MINIMAL, **fields})
    record = publication_record(brief, "b", PAGE, depositor=Depositor("D", "d@example.org"))
    assert record.references == WORKS
    deposit = (crossref(record).data or b"").decode()
    assert '<citation key="kim">' in deposit
    assert "<unstructured_citation>WHO. https://who.int/</unstructured_citation>" in deposit
    related = json.loads(datacite(record).data or b"")["relatedIdentifiers"]
    assert [(each["relatedIdentifier"], each["relatedIdentifierType"]) for each in related] == [
        ("10.1/a", "DOI"),
        ("https://who.int/", "URL"),
    ]


def test_references_that_are_typed_by_hand_go_before() -> None:
    typed = {"references": [{"id": "a", "label": "A", "text": "An *A*"}]}
    brief = Brief.model_validate({**MINIMAL, **typed})
    assert publication_record(brief, "b", PAGE).references == (CitedWork("a", "An A"),)


def test_the_abstract_names_those_whom_it_cites() -> None:
    brief = Brief.model_validate({**MINIMAL, "summary": "As @kim says, rivers *fall*."})
    page = '<head><meta name="description" content="As Kim says, rivers fall."></head>'

    assert publication_record(brief, "b", page).abstract == "As Kim says, rivers fall."
    assert publication_record(Brief.model_validate(MINIMAL), "b").abstract
