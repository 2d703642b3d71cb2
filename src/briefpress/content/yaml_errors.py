"""What PyYAML and libyaml say of a syntax error, in an editor's words."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

import yaml

from briefpress.content.rules.yaml import YAML_SYNTAX, YAML_TAB
from briefpress.content.yaml_source import position

if TYPE_CHECKING:
    from briefpress.findings import Finding

_MISFIT = (
    "this line does not fit the lines above it",
    "indent it exactly as the other keys of its group, and put text with special signs in quotes",
)
_SIGN = "a text begins with a sign that has a meaning of its own in YAML", "put the text in quotes"
_BACKSLASH = (
    "a text in double quotes contains a backslash",
    "use single quotes, or write the backslash twice",
)
# A part of the parser's message, what is wrong, how to mend it. The first match counts.
_SYNTAX = (
    ("continued", "text goes on behind a closing quotation mark or bracket",
     "put the whole text below a line that ends with |, or close the quotation mark that is open further up"),
    ("pointer", "a text begins with [#, which YAML takes for a list and a comment",
     "put the whole text in quotes, or below a line that ends with |"),
    ("lone key", *_MISFIT),
    ("mapping values are not allowed", "a text without quotes contains a colon and a space",
     'put the whole text in quotes: title: "Review 2025: Kenya"'),
    ("escape", *_BACKSLASH),
    ("hex", *_BACKSLASH),
    ("quoted scalar", "a quotation mark is opened and never closed",
     "close the text with the quotation mark that opens it"),
    ("flow", "a bracket or brace is not closed, or a comma is missing",
     "close every [ with ] and every { with }, with commas between"),
    ("block mapping", *_MISFIT),
    ("document start", *_MISFIT),
    ("block collection", "this line does not fit the list above it",
     "indent every dash of a list alike, with spaces"),
    ("could not find expected ':'", "a key without a colon, or text without its key",
     "write the key, a colon and a space before the text"),
    ("block scalar", "text follows | or > on the same line",
     "begin the text on the next line, or put it in quotes if the sign belongs to it"),
    *((said, *_SIGN) for said in (
        "cannot start any token", "scanning an alias", "scanning an anchor", "a tag", "tag handle", "directive",
        "node content", "sequence entries are not allowed", "mapping keys are not allowed",
    )),
)  # fmt: skip
_Scanner = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_ENTRY = re.compile(r"- |[\w ]+:(\s|$)")
_LONE_KEY = re.compile(r"[\s-]*\S+\s*")


def syntax_finding(error: yaml.MarkedYAMLError, file: str, text: str) -> Finding:
    """Return the finding for a syntax error, at the place where the mistake begins."""
    mark, said = error.problem_mark, f"{error.context or ''} {error.problem or ''}"
    assert mark
    begin = text.rfind("\n", 0, mark.index) + 1
    line, before = text[begin:].partition("\n")[0], text[begin : mark.index]
    if "\t" in line[: len(line) - len(line.lstrip())] or "\\t" in said:
        where = position(file, text, begin + max(line.find("\t"), 0))
        return YAML_TAB.finding("a tab is used for indentation", where)
    if (quote := _open_quote(text)) is not None:
        message, mend = _explain("quoted scalar")
        return YAML_SYNTAX.finding(message, position(file, text, quote), mend=mend)
    if "mapping values" in said and _LONE_KEY.fullmatch(before):
        said = "lone key"
    elif re.search("block (mapping|collection)", said) and before.strip():
        said = "continued"
    elif "scanning" in said and error.context_mark and "escape" not in said:
        mark = error.context_mark
    index = mark.index
    if "flow" in said and (pointer := _open_pointer(error, text)) is not None:
        index, said = pointer, "pointer"
    message, mend = _explain(said)
    return YAML_SYNTAX.finding(message, position(file, text, index), mend=mend)


def _open_quote(text: str) -> int | None:
    """Return where a quotation mark begins a text that takes in entries which are not indented below it.

    The next mark further down closes such a text, and the parser stumbles over what follows there.
    """
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=_Scanner):
            if not isinstance(token, yaml.ScalarToken) or token.style not in ("'", '"'):
                continue
            begin = token.start_mark
            _, *rest = text[begin.index : token.end_mark.index].splitlines()
            indent = _indent(text[begin.index - begin.column : begin.index])
            if any(_ENTRY.match(each.strip()) and _indent(each) <= indent for each in rest):
                return int(begin.index)
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _open_pointer(error: yaml.MarkedYAMLError, text: str) -> int | None:
    """Return where a text begins with a pointer, [#id], that was read as a list which never ends."""
    assert error.context_mark
    assert error.problem_mark
    begin = error.context_mark.index
    if begin == error.problem_mark.index:  # at the end of the file: its last bracket is open
        begin = text.rfind("[", 0, begin)
    return begin if text.startswith("[#", begin) else None


def _explain(said: str) -> tuple[str, str]:
    """Return the message and the mend for what the parser said."""
    for part, message, mend in _SYNTAX:
        if part in said:
            return message, mend
    return f"this is not YAML: {said.strip()}", "compare it with the lines around it"
