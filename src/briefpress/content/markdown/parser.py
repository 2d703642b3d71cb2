"""The markdown-it parser: which rules of CommonMark are off, and which are added."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from markdown_it.renderer import RendererHTML
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from briefpress.content.markdown.abbreviations import expand_abbreviations
from briefpress.content.markdown.bare_addresses import bare_address, end_bare_addresses
from briefpress.content.markdown.citations import citation, narrative_citation, set_citations
from briefpress.content.markdown.formulas import formula, render_formula
from briefpress.content.markdown.links import add_address_letters, remove_unsafe_targets
from briefpress.content.markdown.notes import note_call
from briefpress.content.markdown.pointers import pointer, resolve_pointers
from briefpress.content.markdown.read_once import ReadOnceParser
from briefpress.content.markdown.tokens import text_token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
)


@cache
def parser() -> MarkdownIt:
    """Return the parser; its environment has to hold an `Apparatus` under "apparatus".

    What `problems` reports as an error is still parsed, and is harmless in the HTML.
    """
    parser = ReadOnceParser("commonmark", {"html": False})
    parser.disable(["html_block", "html_inline"]).enable(["strikethrough", "table"])
    parser.use(sub_plugin).use(superscript_plugin).use(gfm_autolink_plugin)
    parser.use(attrs_plugin, after=("span_close",), spans=True, allowed=["lang"])
    parser.inline.ruler.before("link", "note_call", note_call)
    parser.inline.ruler.before("link", "citation", citation)
    parser.inline.ruler.before("link", "narrative_citation", narrative_citation)
    parser.inline.ruler.before("link", "pointer", pointer)
    parser.inline.ruler.before("link", "formula", formula)
    parser.inline.ruler.push("bare_address", bare_address)
    parser.core.ruler.after("inline", "address_ends", end_bare_addresses)
    parser.core.ruler.at("text_join", _join_texts)
    parser.core.ruler.push("abbreviations", expand_abbreviations)
    parser.core.ruler.push("citations", set_citations)
    parser.core.ruler.push("directions", _set_directions)
    parser.core.ruler.push("headings", _remove_headings_and_rules)
    parser.core.ruler.push("pointers", resolve_pointers)
    parser.core.ruler.push("targets", remove_unsafe_targets)
    parser.core.ruler.push("addresses", add_address_letters)
    parser.keep_before(expand_abbreviations)
    # Every target is read, so that `problems` can quote it; `remove_unsafe_targets` takes it away.
    parser.validateLink = lambda url: bool(url)  # type: ignore[method-assign]
    for rule in ("note_call", "citation", "pointer"):
        parser.add_render_rule(rule, _render_children)
    parser.add_render_rule("formula", render_formula)
    parser.add_render_rule("image", lambda *_: "")
    for rule in ("fence", "code_block"):
        parser.add_render_rule(rule, RendererHTML.code_inline)
    return parser


def text_direction(language: str) -> str:
    """Return the writing direction of a BCP 47 language tag: ltr or rtl."""
    return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def _set_directions(state: StateCore) -> None:
    """Give a phrase in a right-to-left language its direction."""
    for token in state.tokens:
        for child in token.children or ():
            if text_direction(str(child.attrs.get("lang", ""))) == "rtl":
                child.attrs["dir"] = "rtl"


def _join_texts(state: StateCore) -> None:
    """Join neighbouring texts, like the rule that this one replaces, and keep how they are written."""
    for token in state.tokens:
        if token.children:
            token.children = list(_joined(token.children))


def _joined(tokens: Iterable[Token]) -> Iterator[Token]:
    for is_text, run in groupby(tokens, lambda token: token.type in ("text", "text_special")):
        if is_text:
            parts = list(run)
            text = text_token("".join(part.content for part in parts))
            text.meta["written"] = "".join(part.markup or part.content for part in parts)
            yield text
        else:
            yield from run


def _remove_headings_and_rules(state: StateCore) -> None:
    """Make paragraphs of headings, and leave thematic breaks out."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "p"
        token.hidden = token.hidden or token.type == "hr"


def _render_children(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Write the tokens that a note call or a citation consists of."""
    return renderer.renderInline(tokens[index].children or [], options, env)
