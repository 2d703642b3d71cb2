"""The Markdown in a text value to safe HTML, and what is wrong with it.

The Markdown is CommonMark without headings, images and HTML, which have their own places in a
brief, and with three additions: `[words]{lang=sw}` for a phrase in another language, `[^key]` for
a note, and `[@id]` or `[@id, p. 4; @other]` for a citation.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin

from briefpress.content.model import Brief, Markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.utils import EnvType, OptionsDict

_CALL = re.compile(r"\[\^([A-Za-z0-9][\w.:-]*)\]")
_CITATION = re.compile(r"\[@[^\]]{1,500}\](?!\()")
_CITED = re.compile(r"@([A-Za-z0-9](?:[\w.:-]*\w)?)(?:,\s*([^;]+))?\s*(?:;\s*|$)")
_HTML_TAG = re.compile(r"(?<!\\)</?[A-Za-z][^<>\n]*>")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|$)")
_LINK = re.compile(r"(https?://|mailto:|tel:)\S", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n]+")  # not the no-break spaces, which are meant
_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a text: after which characters of it, which rule, and how to mend it."""

    before: str
    rule: str
    message: str
    mend: str
    is_error: bool = True


@dataclass(frozen=True, slots=True)
class Apparatus:
    """What a text can refer to: note numbers by key, citation labels by id, and expansions.

    `calls` counts how often each note was called, so that every call has an identifier of its own.
    `addresses`, where there is a list of them, gets the addresses of links whose words do not spell
    them out; a letter after the link refers to it.
    """

    notes: Mapping[str, int] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    addresses: list[str] | None = None

    @classmethod
    def of(cls, brief: Brief, *, spells_addresses: bool = False) -> Apparatus:
        """Collect what the texts of a brief can refer to; notes are numbered as they are listed."""
        return cls(
            addresses=[] if spells_addresses else None,
            notes={key: number for number, key in enumerate(brief.notes, start=1)},
            references={reference.id: reference.label for reference in brief.references},
            abbreviations=brief.abbreviations,
        )

    def letter(self, address: str) -> str:
        """Return the letter of an address in the list: a to z, then aa, ab; "" where none is kept."""
        if self.addresses is None:
            return ""
        if address not in self.addresses:
            self.addresses.append(address)
        number, letters = self.addresses.index(address) + 1, ""
        while number:
            number, digit = divmod(number - 1, 26)
            letters = chr(ord("a") + digit) + letters
        return letters


def text_direction(language: str) -> str:
    """Return the writing direction of a BCP 47 language tag: ltr or rtl."""
    return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def markdown_to_html(text: str, markdown: Markdown, apparatus: Apparatus) -> str:
    """Return a text as HTML: block elements for `BLOCKS`, phrasing content for `INLINE`."""
    parser, env = _parser(), {"apparatus": apparatus}
    if markdown is Markdown.INLINE:
        return str(parser.renderInline(_fold(text), env))
    return str(parser.render(text, env)).strip()


def markdown_to_text(text: str) -> str:
    """Return the words of a text without their Markdown, note calls and citations left out."""
    words = ""
    for token in _parser().parse(text, {"apparatus": Apparatus()}):
        for child in token.children or ():
            if child.type in ("text", "code_inline"):
                words += child.content
            elif child.type in ("note_call", "citation"):
                words = words.rstrip()  # nothing stands between the words and the full stop
            elif child.type in ("softbreak", "hardbreak"):
                words += " "
        words += " "
    return _fold(words)


