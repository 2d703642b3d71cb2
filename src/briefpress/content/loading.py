"""A content file to a `Brief`: every problem at once, each with its line and column."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel, ValidationError

from briefpress.content import images, markdown
from briefpress.content.model import BLOCK_KINDS, Brief, Markdown, Passage
from briefpress.content.yaml_source import Source, parse_yaml
from briefpress.findings import Finding, Location, Severity, Unusable, has_errors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from briefpress.content.yaml_source import Data, Path as KeyPath

MAX_BYTES = 2 * 1024 * 1024
MAX_TEXT = 20_000  # characters: Markdown can be written so that it takes long to read
ICC_PROFILE = ("print", "icc_profile")
MAX_PROBLEMS = 100  # in one text; who mends them finds the others


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A content file that was read: the brief, its images, and where each part of it is written.

    `brief` is None where the findings hold an error.
    """

    source: Source
    brief: Brief | None
    passages: tuple[Passage, ...] = field(repr=False)
    images: Mapping[str, images.Image] = field(repr=False)
    findings: tuple[Finding, ...]


def load(path: Path, shared: Path | None = None) -> Manuscript:
    """Read a content file and the images that it names.

    `shared` is the file with what all briefs of a series have in common. Raises `Unusable` where
    one of them cannot be read as YAML fields at all.
    """
    source = parse_yaml(read_text(path), str(path))
    misplaced: tuple[Finding, ...] = ()
    if shared is not None:
        common = parse_yaml(read_text(shared), str(shared))
        misplaced = tuple(_misplaced(common))
        source = source.over(common)
    passages = tuple(_passages(source.data, {Brief}))
    brief, invalid = _validate(source)
    pictures, unseen = _images(source, path.parent)
    findings = (
        *source.findings,
        *misplaced,
        *invalid,
        *_prose_findings(source, passages),
        *unseen,
    )
    ordered = tuple(sorted(findings, key=lambda f: (f.location.line or 0, f.location.column or 0)))
    return Manuscript(source, None if has_errors(ordered) else brief, passages, pictures, ordered)


# What is of one brief alone: its text, and what names it.
_OF_ONE = frozenset({
    "title", "subtitle", "short_title", "country", "doi", "isbn", "url", "summary", "key_messages",
    "introduction", "sections", "notes", "references",
})  # fmt: skip


def _misplaced(shared: Source) -> Iterator[Finding]:
    """Report what briefs cannot share."""
    assert isinstance(shared.data, dict)
    for key in shared.data.keys() & _OF_ONE:
        where, message = shared.locate_key((key,)), f'"{key}" belongs to one brief, not to a series'
        yield _finding("not-shared", where, message, "move it into the briefs")


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file; raises `Unusable` where there is none."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = "is a folder" if path.is_dir() else (error.strerror or "cannot be read").lower()
        raise _unusable(
            "file-missing",
            path,
            f"the file cannot be read: {reason}",
            "check its name; briefpress new NAME begins a brief",
        ) from None
    if len(data) > MAX_BYTES:
        raise _unusable(
            "yaml-size",
            path,
            f"the file is larger than {MAX_BYTES // 1024**2} MiB",
            "a brief is text: keep pictures in files of their own",
        )
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _unusable(
            "not-utf-8",
            path,
            "the file is not UTF-8, so that its letters cannot be told",
            "save it as UTF-8 in the editor",
            data.count(b"\n", 0, error.start) + 1,
        ) from None


def _unusable(rule: str, path: Path, message: str, mend: str, line: int | None = None) -> Unusable:
    return Unusable(Finding(rule, Severity.ERROR, message, Location(str(path), line), mend))


def _validate(source: Source) -> tuple[Brief | None, list[Finding]]:
    try:
        return Brief.model_validate(source.data), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
        return None, [
            _explain(details, source) for details in errors if not _follows_from_another(details)
        ]


