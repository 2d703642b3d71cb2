"""What is wrong with the Markdown of a text, and where."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from briefpress.content.equations import BadEquation, can_set_equations, mathml_of
from briefpress.content.markdown.citations import doubtful_keys, near_key
from briefpress.content.markdown.conversion import calls_in
from briefpress.content.markdown.parser import parser
from briefpress.content.model.fields import Markdown
from briefpress.content.model.identifiers import is_language
from briefpress.content.rules.charts import EQUATION_TEX, EQUATIONS_MISSING
from briefpress.content.rules.pointers import (
    POINTER_BROKEN,
    POINTER_MISSING,
    POINTER_WITHOUT_NUMBER,
)
from briefpress.content.rules.references import CITATION_DOUBTFUL
from briefpress.content.rules.texts import (
    CITATION_BROKEN,
    HTML_AS_TEXT,
    LANGUAGE_BROKEN,
    LANGUAGE_CODE,
    LINK_BROKEN,
    LINK_TARGET,
    MARKDOWN_ATTRIBUTE,
    MARKDOWN_BLOCK,
    MARKDOWN_CODE,
    MARKDOWN_HEADING,
    MARKDOWN_IMAGE,
    MARKDOWN_INDENT,
    MARKDOWN_RULE,
    MARKDOWN_SIGNS,
    MARKDOWN_TABLE,
    NOTE_BROKEN,
    NOTE_MISSING,
    PARAGRAPHS_JOINED,
    REFERENCE_MISSING,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token
    from markdown_it.utils import EnvType

    from briefpress.content.markdown.apparatus import Apparatus
    from briefpress.findings import Rule

_HTML_TAG = re.compile(r"(?<!\\)</?[A-Za-z][^<>\n]*>")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|$)")


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem in a text: its rule, what is wrong, and the character it starts at.

    Without `mend`, that of the rule applies.
    """

    rule: Rule
    message: str
    offset: int = 0
    mend: str = ""


def problems(
    text: str,
    markdown: Markdown,
    apparatus: Apparatus,
    called: set[tuple[str, str]] | None = None,
) -> Iterator[Problem]:
    """Yield the problems in a text, in the order in which they are written.

    What the text calls is added to `called`, as `calls` has it: to parse it takes longer than all else.
    """
    starts = [0, *accumulate(map(len, _LINE.findall(text)))]
    has_lines = "\n" in text.strip()  # "1. Introduction" is one line, and is printed as it is
    # Abbreviations are left out: their elements would hide how the text is written.
    env: EnvType = {"apparatus": replace(apparatus, abbreviations={})}
    tokens = parser().parse(text, env)
    if called is not None:
        called.update(calls_in(tokens))
    if not tokens and env.get("references"):
        yield Problem(LINK_BROKEN, "the address of a link stands in a text of its own")
        return
    yield from _definition_problems(env, starts, markdown)
    for token in tokens:
        start = starts[token.map[0]] if token.map else 0
        if token.type in _NOT_SUPPORTED:
            yield Problem(*_NOT_SUPPORTED[token.type], offset=start)
        elif markdown is Markdown.INLINE and token.type in _BLOCKS and has_lines:
            yield Problem(
                MARKDOWN_BLOCK,
                f"this text cannot contain {_BLOCKS[token.type]}",
                offset=start,
            )
        elif token.type == "inline":
            yield from _inline_problems(token, start, text, apparatus)
    if markdown is Markdown.INLINE:
        yield from _joined(tokens, starts)


def _joined(tokens: Sequence[Token], starts: Sequence[int]) -> Iterator[Problem]:
    """Yield the second of several paragraphs that are set as one."""
    opened = [each for each in tokens if each.type == "paragraph_open" and each.level == 0]
    if len(opened) > 1:
        message = f"this text is set as one paragraph, and {len(opened)} are written"
        line = opened[1].map[0] if opened[1].map else 0
        yield Problem(PARAGRAPHS_JOINED, message, starts[line])


def _definition_problems(
    env: EnvType, starts: Sequence[int], markdown: Markdown
) -> Iterator[Problem]:
    """Yield the definitions, `[label]: address`, that are no addresses of links of this text."""
    for label, definition in env.get("references", {}).items():
        start = starts[definition["map"][0]]
        if label.startswith("^"):
            yield Problem(NOTE_BROKEN, "a note is written in the text that calls it", start)
        elif markdown is Markdown.INLINE:
            yield Problem(MARKDOWN_BLOCK, "this text cannot contain the address of a link", start)