def _fold(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ")


def problems(text: str, markdown: Markdown, apparatus: Apparatus) -> Iterator[Problem]:
    """Yield everything that is wrong in a text, in the order in which it is written."""
    starts = [0, *accumulate(map(len, _LINE.findall(text)))]
    has_words = any(map(str.isalpha, text))
    # Abbreviations are no problem, and would hide how a text is written.
    env = {"apparatus": replace(apparatus, abbreviations={})}
    for token in _parser().parse(text, env):
        start = starts[token.map[0]] if token.map else 0
        if token.type in _MISPLACED:
            yield Problem(text[:start], *_MISPLACED[token.type])
        elif markdown is Markdown.INLINE and token.type in _BLOCKS and has_words:
            yield Problem(
                text[:start],
                "markdown-block",
                f"{_BLOCKS[token.type]} cannot stand in this text",
                "move it to a section's body, or write a backslash before the sign that begins it",
            )
        elif token.type == "inline":
            yield from _inline_problems(token, start, text, apparatus)


def calls(text: str, apparatus: Apparatus) -> Iterator[tuple[str, str]]:
    """Yield ("notes", key) for every note that a text calls, ("references", id) for what it cites."""
    for token in _parser().parse(text, {"apparatus": apparatus}):
        for child in token.children or ():
            if child.type == "note_call":
                yield "notes", child.meta["key"]
            elif child.type == "citation":
                yield from (("references", key) for key in child.meta["cited"])


_MISPLACED = {
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
    """Check the children of an inline token; each is looked up in the text after the one before."""
    for token in inline.children or ():
        written = _written(token)
        found = text.find(written, position)
        position = max(found, position)
        for fault in _faults(token, apparatus):
            yield Problem(
                text[: position + fault.offset],
                fault.rule,
                fault.message,
                fault.mend,
                fault.is_error,
            )
        if found >= 0:
            position += len(written)


def _written(token: Token) -> str:
    """Return how a token is written, escapes and all."""
    return str(token.meta.get("written", token.content))


class _Fault(NamedTuple):
    """What is wrong in one token, and after how many of its characters."""

    rule: str
    message: str
    mend: str
    is_error: bool = True
    offset: int = 0


def _faults(token: Token, apparatus: Apparatus) -> Iterator[_Fault]:
    if token.type == "image":
        yield _Fault("markdown-image", "an image stands in the text", "use a block: figure")
    elif "target" in token.meta:
        yield _Fault(
            "link-target",
            f'the link leads to "{token.meta["target"]}", which is no web address',
            "begin it with https:// or mailto:",
        )
    elif token.type == "text":
        yield from _text_faults(_written(token))
    elif token.type == "note_call" and token.meta["key"] not in apparatus.notes:
        yield _Fault(
            "note-missing", f'there is no note "{token.meta["key"]}"', "write it under notes:"
        )
    elif token.type == "citation":
        for key in token.meta["missing"]:
            yield _Fault(
                "reference-missing", f'there is no reference "{key}"', "write it under references:"
            )
    if unknown := token.meta.get("insecure_attrs"):
        yield _Fault(
            "markdown-attribute",
            f"{{{', '.join(unknown)}}} cannot be set on a phrase",
            _LANGUAGE_MEND,
        )
    language = token.attrs.get("lang")
    if language is not None and not _LANGUAGE.fullmatch(str(language)):
        yield _Fault(
            "language-code", f'"{language}" is no language code', "use a code such as fr, sw or kk"
        )


_LANGUAGE_MEND = "only the language can be set, with: [words]{lang=sw}"
# What is left in the text where Markdown was meant; a sign after a backslash is meant as it stands.
_LEFTOVERS = (
    (r"\[[^][]*\]\(|^[^[]*\]\(", "link-broken", "a link is not written in full",
     "write [words](https://…), with no space in the address"),
    (r"\[\^", "note-broken", "a note call is not written in full", "write [^key]"),
    (r"\[@", "citation-broken", "a citation is not written in full", "write [@id] or [@id, p. 4; @other]"),
    (r"\[[^][]*\]\{|^[^[]*\]\{|\{\s*lang\b", "language-broken", "a phrase in another language is not written in full",
     "write [words]{lang=sw}; emphasis goes inside: [*words*]{lang=sw}"),
)  # fmt: skip


def _text_faults(written: str) -> Iterator[_Fault]:
    if tag := _HTML_TAG.search(written):
        yield _Fault(
            "html-as-text",
            f"{tag[0]} is printed as it stands: HTML has no effect in a brief",
            "use Markdown: *emphasis*, **strong**, [link](https://…)",
            False,
            tag.start(),
        )
    for pattern, rule, message, mend in _LEFTOVERS:
        if found := re.search(rf"(?<!\\)(?:{pattern})", written):
            yield _Fault(rule, message, mend, offset=found.start())


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable(
        ["html_block", "html_inline", "reference"]
    )
    parser.use(attrs_plugin, after=("span_close",), spans=True, allowed=["lang"])
    parser.inline.ruler.before("link", "note_call", _note_call)
    parser.inline.ruler.before("link", "citation", _citation)
    parser.core.ruler.at("text_join", _join_texts)
    parser.core.ruler.push("abbreviations", _expand_abbreviations)
    parser.core.ruler.push("directions", _set_directions)
    parser.core.ruler.push("harmless", _make_harmless)
    parser.core.ruler.push("addresses", _refer_to_addresses)
    # Every link is read, so that `problems` can name its address; `_make_harmless` takes it away.
    parser.validateLink = lambda url: bool(url)  # type: ignore[method-assign]
    for rule in ("note_call", "citation"):
        parser.add_render_rule(rule, _render_children)
    parser.add_render_rule("image", lambda *_: "")
    for rule in ("fence", "code_block"):
        parser.add_render_rule(rule, RendererHTML.code_inline)
    return parser


def _join_texts(state: StateCore) -> None:
    """Join neighbouring texts, as the rule that this one replaces, and keep how they are written."""
    for token in state.tokens:
        if token.children:
            token.children = list(_joined(token.children))


def _joined(tokens: Iterable[Token]) -> Iterator[Token]:
    for is_text, run in groupby(tokens, lambda token: token.type in ("text", "text_special")):
        if is_text:
            parts = list(run)
            text = _words("".join(part.content for part in parts))
            text.meta["written"] = "".join(part.markup or part.content for part in parts)
            yield text
        else:
            yield from run


def _make_harmless(state: StateCore) -> None:
    """Let nothing into the HTML that `problems` refuses, so that it is safe although it is wrong."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "p"
        token.hidden = token.hidden or token.type == "hr"
        for child in token.children or ():
            target = str(child.attrs.get("href", ""))
            if child.type == "link_open" and not _LINK.match(target):
                child.meta["target"] = child.attrs.pop("href")


def _refer_to_addresses(state: StateCore) -> None:
    """Set the letter of its address after each link that does not spell it out."""
    apparatus: Apparatus = state.env["apparatus"]
    if apparatus.addresses is None:
        return
    for token in state.tokens:
        token.children = list(_referring(token.children or (), apparatus)) or token.children


def _referring(tokens: Iterable[Token], apparatus: Apparatus) -> Iterator[Token]:
    address, said = "", ""
    for token in tokens:
        yield token
        if token.type == "link_open":
            address, said = str(token.attrs.get("href", "")), ""
        elif token.type == "link_close" and address:
            if not is_spelt_out(address, said):
                # In brackets, so that it is not heard as the end of the word.
                letter = _words(f"[{apparatus.letter(address)}]")
                yield from _element("sup", {"class": "address"}, letter)
            address = ""
        else:
            said += token.content


def is_spelt_out(address: str, words: str) -> bool:
    """Say whether the words of a link are its address, with or without the scheme."""
    bare = re.compile(r"^(https?://|mailto:|tel:)(www\.)?|/$")
    return bare.sub("", words.strip()) == bare.sub("", address)


def _render_children(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Write what a note call or a citation is made of."""
    return renderer.renderInline(tokens[index].children or [], options, env)


def _element(name: str, attributes: Mapping[str, str], *content: Token) -> list[Token]:
    """Return the tokens of an element, so that the Markdown renderer escapes and writes it."""
    attrs: dict[str, str | int | float] = dict(attributes)
    return [Token(f"{name}_open", name, 1, attrs=attrs), *content, Token(f"{name}_close", name, -1)]


def _words(text: str) -> Token:
    return Token("text", "", 0, content=text)


def _note_call(state: StateInline, silent: bool) -> bool:
    """Read `[^key]`: a superscript link to the note."""
    match = _CALL.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        key, apparatus = match[1], state.env["apparatus"]
        token = state.push("note_call", "", 0)
        token.meta = {"key": key, "written": match[0]}
        number = apparatus.notes.get(key)
        if number is not None:
            apparatus.calls[key] += 1
            again = apparatus.calls[key] if apparatus.calls[key] > 1 else ""
            call = {"href": f"#note-{key}", "id": f"call{again}-{key}", "role": "doc-noteref"}
            token.children = _element("sup", {}, *_element("a", call, _words(str(number))))
    state.pos = match.end()
    return True


def _citation(state: StateInline, silent: bool) -> bool:
    """Read `[@id, p. 4; @other]`: links to the references, in one pair of brackets."""
    match = _CITATION.match(state.src, state.pos)
    if not match:
        return False
    cited = list(_CITED.finditer(match[0][1:-1]))
    if "".join(part[0] for part in cited) != match[0][1:-1]:
        return False
    if not silent:
        labels = state.env["apparatus"].references
        token = state.push("citation", "", 0)
        token.meta = {
            "written": match[0],
            "cited": [part[1] for part in cited],
            "missing": [part[1] for part in cited if part[1] not in labels],
        }
        token.children = list(_cite(cited, labels)) if not token.meta["missing"] else []
    state.pos = match.end()
    return True


def _cite(cited: Iterable[re.Match[str]], labels: Mapping[str, str]) -> Iterator[Token]:
    separator = "("
    for key, place in (part.groups() for part in cited):
        yield _words(separator)
        yield from _element(
            "a", {"href": f"#ref-{key}", "role": "doc-biblioref"}, _words(labels[key])
        )
        if place:
            yield _words(f", {_fold(place)}")
        separator = "; "
    yield _words(")")


def _expand_abbreviations(state: StateCore) -> None:
    """Put every abbreviation that the brief explains into an abbr element."""
    expansions = state.env["apparatus"].abbreviations
    if not expansions:
        return
    longest_first = "|".join(re.escape(key) for key in sorted(expansions, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])({longest_first})(?!\w)")
    for token in state.tokens:
        pieces: list[Token] = []
        before = ""
        for child in token.children or ():
            if child.type == "text":
                pieces += _abbreviate(child, pattern, expansions, before)
            else:
                pieces.append(child)
            before += child.content or " "
        if pieces:
            token.children = pieces


def _abbreviate(
    text: Token, pattern: re.Pattern[str], expansions: Mapping[str, str], before: str
) -> Iterator[Token]:
    for part in pattern.split(text.content):
        if part in expansions and not _is_expanded(before, expansions[part]):
            yield from _element("abbr", {"title": expansions[part]}, _words(part))
        elif part:
            yield _words(part)
        before += part


def _is_expanded(before: str, expansion: str) -> bool:
    """Say whether "gross domestic product (" stands before GDP: it would be heard twice."""
    said = " ".join(before.casefold().split())
    return said.endswith(f"{' '.join(expansion.casefold().split())} (")


def _set_directions(state: StateCore) -> None:
    """Give a phrase in a right-to-left language its direction."""
    for token in state.tokens:
        for child in token.children or ():
            if text_direction(str(child.attrs.get("lang", ""))) == "rtl":
                child.attrs["dir"] = "rtl"