def _follows_from_another(error: ErrorDetails) -> bool:
    """Tell a list that is only too short because its entries are at fault."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _explain(error: ErrorDetails, source: Source) -> Finding:
    """Turn one of pydantic's errors into a finding for an editor."""
    path, value = _follow(source.data, error["loc"])
    kind, name, what = error["type"], str(error["loc"][-1]), _called(path)
    if kind == "missing":
        where = source.locate_key(path)
        return _finding("field-missing", where, f'{what} has no "{name}"', f"add: {name}: …")
    if kind == "extra_forbidden":
        return _finding("unknown-key", source.locate_key(path), *_unknown(name, path))
    if name == "[key]" and path[-1:] != (name,):
        message, mend = f"the key {what} is not written as it should be", _KEY_MEND
        return _finding("wrong-value", source.locate_key(path), message, mend)
    if kind == "block-kind" and isinstance(value, dict) and value:
        name = next(iter(value))
        where, message = source.locate_key((*path, name)), f'there is no block "{name}"'
        return _finding("unknown-block", where, message, _nearest(name, BLOCK_KINDS))
    where = source.locate(path)
    if isinstance(value, str) and not value.strip():
        mend = "fill it in, or delete the line"
        return _finding("empty-field", where, f"{what} is empty", mend)
    if kind == "literal_error" and isinstance(value, str):
        choices = ", ".join(re.findall(r"'(.+?)'", error["ctx"]["expected"]))
        message, mend = f'{what} cannot be "{value}"', f"it can be: {choices}"
        return _finding("wrong-value", where, message, mend)
    rule, message, mend = _EXPLAINED.get(kind, ("wrong-value", "", ""))
    limits = error.get("ctx", {})
    message = message.format(what=what, **limits) if message else error["msg"]
    return _finding(rule, where, message, mend or _described(path))


def _called(path: KeyPath) -> str:
    """Name a value by its key, or by the key of the list that it stands in."""
    for step in reversed(path):
        if isinstance(step, str):
            return f'"{step}"' if step == path[-1] else f'an entry of "{step}"'
    return "the brief"


_KEY_MEND = "use letters and digits, with . : _ or - between them"
_TEXT = ("wrong-type", "{what} should be text, not a list or a group of fields", "")
_GROUP = ("wrong-type", "{what} should be a group of fields", "")
_EXPLAINED = {
    "string_type": _TEXT,
    "literal_error": _TEXT,
    "tuple_type": ("wrong-type", "{what} should be a list: lines that begin with a dash", ""),
    "dict_type": _GROUP,
    "model_type": _GROUP,
    "string_pattern_mismatch": ("wrong-value", "{what} is not written as it should be", ""),
    "bool_parsing": ("wrong-type", "{what} should be true or false", ""),
    "bool_type": ("wrong-type", "{what} should be true or false", ""),
    "int_parsing": ("wrong-type", "{what} should be a whole number", ""),
    "int_type": ("wrong-type", "{what} should be a whole number", ""),
    "greater_than_equal": ("wrong-value", "{what} is too small: {ge} at least", ""),
    "less_than_equal": ("wrong-value", "{what} is too large: {le} at most", ""),
    "too_short": ("empty-field", "{what} is empty, or has too few entries", ""),
    "too_long": ("section-depth", "the sections here are nested four levels deep; a brief has three",
                 "set this text in the section above, or give it a place further up"),
    "block-kind": ("unknown-block", "this is not a block that a brief can hold",
                   f"write text, or one of: {', '.join(f'{kind}:' for kind in BLOCK_KINDS)}"),
    "figure-alt": ("figure-alt", "", "give it either alt: … with what the picture tells, or decorative: true"),
    "table-row": ("table-row", "", 'give every row a cell for each column; "" is an empty one'),
    "table-columns": ("table-columns", "", "put all headings into two rows at most"),
    "empty-section": ("empty-section", "", "add a body: with text, or delete the heading"),
}  # fmt: skip


def _finding(rule: str, where: Location, message: str, mend: str) -> Finding:
    return Finding(rule, Severity.ERROR, message, where, mend)