_NOT_SUPPORTED = {
    "heading_open": (MARKDOWN_HEADING, "the text contains a heading"),
    "hr": (MARKDOWN_RULE, "the text contains a line of dashes or stars"),
    "code_block": (MARKDOWN_INDENT, "a paragraph is indented by four or more spaces"),
    "fence": (MARKDOWN_CODE, "the text contains a block of code"),
    "table_open": (MARKDOWN_TABLE, "the text contains a table of signs"),
}
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
        yield Problem(MARKDOWN_IMAGE, "the text contains an image")
    elif token.type == "s_open":
        yield Problem(MARKDOWN_SIGNS, "the text contains words that are struck out")
    elif "target" in token.meta:
        yield Problem(
            LINK_TARGET,
            f'the link leads to "{token.meta["target"]}", which is no web address',
        )
    elif token.type == "text":
        yield from _text_problems(_written(token))
        for offset, key, near in doubtful_keys(_written(token), apparatus):
            mend = rf'if you mean "{near}", write that; if it is text, write \@' if near else ""
            yield Problem(CITATION_DOUBTFUL, f'no source has the key "{key}"', offset, mend)
    elif token.type == "formula":
        yield from _formula_problems(token.content)
    elif token.type == "note_call" and token.meta["key"] not in apparatus.notes:
        message = f'there is no note "{token.meta["key"]}"'
        yield Problem(NOTE_MISSING, message)
    elif token.type == "citation":
        for key in token.meta["missing"]:
            message, near = f'there is no reference "{key}"', near_key(key, apparatus)
            yield Problem(
                REFERENCE_MISSING, message, mend=f'did you mean "{near}"?' if near else ""
            )
    yield from _pointer_problems(token, apparatus)
    yield from _attribute_problems(token)


def _formula_problems(tex: str) -> Iterator[Problem]:
    if not can_set_equations():
        yield Problem(EQUATIONS_MISSING, "what sets equations is not installed")
        return
    try:
        mathml_of(tex)
    except BadEquation as error:
        yield Problem(EQUATION_TEX, str(error))


def _pointer_problems(token: Token, apparatus: Apparatus) -> Iterator[Problem]:
    """Yield what is wrong with `[#id]`, or with `[words](#id)`, which needs no number."""
    name = token.meta.get("id") or token.meta.get("pointer")
    if name is None:
        return
    found = apparatus.pointers.get(name)
    if found is None:
        near = difflib.get_close_matches(name, apparatus.pointers, n=1, cutoff=0.6)
        mend = f'did you mean "{near[0]}"?' if near else f"give that part this id: {name}"
        yield Problem(POINTER_MISSING, f'nothing here has the id "{name}"', mend=mend)
    elif token.type == "pointer" and not found.words:
        mend = f"give it a caption and let numbering: count its kind, or write [words](#{name})"
        message = f'"{name}" has no number that could stand here'
        yield Problem(POINTER_WITHOUT_NUMBER, message, mend=mend)


def _attribute_problems(token: Token) -> Iterator[Problem]:
    if unknown := token.meta.get("insecure_attrs"):
        yield Problem(
            MARKDOWN_ATTRIBUTE,
            f"{{{', '.join(unknown)}}} cannot be set on a phrase",
        )
    language = token.attrs.get("lang")
    if language is not None and not is_language(str(language)):
        message = f'"{language}" is no language code'
        yield Problem(LANGUAGE_CODE, message)


# Signs of Markdown that were parsed as text; a sign after a backslash is meant as text.
_UNPARSED = (
    (r"\[[^][]*\]\(|^[^[]*\]\(", LINK_BROKEN, "a link is not written in full"),
    (r"\[[^][]+\]\[[^][]*[^\W\d][^][]*\]", LINK_BROKEN, "the address of a link is not written below its text"),
    (r"\[\^", NOTE_BROKEN, "a note call is not written in full"),
    (r"\[#\w[^][]*\](?!\()", POINTER_BROKEN, "a pointer is not written in full"),
    (r"\[@", CITATION_BROKEN, "a citation is not written in full"),
    (r"\[[^][]*\]\{|^[^[]*\]\{|\{\s*lang\b", LANGUAGE_BROKEN,
     "a phrase in another language is not written in full"),
    (r"^\[[ xX]\]\s", MARKDOWN_SIGNS, "the text contains a box to tick"),
    (r"(?<!\w)==(?=[^\s=])[^=\n]+==(?!\w)", MARKDOWN_SIGNS, "the text contains words that are highlighted"),
    (r"^:::", MARKDOWN_SIGNS, "the text contains a block between colons"),
)  # fmt: skip


_SIGN = re.compile(r"[\[\]{]|==|:::")  # one of which each of them has


def _text_problems(written: str) -> Iterator[Problem]:
    if tag := _HTML_TAG.search(written):
        yield Problem(
            HTML_AS_TEXT,
            f"{tag[0]} is printed unchanged: HTML has no effect in a brief",
            offset=tag.start(),
        )
    for pattern, rule, message in _UNPARSED if _SIGN.search(written) else ():
        if found := re.search(rf"(?<!\\)(?:{pattern})", written):
            yield Problem(rule, message, offset=found.start())
