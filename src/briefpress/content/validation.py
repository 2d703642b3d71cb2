"""Data to a `Brief`, and pydantic's errors in an editor's words."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeAlias

from pydantic import ValidationError

from briefpress.content.broken_text import (
    follows_rest,
    is_rest,
    mended_at_colon,
    mended_at_comma,
    reads_like_words,
)
from briefpress.content.field_docs import field_docs
from briefpress.content.meant_values import meant_value
from briefpress.content.model.blocks import BLOCK_KINDS, PAGE_BREAK
from briefpress.content.model.brief import Brief
from briefpress.content.passages import models_at
from briefpress.content.rules.charts import CHART_FIELDS
from briefpress.content.rules.fields import (
    EMPTY_FIELD,
    EMPTY_SECTION,
    FIELD_MISSING,
    FIGURE_ALT,
    SECTION_DEPTH,
    TABLE_COLUMNS,
    TABLE_ROW,
    UNKNOWN_BLOCK,
    UNKNOWN_KEY,
    WRONG_TYPE,
    WRONG_VALUE,
)

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from pydantic_core import ErrorDetails

    from briefpress.content.yaml_source import Data, Path as KeyPath, Source
    from briefpress.findings import Finding, Rule

Loc: TypeAlias = tuple[int | str, ...]  # pydantic's path of an error


def validate(source: Source) -> tuple[Brief | None, list[Finding]]:
    """Return the brief that a source holds, or None and the findings that say why there is none."""
    try:
        language = source.get(("language",))
        return Brief.model_validate(source.data, context={"language": language}), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
        meant = {each for found in errors if (each := _meant(found, source))}
        return None, [
            _finding(each, source) for each in errors if not _is_consequence(each, meant, source)
        ]


def _meant(error: ErrorDetails, source: Source) -> Loc | None:
    """Return where the field would be that a misspelt key probably means."""
    if error["type"] != "extra_forbidden":
        return None
    *group, key = error["loc"]
    path, _ = _follow(source.data, error["loc"])
    near = _nearest(str(key), _known_fields(path))
    return (*group, near) if near else None


def _is_consequence(error: ErrorDetails, meant: Container[Loc], source: Source) -> bool:
    """Say whether an error follows from another one.

    A list is too short where pydantic left its invalid entries out, and a field is missing where its key is misspelt.
    A text that commas break into several keys is told once.
    """
    if error["type"] == "too_short":
        return bool(len(error["input"]) >= error["ctx"]["min_length"])
    path, _ = _follow(source.data, error["loc"])
    if error["type"] == "extra_forbidden" and follows_rest(path, source):
        return True
    return error["loc"] in meant and path[-1:] != error["loc"][-1:]


def _finding(error: ErrorDetails, source: Source) -> Finding:
    """Return the finding for one of pydantic's errors."""
    path, value = _follow(source.data, error["loc"])
    if found := _key_finding(error, path, value, source):
        return found
    if not value and is_rest(
        path, source
    ):  # of a text in a group whose keys are free, such as abbreviations:
        message, mend = _comma(path, source)
        return EMPTY_FIELD.finding(message, source.locate_key(path), mend=mend)
    rule, message, mend = _explain(error, path, value)
    return rule.finding(message, source.locate(path), mend=mend)


def _key_finding(
    error: ErrorDetails, path: KeyPath, value: Data | None, source: Source
) -> Finding | None:
    """Return the finding for an error in a key; None if the error is in a value."""
    kind, name, what = error["type"], str(error["loc"][-1]), _name_of(path)
    where = source.locate_key(path)
    if kind == "missing":
        if path and isinstance(path[-1], int):
            where = source.locate(path)
        rule, message, mend = FIELD_MISSING, f'{what} has no "{name}"', f"add: {name}: …"
    elif kind == "extra_forbidden":
        rule, (message, mend) = UNKNOWN_KEY, _unknown_key(name, path, source)
    elif name == "[key]" and path[-1:] != (name,):
        rule, message = WRONG_VALUE, f"the key {what} is not written as it should be"
        mend = "use letters and digits, with . : _ or - between them"
    elif kind == "block-kind" and isinstance(value, dict) and value:
        name = next(iter(value))
        where = source.locate_key((*path, name))
        rule, message = UNKNOWN_BLOCK, f'there is no block "{name}"'
        mend = _suggest(name, BLOCK_KINDS)
        if reads_like_words(name) and (text := mended_at_colon(value)):
            message, mend = _BROKEN, f"put the text in quotes: {text}"
        if name == PAGE_BREAK:
            mend = f"write it by itself: - {PAGE_BREAK}"
    else:
        return None
    return rule.finding(message, where, mend=mend)


