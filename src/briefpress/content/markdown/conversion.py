"""Markdown to HTML and to plain text, and the notes and references that it points to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.content.markdown.apparatus import Apparatus
from briefpress.content.markdown.formulas import formula_words
from briefpress.content.markdown.links import with_letters
from briefpress.content.markdown.parser import parser
from briefpress.content.markdown.tokens import collapse_spaces
from briefpress.content.model.fields import Markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from markdown_it.token import Token

    from briefpress.content.markdown.pointers import Pointer


def markdown_to_html(text: str, markdown: Markdown, apparatus: Apparatus) -> str:
    """Return a text as HTML: block elements for `BLOCKS`, phrasing content for `INLINE`."""
    env = {"apparatus": apparatus}
    if markdown is Markdown.INLINE:
        return str(parser().renderInline(collapse_spaces(text), env))
    return str(parser().render(text, env)).strip()


def tokens_to_html(tokens: Iterable[Token], apparatus: Apparatus) -> str:
    """Return tokens of phrasing content as HTML; on paper, addresses get their letters."""
    lettered = with_letters(tokens, apparatus)
    return str(parser().renderer.render([*lettered], parser().options, {}))


def markdown_to_text(
    text: str,
    pointers: Mapping[str, Pointer] | None = None,
    names: Mapping[str, str] | None = None,
) -> str:
    """Return the words of a text in one line, without Markdown, note calls and citations.

    Without `pointers`, nothing stands in place of a pointer. `names` are the authors of what can be
    cited, who are a part of the sentence.
    """
    words = ""
    apparatus = Apparatus(pointers=pointers or {}, works=names or {}, names=names or {})
    for token in parser().parse(text, {"apparatus": apparatus}):
        for child in token.children or ():
            if child.type in ("text", "code_inline"):
                words += child.content
            elif child.type == "formula":
                words += formula_words(child.content)
            elif child.type == "pointer":
                words += "".join(each.content for each in child.children or ())
            elif child.type == "citation" and child.meta["citation"].is_narrative:
                words += apparatus.names[child.meta["cited"][0]]
            elif child.type in ("note_call", "citation"):
                words = words.rstrip()  # the full stop follows the word directly
            elif child.type in ("softbreak", "hardbreak"):
                words += " "
        words += " "
    return collapse_spaces(words)


def calls(text: str, apparatus: Apparatus) -> Iterator[tuple[str, str]]:
    """Yield ("notes", key) for every note that a text calls, ("references", id) for what it cites."""
    return calls_in(parser().parse(text, {"apparatus": apparatus}))


def calls_in(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """Yield what `calls` does for a text that was parsed."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "note_call":
                yield "notes", child.meta["key"]
            elif child.type == "citation":
                yield from (("references", key) for key in child.meta["cited"])
