"""What is wrong with the Markdown of a text, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from briefpress.content.markdown.parser import parser
from briefpress.content.model.fields import Markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from briefpress.content.markdown.apparatus import Apparatus

_HTML_TAG = re.compile(r"(?<!\\)</?[A-Za-z][^<>\n]*>")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|$)")


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem in a text: its rule, what is wrong, how to mend it, and the character it starts at."""

    rule: str
    message: str
    mend: str
    is_error: bool = True
    offset: int = 0


def problems(text: str, markdown: Markdown, apparatus: Apparatus) -> Iterator[Problem]:
    """Yield the problems in a text, in the order in which they are written."""
    starts = [0, *accumulate(map(len, _LINE.findall(text)))]
    has_words = any(map(str.isalpha, text))
    # Abbreviations are left out: their elements would hide how the text is written.
    env = {"apparatus": replace(apparatus, abbreviations={})}
    for token in parser().parse(text, env):
        start = starts[token.map[0]] if token.map else 0
        if token.type in _NOT_SUPPORTED:
            yield Problem(*_NOT_SUPPORTED[token.type], offset=start)
        elif markdown is Markdown.INLINE and token.type in _BLOCKS and has_words:
            yield Problem(
                "markdown-block",
                f"{_BLOCKS[token.type]} cannot stand in this text",
                "move it to a section's body, or write a backslash before the sign that begins it",
                offset=start,
            )
        elif token.type == "inline":
            yield from _inline_problems(token, start, text, apparatus)


_NOT_SUPPORTED = {
    "heading_open": ("markdown-heading", "a heading stands in the text",
                     "give the section a heading of its own, or leave an empty line before dashes"),
    "hr": ("markdown-rule", "a line of dashes or stars stands in the text", "delete it, or begin a new section"),
    "code_block": ("markdown-indent", "a paragraph is indented by four or more spaces",
                   "indent every line of the text alike"),
    "fence": ("markdown-code", "a block of code stands in the text", "set it as plain text"),
}  # fmt: skip
_BLOCKS = {
    "bullet_list_open": "a list",
    "ordered_list_open": "a list",
    "blockquote_open": "a quotation",
}


def _inline_problems(
    inline: Token, position: int, text: str, apparatus: Apparatus
) -> Iterator[Problem]:
    """Check the children of an inline token, searching each in the text behind the one before."""
    for token in inline.children or ():
        written = _written(token)
        found = text.find(written, position)
        position = max(found, position)
        for problem in _token_problems(token, apparatus):
            yield replace(problem, offset=position + problem.offset)
        if found >= 0:
            position += len(written)


def _written(token: Token) -> str:
    """Return how a token is written in the source, with its escapes."""
    return str(token.meta.get("written", token.content))


def _token_problems(token: Token, apparatus: Apparatus) -> Iterator[Problem]:
    """Yield the problems of one token, their offsets counted from its start."""
    if token.type == "image":
        yield Problem("markdown-image", "an image stands in the text", "use a block: figure")
    elif "target" in token.meta:
        yield Problem(
            "link-target",
            f'the link leads to "{token.meta["target"]}", which is no web address',
            "begin it with https:// or mailto:",
        )
    elif token.type == "text":
        yield from _text_problems(_written(token))
    elif token.type == "note_call" and token.meta["key"] not in apparatus.notes:
        message = f'there is no note "{token.meta["key"]}"'
        yield Problem("note-missing", message, "write it under notes:")
    elif token.type == "citation":
        for key in token.meta["missing"]:
            message = f'there is no reference "{key}"'
            yield Problem("reference-missing", message, "write it under references:")
    yield from _attribute_problems(token)


def _attribute_problems(token: Token) -> Iterator[Problem]:
    if unknown := token.meta.get("insecure_attrs"):
        yield Problem(
            "markdown-attribute",
            f"{{{', '.join(unknown)}}} cannot be set on a phrase",
            "only the language can be set, with: [words]{lang=sw}",
        )
    language = token.attrs.get("lang")
    if language is not None and not _LANGUAGE.fullmatch(str(language)):
        message = f'"{language}" is no language code'
        yield Problem("language-code", message, "use a code such as fr, sw or kk")


# Signs of Markdown that were parsed as text; a sign after a backslash is meant as text.
_UNPARSED = (
    (r"\[[^][]*\]\(|^[^[]*\]\(", "link-broken", "a link is not written in full",
     "write [words](https://…), with no space in the address"),
    (r"\[\^", "note-broken", "a note call is not written in full", "write [^key]"),
    (r"\[@", "citation-broken", "a citation is not written in full", "write [@id] or [@id, p. 4; @other]"),
    (r"\[[^][]*\]\{|^[^[]*\]\{|\{\s*lang\b", "language-broken", "a phrase in another language is not written in full",
     "write [words]{lang=sw}; emphasis goes inside: [*words*]{lang=sw}"),
)  # fmt: skip


def _text_problems(written: str) -> Iterator[Problem]:
    if tag := _HTML_TAG.search(written):
        yield Problem(
            "html-as-text",
            f"{tag[0]} is printed as it stands: HTML has no effect in a brief",
            "use Markdown: *emphasis*, **strong**, [link](https://…)",
            is_error=False,
            offset=tag.start(),
        )
    for pattern, rule, message, mend in _UNPARSED:
        if found := re.search(rf"(?<!\\)(?:{pattern})", written):
            yield Problem(rule, message, mend, offset=found.start())
