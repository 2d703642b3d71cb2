"""Blocks of pandoc's document to those of a brief: texts in Markdown, figures, tables, quotations."""

from __future__ import annotations

from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from briefpress.content import BadImage, convert_picture, is_xml
from briefpress.drafts.draft_tables import TableReader, without_number
from briefpress.drafts.inlines import Words, plain_text
from briefpress.drafts.losses import quoted
from briefpress.drafts.lost_parts import CODE_TO_RUN
from briefpress.drafts.rules import IMPORT_MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefpress.drafts.losses import Losses

_LISTS = ("BulletList", "OrderedList")
_LETTERED = ("LowerAlpha", "UpperAlpha", "LowerRoman", "UpperRoman")  # pandoc's styles of lists
_TEXTS = ("Para", "Plain")
# Styles of captions: those of Word and pandoc, and those that LibreOffice has for each kind.
_CAPTIONS = (
    "caption", "image caption", "table caption", "beschriftung", "légende",
    "table", "illustration", "figure", "drawing",
)  # fmt: skip
_EQUATION_STOPGAP = "Equation without words: write it as one reads it out."
_STOPGAP = "Picture without a description: write what it tells."


class BlockReader:
    """Makes the body of a section; keeps the pictures that are shown, by the names of their files."""

    def __init__(
        self,
        losses: Losses,
        pictures: Mapping[str, bytes],
        folder: str,
        keys: frozenset[str] = frozenset(),
        descriptions: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._losses = losses
        self._pictures = pictures
        self._folder = folder
        self._descriptions = descriptions
        self._caption = ""  # of the picture or table that follows, or was just read
        self.words = Words(losses, self.line, keys)
        self._tables = TableReader(losses, self.text, self.line)
        self.shown: dict[str, bytes] = {}

    def body(self, blocks: Sequence[Any]) -> list[Any]:
        """Return texts and blocks; texts that follow one another are one."""
        body: list[Any] = []
        for entry in filter(None, self._entries(blocks)):
            if isinstance(entry, str) and body and isinstance(body[-1], str):
                body[-1] += f"\n\n{entry}"
            else:
                body.append(entry)
        return body

    def _entries(self, blocks: Sequence[Any]) -> Iterator[Any]:  # noqa: C901 - one line for each kind
        for block in blocks:
            kind, content = block["t"], block.get("c")
            if kind == "Div":
                yield from self._division(content)
            elif kind in _TEXTS and _pictures_in(content):
                yield from (self._figure(image, "") for image in _pictures_in(content))
            elif kind in _TEXTS and _equations_in(content):
                yield from map(self._equation, _equations_in(content))
            elif kind in (*_TEXTS, *_LISTS, "LineBlock", "CodeBlock"):
                yield self._text(block)
            elif kind == "BlockQuote":
                yield {"quote": {"text": self.text(content)}} if self.text(content) else ""
            elif kind == "Figure":
                yield from self._captioned(content)
            elif kind == "Table":
                fields = self._tables.fields(content, self._caption)
                self._caption = ""
                yield {"table": fields} if fields else ""
            elif kind == "DefinitionList":
                yield {"definitions": [self._definition(each) for each in content]}
            elif kind == "Header":
                yield f"**{self.words.markdown(content[2])}**" if plain_text(content[2]) else ""
            elif kind == "RawBlock":
                self._losses.add(f'"{quoted(content[1])}" is code of another format')

    def _division(self, content: Any) -> Iterator[Any]:
        """Yield what is in a division; the caption of what is beside it is kept for that."""
        (_, classes, pairs), blocks = content
        style = dict(pairs).get("custom-style", "").lower()
        if style in _CAPTIONS or "caption" in classes:
            self._caption = self.line(blocks)
            return
        yield from self._entries(blocks)

    def _definition(self, entry: Any) -> dict[str, str]:
        term, meanings = entry
        return {
            "term": self.words.markdown(term),
            "definition": "\n\n".join(map(self.text, meanings)),
        }

    def _captioned(self, content: Any) -> Iterator[Any]:
        _, (_, caption), blocks = content
        said = self.line(caption)
        found = [image for block in blocks for image in _pictures_in(block.get("c"))]
        yield from (self._figure(image, said) for image in found)
        if not found:
            yield from self._entries(blocks)

    def _equation(self, tex: str) -> Any:
        self._losses.add(
            f'the equation "{quoted(tex)}" has no words',
            "write it as one reads it out: alt: …",
            IMPORT_MISSING,
        )
        return {"equation": {"tex": tex, "alt": _EQUATION_STOPGAP}}

    def _figure(self, image: Any, caption: str) -> Any:
        _, alt, (target, title) = image["c"]
        name = self._keep(target)
        if name is None:
            return ""
        said = (
            self._descriptions.get(target)
            or plain_text(alt)
            or ("" if title.startswith("fig:") else title)
        )
        if plain_text(alt) == caption:  # Markdown has one text for both
            caption = ""
        if not said:
            said = _STOPGAP
            self._losses.add(
                f'the picture "{name}" has no alternative text',
                "write what it tells: alt: …",
                IMPORT_MISSING,
            )
        fields = {"image": name, "alt": said}
        if caption := without_number(caption or self._caption):
            fields["caption"] = caption
        self._caption = ""
        return {"figure": fields}

    def _keep(self, target: str) -> str | None:
        """Return the name of the file that a picture goes to; None if it cannot be shown."""
        data = self._pictures.get(target)
        if data is None:
            if "://" in target or target.startswith(("data:", "/")) or ".." in target.split("/"):
                self._losses.add(
                    f'the picture "{quoted(target)}" is not in the file',
                    "save it beside the brief, as a figure",
                )
                return None
            return target
        name = f"{self._folder}/{PurePosixPath(target).name}"
        try:
            if not is_xml(data):
                convert_picture(data, name)
        except BadImage as reason:
            self._losses.add(f"a picture cannot be shown: {reason}", reason.mend)
            return None
        self.shown[name] = data
        return name

    def _text(self, block: Any) -> str:
        kind, content = block["t"], block.get("c")
        if kind in _TEXTS:
            return self.words.markdown(content)
        if kind == "LineBlock":
            return "\\\n".join(map(self.words.markdown, content))
        if kind == "CodeBlock" and CODE_TO_RUN in content[0][1]:
            self._losses.add(
                f'the code "{quoted(content[1])}" is not run',
                "show what it makes: save it as a picture, or its data as CSV for a chart or table",
            )
            return ""
        if kind == "CodeBlock":
            self._losses.add(
                f'"{quoted(content[1])}" is set as code, which a brief has not',
                "quote it, or show it as a figure",
            )
            return self.words.markdown([{"t": "Code", "c": [["", [], []], content[1]]}])
        if kind == "OrderedList" and content[0][1]["t"] in _LETTERED:
            self._losses.add(
                "a list is numbered a, b, c or i, ii, iii, and 1, 2, 3 in a brief",
                'where the text names an item, such as "(a)", write its number',
            )
        items = content if kind == "BulletList" else content[1]
        first = 1 if kind == "BulletList" else content[0][0]
        signs = ("-" if kind == "BulletList" else f"{first + n}." for n in range(len(items)))
        gap = "\n" if all(len(item) == 1 for item in items) else "\n\n"
        return gap.join(self._item(sign, item) for sign, item in zip(signs, items, strict=True))

    def _item(self, sign: str, blocks: Sequence[Any]) -> str:
        indent = " " * (len(sign) + 1)
        return f"{sign} {self.text(blocks)}".replace("\n", f"\n{indent}").replace(
            f"\n{indent}\n", "\n\n"
        )

    def text(self, blocks: Sequence[Any]) -> str:
        """Return blocks as one Markdown text, as the item of a list or a cell has it."""
        texts = []
        for entry in self.body(blocks):
            if isinstance(entry, str):
                texts.append(entry)
            elif "quote" in entry:
                texts.append("\n".join(f"> {line}" for line in entry["quote"]["text"].splitlines()))
            else:
                kind = next(iter(entry))
                self._losses.add(
                    f"a {kind.removesuffix('s')} stands within a list, a note or a table",
                    "set it as a block of its own",
                )
        return "\n\n".join(texts)

    def line(self, blocks: Sequence[Any]) -> str:
        """Return blocks as Markdown within one paragraph, as captions and notes have it."""
        return " ".join(self.words.markdown(each) for each in _lines(blocks) if each)


def _lines(blocks: Sequence[Any]) -> Iterator[Any]:
    for block in blocks:
        content = block.get("c")
        if block["t"] in _TEXTS:
            yield content
        elif block["t"] in ("Div", "BlockQuote"):
            yield from _lines(content[1] if block["t"] == "Div" else content)
        elif block["t"] in _LISTS:
            items = content if block["t"] == "BulletList" else content[1]
            for item in items:
                yield from _lines(item)


def _equations_in(inlines: Sequence[Any]) -> list[str]:
    """Return the equations of a paragraph that has nothing else, in TeX; none if it has words."""
    found = [each["c"][1].strip() for each in inlines if each["t"] == "Math"]
    rest = [
        each for each in inlines if each["t"] not in ("Math", "Space", "SoftBreak", "LineBreak")
    ]
    return [] if rest else found


def _pictures_in(inlines: Any) -> list[Any]:
    """Return the pictures of a paragraph that has nothing else; none if it has words."""
    found: list[Any] = []
    for inline in inlines if isinstance(inlines, list) else ():
        if not isinstance(inline, dict):
            return []
        if inline["t"] == "Image":
            found.append(inline)
        elif inline["t"] in ("Span", "Link", "Strong", "Emph"):
            inner = inline["c"] if inline["t"] in ("Strong", "Emph") else inline["c"][1]
            if inner and not (pictures := _pictures_in(inner)):
                return []
            found += pictures if inner else []
        elif inline["t"] not in ("Space", "SoftBreak", "LineBreak"):
            return []
    return found
