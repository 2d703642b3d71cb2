"""Pandoc's document to the content file of a brief."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from briefpress.content import day_in
from briefpress.drafts.blocks import BlockReader
from briefpress.drafts.inlines import plain_text
from briefpress.drafts.losses import Losses, quoted
from briefpress.drafts.rules import IMPORT_MISSING
from briefpress.drafts.yaml_text import yaml_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefpress.drafts.reading import DraftDocument
    from briefpress.findings import Finding

_BOLD = re.compile(r"\*\*([^*\n]{1,100}[^*\n.,;:!])\*\*")
# Ends as a sentence does, or is as long as one: else it is a title, or words above a list.
_SENTENCE = re.compile(r"[.!?…。！？।॥؟۔።]\W*$|.{60}", re.DOTALL)
_LEVELS = 4  # of headings in a brief
_META_STYLES = ("abstract", "abstract title", "title", "subtitle", "author", "date")
# What a brief needs and the file may not say: `briefpress build` asks for these as for those of a new brief.
_STOPGAPS: dict[str, Any] = {
    "language": "en-GB",
    "publisher": {"name": "The publisher"},
    "authors": [{"name": "Firstname Lastname"}],
    "date": "",  # which is given
    "summary": "One or two sentences that tell a busy reader what this brief shows and why it matters.",
}
_ORDER = (
    "title", "subtitle", "language", "publisher", "authors", "date", "summary", "introduction", "sections", "notes",
    "bibliography",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ImportedBrief:
    """A content file, the pictures and sources that it names, and what could not be kept or has to be added."""

    text: str
    files: Mapping[str, bytes] = field(repr=False)
    findings: tuple[Finding, ...]


@dataclass
class _Section:
    level: int
    heading: str
    blocks: list[Any] = field(default_factory=list)
    below: list[_Section] = field(default_factory=list)


def write_brief(document: DraftDocument, slug: str, date: str) -> ImportedBrief:
    """Return the content file `slug`.yaml that a document makes, whose pictures lie in a folder beside it.

    `date` stands in for the one of the brief.
    """
    losses = Losses(document.file)
    reader = BlockReader(
        losses, document.pictures, f"{slug}-pictures", document.keys, document.odt.descriptions
    )
    top = _tree(document.blocks)
    fields = _meta(document, top, reader)
    introduction = reader.body(top.blocks)
    if "summary" not in fields and introduction and isinstance(introduction[0], str):
        first, _, rest = introduction[0].partition("\n\n")
        if _SENTENCE.search(first) and not first.startswith(("-", "1.")):
            fields["summary"] = first
            losses.add(
                f'the paragraph "{quoted(first)}" is taken as the summary',
                "if it is none, move it to introduction:, and write your own summary: …",
                IMPORT_MISSING,
            )
            introduction = [rest, *introduction[1:]] if rest else introduction[1:]
    fields["introduction"] = introduction
    sections = [made for each in top.below if (made := _section(each, reader, losses, 1))]
    fields["sections"] = sections or [{"heading": "Text", "body": introduction or ["–"]}]
    if not sections:
        fields["introduction"] = []
        losses.add("the file has no headings", "divide the text into sections", IMPORT_MISSING)
    fields["notes"] = reader.words.notes
    files = dict(reader.shown)
    if document.sources:
        fields["bibliography"] = f"{slug}-sources.json"
        files[fields["bibliography"]] = document.sources
    losses.heading = ""
    _tell_losses(document, losses)
    stopgaps = _STOPGAPS | {"date": date}
    missing = [name for name in stopgaps if not fields.get(name)]
    for name, stopgap in stopgaps.items():
        if name in missing:
            fields[name] = stopgap
            losses.add(
                f'the file does not say what "{name}" should be',
                f"write it: {name}: …",
                IMPORT_MISSING,
            )
    written = {name: fields[name] for name in _ORDER if fields.get(name)}
    text = yaml_of(written)
    for name in missing:  # those in one line: the build cannot tell them from words of the editor
        text = re.sub(rf"^{name}: (?!\|).+", r"\g<0> # replace this", text, flags=re.MULTILINE)
    return ImportedBrief(text, files, tuple(losses.findings))


def _tell_losses(document: DraftDocument, losses: Losses) -> None:
    """Tell what of a document was not read, and what was said of it."""
    for text in document.lost:
        losses.add(
            f'"{quoted(text)}" was not read: it may stand in a text box', "copy it from the file"
        )
    for words in document.boxes:
        mend = "where it should stand apart, make a block of it: box: {title: …, body: […]}"
        losses.add(f'"{quoted(words)}" stood in a text box, and is part of the text now', mend)
    for part in document.lost_parts:
        losses.add(f"not imported: {part}", "take from it what a reader needs")
    for remark in document.remarks:
        losses.remark(remark.kind, remark.by, remark.words, remark.near)


def _tree(blocks: Sequence[Any]) -> _Section:
    """Return the sections of a document below one that has what stands before the first heading."""
    top = _Section(0, "")
    open_sections = [top]
    for block in _without_divisions(blocks):
        if block["t"] != "Header":
            open_sections[-1].blocks.append(block)
            continue
        level, _, inlines = block["c"]
        while open_sections[-1].level >= level:
            open_sections.pop()
        section = _Section(level, "", [inlines])
        open_sections[-1].below.append(section)
        open_sections.append(section)
    return top


def _without_divisions(blocks: Sequence[Any]) -> list[Any]:
    """Return blocks, taken out of divisions that hold headings."""
    found: list[Any] = []
    for block in blocks:
        holds_headings = block["t"] == "Div" and any(
            b["t"] in ("Header", "Div") for b in block["c"][1]
        )
        found += _without_divisions(block["c"][1]) if holds_headings else [block]
    return found


def _section(
    section: _Section, reader: BlockReader, losses: Losses, level: int
) -> dict[str, Any] | None:
    """Return the fields of a section; None where nothing stands under its heading."""
    inlines, *blocks = section.blocks
    losses.heading = plain_text(inlines)
    heading = reader.words.markdown(inlines).replace("\\\n", " ")
    if not heading:
        losses.add("a heading is empty")
        heading = "–"
    body = reader.body(blocks)
    for bold in _alone_in_bold(body):
        losses.add(
            f'"{quoted(bold)}" stands alone in bold type, and is no heading',
            "if it is meant as one, begin a section there: heading: …",
        )
    below = []
    for each in section.below:
        if level < _LEVELS:
            below.append(_section(each, reader, losses, level + 1))
        else:
            losses.add(
                f"headings are nested more than {_LEVELS} levels deep",
                "give the text a place further up",
            )
            body += _flat(each, reader)
    losses.heading = plain_text(inlines)
    found = [each for each in below if each]
    if not body and not found:
        losses.add("nothing stands under the heading, which is left out")
        return None
    return {
        "heading": heading,
        **({"body": body} if body else {}),
        **({"sections": found} if found else {}),
    }


def _alone_in_bold(body: Sequence[Any]) -> list[str]:
    """Return the paragraphs that are bold as a whole, as headings are that were made by hand."""
    texts = [text for entry in body if isinstance(entry, str) for text in entry.split("\n\n")]
    return [found[1] for found in map(_BOLD.fullmatch, texts) if found]


def _flat(section: _Section, reader: BlockReader) -> list[Any]:
    inlines, *blocks = section.blocks
    header = {"t": "Header", "c": [_LEVELS, ["", [], []], inlines]}
    body = reader.body([header, *blocks])
    return [*body, *(entry for each in section.below for entry in _flat(each, reader))]


def _meta(document: DraftDocument, top: _Section, reader: BlockReader) -> dict[str, Any]:
    """Return the fields that the metadata of a document give, and take its title from its headings."""
    meta = {name: _meta_texts(value, reader) for name, value in document.meta.items()}
    for block in [b for b in top.blocks if b["t"] == "Div"]:
        style = dict(block["c"][0][2]).get("custom-style", "").lower()
        if style in _META_STYLES:
            top.blocks.remove(block)
            if not style.endswith("title"):
                meta.setdefault(style, []).append(reader.line(block["c"][1]))
    said = {*document.odt.in_text}
    top.blocks = [
        b for b in top.blocks if b["t"] != "Para" or plain_text(b["c"]).strip() not in said
    ]
    meta = {**{name: [text] for name, text in document.odt.fields.items()}, **meta}
    title = " ".join(meta.get("title", ()))
    if not title and len(top.below) == 1 and not top.blocks:
        (only,) = top.below
        title = plain_text(only.blocks[0])
        top.blocks, top.below = only.blocks[1:], only.below
    fields: dict[str, Any] = {
        "title": title or PurePath(document.file).stem.replace("-", " ").replace("_", " "),
        "language": " ".join(meta.get("lang", ())) or document.language or "",
        "authors": [{"name": name} for name in meta.get("author", ()) if name],
    }
    if day := day_in(" ".join(meta.get("date", ()))):
        fields["date"] = day
    if summary := " ".join(meta.get("abstract", ())):
        fields["summary"] = summary
    if subtitle := " ".join(meta.get("subtitle", ())):
        fields["subtitle"] = subtitle
    return fields


def _meta_texts(value: Any, reader: BlockReader) -> list[str]:
    """Return the texts of a field of metadata, of which there may be a list."""
    kind, content = value["t"], value.get("c")
    if kind == "MetaList":
        return [text for each in content for text in _meta_texts(each, reader)]
    if kind == "MetaInlines":
        return [plain_text(content)]
    if kind == "MetaBlocks":
        return [reader.line(content)]
    return [content] if isinstance(content, str) else []
