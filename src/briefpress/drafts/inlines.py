"""Words of pandoc's document to Markdown as a brief knows it, and to plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefpress.content import is_formula, markdown_to_text
from briefpress.drafts.losses import quoted
from briefpress.drafts.sources import citation_markdown
from briefpress.drafts.word_languages import STYLE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefpress.drafts.losses import Losses

_SIGNS = re.compile(r"([\\`*_\[\]{}<>~^|])")
_LINE_START = re.compile(r"^(\s*)([-+#>=]|\d+(?=[.)]))", re.MULTILINE)
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_WRAPPED = {"Emph": "*", "Strong": "**", "Superscript": "^", "Subscript": "~"}
_LOST_LOOKS = {
    "Strikeout": "struck out",
    "SmallCaps": "set in small capitals",
    "Underline": "underlined",
}
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


class Words:
    """Writes inline elements as Markdown; keeps the notes that they hold. `keys` are those of works to cite."""

    def __init__(
        self,
        losses: Losses,
        blocks_to_line: Callable[[Sequence[Any]], str],
        keys: frozenset[str] = frozenset(),
    ) -> None:
        self._losses = losses
        self._blocks_to_line = blocks_to_line
        self._keys = keys
        self.notes: dict[str, str] = {}

    def markdown(self, inlines: Sequence[Any]) -> str:
        """Return inline elements as one Markdown text; its words alone where marks would be read as signs."""
        text = re.sub(" {2,}", " ", self._join(inlines)).strip()  # what was deleted leaves two
        text = _LINE_START.sub(r"\1\\\2", text)
        text = re.sub(r"^(\s*)\\(\d+)", r"\1\2\\", text, flags=re.MULTILINE)
        if " ".join(markdown_to_text(text).split()) == " ".join(plain_text(inlines).split()):
            return text
        if _cites(inlines, self._keys) or any(each["t"] == "Math" for each in inlines):
            return text
        return text if "[^" in text or "](" in text else _SIGNS.sub(r"\\\1", plain_text(inlines))

    def _join(self, inlines: Sequence[Any]) -> str:
        return "".join(map(self._one, inlines))

    def _one(self, inline: Any) -> str:  # noqa: C901 - one line for each kind
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            return _SIGNS.sub(r"\\\1", content)
        if kind in ("Space", "SoftBreak"):
            return " "
        if kind == "LineBreak":
            return "\\\n"
        if kind in _WRAPPED:
            return _wrap(self._join(content), _WRAPPED[kind])
        if kind in _LOST_LOOKS:
            self._losses.add(
                f'"{quoted(plain_text(content))}" is {_LOST_LOOKS[kind]}',
                "nothing need be done, where the words say enough",
            )
            return self._join(content)
        if kind == "Quoted":
            first, last = _QUOTES[content[0]["t"]]
            return f"{first}{self._join(content[1])}{last}"
        if kind == "Cite":
            cited = citation_markdown(content[0], self._join, self._keys)
            return self._join(content[1]) if cited is None else cited
        if kind == "Code":
            return _SIGNS.sub(r"\\\1", content[1])
        if kind == "Math":
            if is_formula(written := f"${content[1].strip()}$"):
                return written
            self._losses.add(
                f'the equation "{quoted(content[1])}" is kept as TeX',
                "say it in words, or as a block equation:",
            )
            return _SIGNS.sub(r"\\\1", content[1])
        if kind == "Link":
            return self._link(content)
        if kind == "Note":
            return self._note(content)
        if kind == "Span":
            return self._span(content)
        if kind == "Image":
            self._losses.add(
                f'a picture stands within the line "{quoted(plain_text(content[1]))}"',
                "set it as a figure of its own",
            )
            return ""
        if kind == "RawInline":
            self._losses.add(f'"{quoted(content[1])}" is code of another format')
        return ""

    def _link(self, content: Any) -> str:
        words, address = self._join(content[1]).strip(), content[2][0]
        if re.match(r"https?://|mailto:", address) and not re.search(r"[\s<>()]", address):
            return f"[{words}]({address})" if words else address
        if not address.startswith("#"):
            self._losses.add(
                f'the link of "{quoted(words)}" leads to {quoted(address)}',
                "write an address that begins with https://",
            )
        return words

    def _note(self, blocks: Sequence[Any]) -> str:
        key = f"n{len(self.notes) + 1}"
        self.notes[key] = ""  # it comes before a note within it
        self.notes[key] = self._blocks_to_line(blocks)
        return f"[^{key}]"

    def _span(self, content: Any) -> str:
        (_, classes, pairs), inlines = content
        attributes = dict(pairs)
        text = plain_text(inlines)
        if "comment-start" in classes:
            self._losses.remark("comment", attributes.get("author", ""), text)
            return ""
        if (
            "comment-end" in classes
            or classes == ["paragraph-insertion"]
            or classes == ["paragraph-deletion"]
        ):
            return ""
        if "insertion" in classes or "deletion" in classes:
            is_new = "insertion" in classes
            kind = "inserted" if is_new else "deleted"
            self._losses.remark(kind, attributes.get("author", ""), text)
            return self._join(inlines) if is_new else ""
        language = attributes.get("lang") or attributes.get("custom-style", "").removeprefix(STYLE)
        named = attributes.get("lang") or attributes.get("custom-style", "").startswith(STYLE)
        if named and _LANGUAGE.fullmatch(language) and text.strip():
            return _wrap(self._join(inlines), "[", f"]{{lang={language}}}")
        return self._join(inlines)


def _cites(value: Any, keys: frozenset[str]) -> bool:
    """Say whether there is a citation of a known work in inline elements."""
    if isinstance(value, list):
        return any(_cites(each, keys) for each in value)
    if not isinstance(value, dict):
        return False
    if value.get("t") == "Cite":
        return citation_markdown(value["c"][0], plain_text, keys) is not None
    return _cites(value.get("c"), keys)


def _wrap(text: str, before: str, after: str | None = None) -> str:
    """Return a text between signs, which stand next to its words; white space stays outside."""
    inner = text.strip()
    if not inner:
        return text
    start = text[: len(text) - len(text.lstrip())]
    return f"{start}{before}{inner}{before if after is None else after}{text[len(text.rstrip()) :]}"


def plain_text(inlines: Sequence[Any]) -> str:
    """Return the words of inline elements, without notes, comments and what was deleted."""
    text = ""
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            text += content
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            text += " "
        elif kind == "Quoted":
            first, last = _QUOTES[content[0]["t"]]
            text += f"{first}{plain_text(content[1])}{last}"
        elif kind in ("Code", "Math"):
            text += content[1]
        elif kind in ("Link", "Cite"):
            text += plain_text(content[1])
        elif kind == "Span":
            is_heard = not {"deletion", "comment-start"} & {*content[0][1]}
            text += plain_text(content[1]) if is_heard else ""
        elif kind in _WRAPPED or kind in _LOST_LOOKS:
            text += plain_text(content)
    return text
