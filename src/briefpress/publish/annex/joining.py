"""A publication and a brief to the bytes that have to follow the publication."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from hashlib import md5
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from pypdf.generic import NameObject, StreamObject

from briefpress.findings import Finding, Location, Severity, Unusable
from briefpress.publish.annex import admission, files, navigation, pdf as pdfs, removal
from briefpress.publish.annex.claims import about
from briefpress.publish.annex.colours import components, intent_of, keep_colours
from briefpress.publish.annex.elements import Tree, look
from briefpress.publish.annex.graft import Graft
from briefpress.publish.annex.names import free
from briefpress.publish.annex.packet import Packet
from briefpress.publish.annex.pdf import Damaged, entry
from briefpress.publish.annex.record import pdf_date, records, remember
from briefpress.publish.annex.revision import Revision, array, stream
from briefpress.publish.annex.tags import Tags, Unjoinable
from briefpress.structure import UnreadablePdf

if TYPE_CHECKING:
    from briefpress.publish.annex.pdf import Pdf
    from briefpress.publish.annex.record import Record

_REPLACE = "replace it with --replace, or attach to the publication as it was without it"
Kind = Literal["annex", "file"]


@dataclass(frozen=True, slots=True)
class Input:
    """A file: its name for messages, and what it holds."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of it: `data` has to follow the first `kept` bytes of the publication.

    `pages` is the number of all pages, `added` that of those that were appended.
    """

    kept: int
    data: bytes
    pages: int
    added: int
    findings: tuple[Finding, ...] = ()


def attach(publication: Input, brief: Input, kind: Kind, *, replace: bool = False) -> Joined:
    """Attach a brief to a publication; raises `Unusable` where that cannot be done without damage."""
    if publication.data == brief.data:
        message, mend = "this is the publication itself", "name the PDF of a brief"
        raise Unusable(admission.error("same-file", brief.name, message, mend))
    with admission.opened(publication.data, publication.name) as into:
        admission.refuse_publication(into, publication.name, tagged=kind == "annex")
        tree = look(into) if kind == "annex" else None
        _ = into.pages
        into.refuse_repairs()  # from here on, what is said of damage may be about the brief as well
        with admission.opened(brief.data, brief.name) as annex:
            joining = _Joining(publication, brief, into, annex)
            if tree is None:
                return joining.embed(replace=replace)
            return joining.append(tree, replace=replace)


class _Joining:
    """Two open files, and what they say of themselves."""

    def __init__(self, publication: Input, brief: Input, into: Pdf, annex: Pdf) -> None:
        self._publication, self._brief = publication, brief
        self._into, self._annex = into, annex
        self._first, self._count = len(into.pages) + 1, len(annex.pages)
        self._theirs, self._mine = about(into), about(annex)
        self._language = annex.text(annex.get(annex.catalog, "/Lang"))
        self._title = self._mine.title or PurePath(brief.name).stem
        self._revision = Revision(into)
        self._findings: list[Finding] = []

    def append(self, tree: Tree, *, replace: bool) -> Joined:
        """Append the pages of the brief, with everything that they carry."""
        into, annex = self._into, self._annex
        admission.refuse_annex(annex, self._brief.name)
        version = admission.refuse_version(into, annex, self._publication.name)
        admission.refuse_claims(self._theirs, self._mine, self._brief.name)
        for record in records(into):
            if record.is_of(self._mine, self._language):
                return self._replaced(record, replace=replace)
        if version:
            self._findings.append(version)
            into.catalog[NameObject("/Version")] = NameObject(f"/{annex.version}")
        try:
            self._join(Tags(tree, look(annex)))
        except Unjoinable as reason:
            raise Unusable(self._unjoinable(str(reason))) from None
        return self._finish(self._count)

    def _unjoinable(self, reason: str) -> Finding:
        message, mend = f"the brief cannot be an annex: {reason}", "attach it with --as file"
        return admission.error("attach-tags", self._publication.name, message, mend)

    def _replaced(self, record: Record, *, replace: bool) -> Joined:
        """Attach to the publication as it is without an annex of this brief."""
        if not replace:
            message = f"the publication has this brief as an annex already: {record.title}"
            raise Unusable(
                admission.error("annex-there", self._publication.name, message, _REPLACE)
            )
        before = record.before(self._into.data)
        if before is None:
            before = removal.without_annex(self._into, record)
        return self._attached_to(before, "annex")

    def _join(self, tags: Tags) -> None:
        into, annex, revision = self._into, self._annex, self._revision
        intent = intent_of(into)
        if self._theirs.archive and intent is not None and components(into, intent) != 3:
            keep_colours(annex)
        destinations = navigation.Destinations(into, annex)
        graft = Graft(
            annex, revision, tags.first_key, destinations.renamed, destinations.renamed_names
        )
        same = self._language == into.text(into.get(into.catalog, "/Lang"))
        top = tags.join(revision, graft, self._title, "" if same else self._language)
        if "/Metadata" in annex.catalog:
            metadata = graft.take(annex.catalog.raw_get("/Metadata"))
            revision.value(top)[NameObject("/Metadata")] = metadata
        pages = navigation.join_pages(into, annex, revision, graft)
        navigation.join_labels(into, annex, graft)
        item = navigation.join_outlines(into, annex, revision, graft, self._title, top)
        names = destinations.join(revision, graft)
        if self._theirs.archive and intent is None and (mine := intent_of(annex)) is not None:
            intents = into.items(entry(into.catalog, "/OutputIntents"))
            into.catalog[NameObject("/OutputIntents")] = array([*intents, graft.take(mine)])
        came = {"/Element": top, "/Pages": pages, "/Bookmark": item, "/Destinations": array(names)}
        came["/Files"] = array(self._join_files(graft))
        rights = self._rights(self._first, len(into.pages) + self._count)
        remember(into, self._mine, self._language, rights, came)
        self._describe(rights)

    def _join_files(self, graft: Graft) -> list[Any]:
        """Embed the files of the brief, if the publication may hold them (ISO 19005-2, 6.8)."""
        if not files.embedded(self._annex):
            return []
        if self._theirs.archive == "2":
            message = (
                "the files that the brief has attached are left out: PDF/A-2 does not allow them"
            )
            self._tell(Severity.WARNING, "attach-files", self._brief.name, message)
            return []
        return files.join_files(self._into, self._annex, self._revision, graft)

    def _tell(self, severity: Severity, rule: str, file: str, message: str) -> None:
        self._findings.append(Finding(rule, severity, message, Location(file)))

    def _rights(self, first: int, last: int) -> str:
        """Say which pages are under which rights; nothing where the brief states none."""
        mine = self._mine
        parts = [mine.rights, mine.licence if mine.licence not in mine.rights else ""]
        stated = " ".join(part for part in parts if part)
        pages = f"p. {first}" if first == last else f"pp. {first}–{last}"
        return f"{self._title} ({pages}): {stated}" if stated else ""

    def embed(self, *, replace: bool) -> Joined:
        """Embed the brief as a file that is associated with the publication."""
        into = self._into
        self._refuse_file()
        for key, reference in files.embedded(into).items():
            if self._is_same_brief(reference):
                return self._embedded_again(key, reference, replace=replace)
        wanted = PurePath(self._brief.name).name
        given = free(wanted, files.names(into))
        if given != wanted:
            message = f"the publication has another file of this name: this one is called {given}"
            self._tell(Severity.NOTE, "attach-files", self._brief.name, message)
        date = pdf_date(self._mine.modified)
        files.embed(into, self._revision, self._brief.data, given, self._title, date)
        self._describe("")
        return self._finish(0)

    def _refuse_file(self) -> None:
        """Refuse what the publication's part of PDF/A does not let it hold (ISO 19005-2, 6.8)."""
        part, mine = self._theirs.archive, self._mine.archive
        if part == "1" or (part == "2" and mine not in ("1", "2")):
            which = "any files" if part == "1" else "files but PDF/A-1 and PDF/A-2"
            message = f"the publication claims PDF/A-{part}, which does not allow {which} in it"
            mend = "attach the brief with --as annex, or make the publication as PDF/A-3"
            raise Unusable(admission.error("attach-claims", self._publication.name, message, mend))

    def _is_same_brief(self, reference: Any) -> bool:
        """Say whether an embedded file is this brief, in any state."""
        stream = files.stream_of(self._into, reference)
        if stream is None:
            return False
        data = self._into.data_of(stream)
        if data == self._brief.data:
            return True
        try:
            with pdfs.opened(data, self._publication.name) as other:
                theirs = about(other)
                language = other.text(other.get(other.catalog, "/Lang"))
        except (UnreadablePdf, Damaged):
            return False
        return self._mine.is_same(self._language, theirs, language)

    def _embedded_again(self, key: bytes, reference: Any, *, replace: bool) -> Joined:
        if not replace:
            called = files.name_of(self._into, self._into.resolve(reference))
            message = f"the publication has this brief as a file already: {called}"
            raise Unusable(
                admission.error("annex-there", self._publication.name, message, _REPLACE)
            )
        return self._attached_to(removal.without_file(self._into, key, reference), "file")

    def _attached_to(self, base: bytes, kind: Kind) -> Joined:
        """Attach to what the publication is without this brief."""
        joined = attach(Input(self._publication.name, base), self._brief, kind, replace=True)
        if self._publication.data.startswith(base):
            return joined
        return dataclasses.replace(joined, kept=0, data=base[: joined.kept] + joined.data)

    def _describe(self, rights: str) -> None:
        """Say in the metadata of the publication what is different now."""
        catalog = self._into.catalog
        if not isinstance(self._into.get(catalog, "/Metadata"), StreamObject):
            return
        reference = catalog.raw_get("/Metadata")
        packet = Packet(self._into, reference)
        if rights:
            packet.state(rights)
            packet.count_pages(len(self._into.pages) + self._count)
        if self._theirs.archive == "4" and not self._theirs.level and files.embedded(self._into):
            packet.claim_files()
            message = "the publication claims PDF/A-4f now instead of PDF/A-4, as it holds a file"
            self._tell(Severity.NOTE, "attach-files", self._publication.name, message)
        packet.identify(f"uuid:{UUID(bytes=self._identity())}")
        entries = {"/Type": NameObject("/Metadata"), "/Subtype": NameObject("/XML")}
        self._revision.put(reference, stream(packet.data(), entries, compress=False))

    def _identity(self) -> bytes:
        """Return what this state of the publication is told from others by, from what it is made of."""
        digest = md5(self._publication.data, usedforsecurity=False)
        digest.update(md5(self._brief.data, usedforsecurity=False).digest())
        return digest.digest()

    def _finish(self, added: int) -> Joined:
        into = self._into
        self._revision.put(into.reader.trailer.raw_get("/Root"), into.catalog)
        data = self._revision.write(self._identity())
        pages = len(into.pages) + added
        return Joined(len(into.data), data, pages, added, tuple(self._findings))