def _follow(data: Data, loc: tuple[int | str, ...]) -> tuple[KeyPath, Data | None]:
    """Return the path in the data that an error speaks of, and what stands there.

    Pydantic names the branch of a union as a step of its own: such a step leads nowhere, or, being
    the kind of a block, is followed by a key of the same block.
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


def _unknown(key: str, path: KeyPath) -> tuple[str, str]:
    """Say that no field is called so, and name the one that was meant."""
    known = sorted({name for model in _models_at(path[:-1]) for name in model.model_fields})
    if key in known:  # in another kind of block
        return f'"{key}" stands in the entry of another block', f"begin a new one: - {key}:"
    return f'there is no field "{key}" here', _nearest(key, known)


def _nearest(key: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(key.lower().replace("-", "_"), known, n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else f"what can stand here: {', '.join(known)}"


def _described(path: KeyPath) -> str:
    """Return what the model says of the field at `path`."""
    name = next(step for step in reversed(path) if isinstance(step, str))
    for model in _models_at(path[: len(path) - 1 - path[::-1].index(name)]):
        if info := model.model_fields.get(name):
            return info.description or ""
    return "see: briefpress schema"


def _models_at(path: KeyPath) -> set[type[BaseModel]]:
    """Return the models that can stand at `path`."""
    models: set[type[BaseModel]] = {Brief}
    for step in path:
        if isinstance(step, str):
            models = {
                m
                for model in models
                for m in _kinds(_annotation(model, step))
                if isinstance(m, type)
            }
    return models


def _annotation(model: type[BaseModel], name: str) -> object:
    info = model.model_fields.get(name)
    return None if info is None else (info.annotation, *info.metadata)


def _kinds(annotation: object) -> set[type[BaseModel] | Markdown]:
    """Collect the models and the Markdown marks anywhere in an annotation."""
    if isinstance(annotation, Markdown) or (
        isinstance(annotation, type) and issubclass(annotation, BaseModel)
    ):
        return {annotation}
    parts = annotation if isinstance(annotation, tuple) else get_args(annotation)
    return {kind for part in parts for kind in _kinds(part)}


def _passages(
    data: Data, kinds: set[type[BaseModel] | Markdown], path: KeyPath = ()
) -> Iterator[Passage]:
    """Yield every text with its path, whether or not the brief is valid as a whole."""
    if isinstance(data, str):
        yield Passage(
            path, data, next((kind for kind in kinds if isinstance(kind, Markdown)), None)
        )
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _passages(value, kinds, (*path, index))
    else:
        models = [kind for kind in kinds if isinstance(kind, type)]
        for key, value in data.items():
            below = [_annotation(model, key) for model in models if key in model.model_fields]
            yield from _passages(value, _kinds(tuple(below)) if models else kinds, (*path, key))


def _prose_findings(source: Source, passages: tuple[Passage, ...]) -> Iterator[Finding]:
    apparatus = _apparatus(source.data)
    called: set[tuple[str, str]] = set()
    for passage in passages:
        if passage.markdown and len(passage.text) > MAX_TEXT:
            where = source.locate(passage.path)
            message = f"this text has {len(passage.text):,} characters; {MAX_TEXT:,} are the limit"
            yield _finding("text-size", where, message, "break it into several texts of the body")
        elif passage.markdown:
            found = markdown.problems(passage.text, passage.markdown, apparatus)
            for problem in islice(found, MAX_PROBLEMS):
                severity = Severity.ERROR if problem.is_error else Severity.WARNING
                where = source.locate(passage.path, problem.before)
                yield Finding(problem.rule, severity, problem.message, where, problem.mend)
            called.update(markdown.calls(passage.text, apparatus))
    for key in apparatus.notes:
        if ("notes", key) not in called:
            where, message = source.locate_key(("notes", key)), f'no text calls the note "{key}"'
            mend = f"write [^{key}] where it belongs, or delete the note"
            yield Finding("note-unused", Severity.WARNING, message, where, mend)
    yield from _reference_findings(source, called)


def _reference_findings(source: Source, called: set[tuple[str, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, key, _ in _references(source.data):
        where = source.locate(("references", index, "id"))
        if key in seen:
            mend = "give each an id of its own: 2024a, 2024b"
            yield _finding("reference-twice", where, f'there are two references "{key}"', mend)
        elif ("references", key) not in called:
            message = f'no text cites the reference "{key}"'
            mend = f"write [@{key}] where it belongs, or move it to further_reading"
            yield Finding("reference-unused", Severity.WARNING, message, where, mend)
        seen.add(key)


def _apparatus(data: Data) -> markdown.Apparatus:
    """Collect notes and references from data that may not be a valid brief."""
    notes = data.get("notes") if isinstance(data, dict) else None
    return markdown.Apparatus(
        notes={key: n for n, key in enumerate(notes, 1)} if isinstance(notes, dict) else {},
        references={key: label for _, key, label in _references(data)},
    )


def _references(data: Data) -> Iterator[tuple[int, str, str]]:
    """Yield the number, the id and the label of every reference that has an id."""
    entries = data.get("references") if isinstance(data, dict) else None
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict) and "id" in entry:
            yield index, str(entry["id"]), str(entry.get("label", ""))


def _images(source: Source, folder: Path) -> tuple[dict[str, images.Image], list[Finding]]:
    """Read the images and the ICC profile that a brief names, and report those that cannot be used."""
    found: dict[str, images.Image] = {}
    findings = []
    for path in source.values:
        read = images.read_profile if path == ICC_PROFILE else images.read
        if path == ICC_PROFILE or path[-2:] == ("figure", "image"):
            _, name = _follow(source.data, path)
            if isinstance(name, str) and name and name not in found:
                try:
                    found[name] = read(name, folder)
                except images.BadImage as error:
                    findings.append(
                        _finding(error.rule, source.locate(path), str(error), error.mend)
                    )
    return found, findings