def _explain(error: ErrorDetails, path: KeyPath, value: Data | None) -> tuple[Rule, str, str]:
    """Return the rule, the message and the mend for an error in a value."""
    kind, what = error["type"], _name_of(path)
    if isinstance(value, str) and not value.strip():
        return EMPTY_FIELD, f"{what} is empty", EMPTY_FIELD.mend
    if kind == "literal_error" and isinstance(value, str):
        choices = re.findall(r"'(.+?)'", error["ctx"]["expected"])
        same = next((each for each in choices if each.casefold() == value.casefold()), None)
        mend = f'did you mean "{same}"?' if same else f"it can be: {', '.join(choices)}"
        return WRONG_VALUE, f'{what} cannot be "{value}"', mend
    rule, message, mend = _MESSAGES.get(kind, (WRONG_VALUE, "", ""))
    limits = error.get("ctx", {})
    message = message.format(what=what, **limits) if message else error["msg"]
    if kind in ("string_type", "literal_error", "table-cell") and (text := mended_at_colon(value)):
        message, mend = _BROKEN, f"put the text in quotes: {text}"
    elif kind == "model_type" and (fields := _required(path)):
        mend = f"write: {', '.join(f'{name}: …' for name in fields)}"
    elif rule is WRONG_VALUE and isinstance(value, str):
        name = str(path[-1])
        found = meant_value(name, value)
        mend = f"write it like this: {name}: {found}" if found and found != value else mend
    return rule, message, mend or limits.get("mend") or _description(path)


def _required(path: KeyPath) -> list[str]:
    """Return the fields that a group at a path cannot do without; none where it may be one of several."""
    models = models_at(path)
    fields = next(iter(models)).model_fields if len(models) == 1 else {}
    return [name for name, info in fields.items() if info.is_required()] or [*fields][:1]


def _name_of(path: KeyPath) -> str:
    """Return what a message calls a value: its key, or the key of the list that it is in."""
    for step in reversed(path):
        if isinstance(step, str):
            return f'"{step}"' if step == path[-1] else f'an entry of "{step}"'
    return "the brief"


# By the type of pydantic's error: rule, message ("" for pydantic's own) and mend ("" for the field's description).
_TEXT = (WRONG_TYPE, "{what} should be text, not a list or a group of fields", "")
_BROKEN = "a colon and a space make a field of the text before them"
_GROUP = (WRONG_TYPE, "{what} should be a group of fields", "")
_MESSAGES = {
    "string_type": _TEXT,
    "literal_error": _TEXT,
    "tuple_type": (WRONG_TYPE, "{what} should be a list: lines that begin with a dash", ""),
    "dict_type": _GROUP,
    "model_type": _GROUP,
    "string_pattern_mismatch": (WRONG_VALUE, "{what} is not written as it should be", ""),
    "bool_parsing": (WRONG_TYPE, "{what} should be true or false", ""),
    "bool_type": (WRONG_TYPE, "{what} should be true or false", ""),
    "int_parsing": (WRONG_TYPE, "{what} should be a whole number", ""),
    "int_type": (WRONG_TYPE, "{what} should be a whole number", ""),
    "greater_than_equal": (WRONG_VALUE, "{what} is too small: {ge} at least", ""),
    "less_than_equal": (WRONG_VALUE, "{what} is too large: {le} at most", ""),
    "too_short": (EMPTY_FIELD, "{what} is empty, or has too few entries", ""),
    "too_long": (SECTION_DEPTH, "the sections here are nested five levels deep; a brief has four",
                 SECTION_DEPTH.mend),
    "block-kind": (UNKNOWN_BLOCK, "this is not a block that a brief can hold",
                   f"write text, or one of: {', '.join(f'{kind}:' for kind in BLOCK_KINDS)}"),
    "figure-alt": (FIGURE_ALT, "", FIGURE_ALT.mend),
    "chart-fields": (CHART_FIELDS, "", CHART_FIELDS.mend),
    "table-row": (TABLE_ROW, "", TABLE_ROW.mend),
    "table-row-kind": (WRONG_TYPE, "this is no row of a table",
                       'write a list of cells, or one of: {group: …}, {total: […]}'),
    "table-cell": (WRONG_TYPE, "a cell of a table should be text, not a list",
                   "write text, or: {text: …, columns: 2, rows: 2}"),
    "table-part": (FIELD_MISSING, "", "add columns: and rows:, or file: with the name of a data file"),
    "table-file": (WRONG_VALUE, "", "add file: with the name of a data file, or delete this; not both rows: and file:"),
    "table-columns": (TABLE_COLUMNS, "", TABLE_COLUMNS.mend),
    "two-countries": (WRONG_VALUE, "", "write either country: or countries:"),
    "person-name": (FIELD_MISSING, '{what} has no "name"', "add: name: …, or given: … and family: …"),
    "empty-section": (EMPTY_SECTION, "", EMPTY_SECTION.mend),
}  # fmt: skip


