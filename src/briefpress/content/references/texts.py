"""The texts of a brief against its bibliography: what they cite, and what is wrong with either."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefpress.content.prose import cited_keys, prose_findings
from briefpress.content.rules.references import BIBLIOGRAPHY_GAP, BIBLIOGRAPHY_TWICE
from briefpress.content.rules.texts import REFERENCE_MISSING
from briefpress.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from briefpress.content.model.brief import Brief
    from briefpress.content.passages import Passage
    from briefpress.content.references.loading import NamedBibliography
    from briefpress.content.references.works import Bibliography, Work
    from briefpress.content.yaml_source import Source
    from briefpress.findings import Finding


def check_texts(
    source: Source, texts: Sequence[Passage], brief: Brief | None, named: NamedBibliography
) -> tuple[Bibliography | None, list[Finding]]:
    """Return the bibliography without what is not listed, and what is wrong in it and in the texts."""
    if named.bibliography is None:
        # Where it cannot be read, no key is known.
        found = prose_findings(source, texts, brief)
        is_lost = bool(named.findings)
        kept = [each for each in found if not (is_lost and each.rule == REFERENCE_MISSING.id)]
        return None, [*named.findings, *kept]
    keys = named.bibliography.works.keys()
    bibliography = _only_cited(named.bibliography, cited_keys(source, texts, keys))
    findings = prose_findings(source, texts, brief, keys)
    return bibliography, [*findings, *_work_findings(named.works, bibliography.works)]


def _only_cited(bibliography: Bibliography, cited: Container[str]) -> Bibliography:
    """Return a bibliography without the works that are not listed."""
    if bibliography.lists_all:
        return bibliography
    works = {key: work for key, work in bibliography.works.items() if key in cited}
    return replace(bibliography, works=works)


def _work_findings(works: list[Work], listed: Mapping[str, Work]) -> Iterator[Finding]:
    """Yield what is wrong with works that are listed; of others nobody reads."""
    seen: dict[str, Work] = {}
    for work in works:
        first = seen.setdefault(work.key, work)
        if work.key not in listed:
            continue
        if first is not work and first.fields != work.fields:
            message = f'two entries have the key "{work.key}": the other is in {first.location}'
            yield BIBLIOGRAPHY_TWICE.finding(message, work.location)
        elif first is work:
            yield from _gaps(work)


def _gaps(work: Work) -> Iterator[Finding]:
    if not work.text("title").strip():
        message = f'the entry "{work.key}" has no title'
        yield BIBLIOGRAPHY_GAP.finding(message, work.location)
    if "issued" not in work.fields:
        message = f'the entry "{work.key}" has no date'
        mend = "if it has one, add it; else the style says that there is none"
        yield BIBLIOGRAPHY_GAP.finding(message, work.location, severity=Severity.NOTE, mend=mend)