def _follow(data: Data, loc: Loc) -> tuple[KeyPath, Data | None]:
    """Return the path in the data of an error's location, and the value there.

    Pydantic adds a step for the branch of a union. Such a step is no key of the data or, where it is
    the kind of a block, is followed by a key of the same block; both are left out.
    """
    path: KeyPath = ()
    value: Data | None = data
    for step, following in zip_longest(loc, loc[1:]):
        if isinstance(value, dict) and step in BLOCK_KINDS and following in value:
            continue
        if isinstance(value, dict) and step in value:
            path, value = (*path, step), value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            path, value = (*path, step), value[step]
    return path, value


def _unknown_key(key: str, path: KeyPath, source: Source) -> tuple[str, str]:
    """Return the message on a key that no model has, and a hint at the one that was probably meant."""
    if is_rest(path, source):
        return _comma(path, source)
    known = _known_fields(path)
    text = mended_at_colon(source.get(path[:-1])) or ""
    if text and reads_like_words(key) and not _nearest(key, known):
        return _BROKEN, f"put the text in quotes: {text}"
    if key in known:  # in another kind of block
        return f'"{key}" is in the entry of another block', f"begin a new one: - {key}:"
    return f'there is no field "{key}" here', _suggest(key, known)


def _comma(path: KeyPath, source: Source) -> tuple[str, str]:
    """Return the message and the mend where a comma ends a text too early."""
    field, text = mended_at_comma(path, source)
    return f'a comma ends the text of "{field}" within {{ }}', f"put the text in quotes: {text}"


def _known_fields(path: KeyPath) -> list[str]:
    """Return the fields that are possible in the group of a key."""
    return sorted({name for model in models_at(path[:-1]) for name in model.model_fields})


_ALIKE = 0.6  # of two names: 1 where they are equal


def _suggest(key: str, known: Sequence[str]) -> str:
    """Return a hint at the known key that is most like a misspelt one, or at all of them."""
    near = _nearest(key, known)
    return f'did you mean "{near}"?' if near else f"possible here: {', '.join(known)}"


# What editors call a field or a block, where it has that name nowhere.
_OTHER_NAMES = {
    "title": "heading", "image": "figure", "picture": "figure", "photo": "figure", "graph": "chart",
    "callout": "box", "pullquote": "pull_quote",
}  # fmt: skip


def _nearest(key: str, known: Sequence[str]) -> str | None:
    """Return the known key that is most like a misspelt one, or called otherwise; None if there is none."""
    if (other := _OTHER_NAMES.get(key.lower())) in known:
        return other
    from rapidfuzz.distance.OSA import normalized_similarity  # noqa: PLC0415 - only where something is wrong

    near = {each: normalized_similarity(key.lower().replace("-", "_"), each) for each in known}
    best = max(near, key=near.__getitem__, default="")
    return best if near.get(best, 0) >= _ALIKE else None


def _description(path: KeyPath) -> str:
    """Return the description of the field at a path."""
    name = next(step for step in reversed(path) if isinstance(step, str))
    for model in models_at(path[: len(path) - 1 - path[::-1].index(name)]):
        if name in model.model_fields:
            return " ".join(field_docs(model).get(name, "").split())
    return "see: briefpress schema"
