"""The JSON Schema of content files, for editors: it says what the build says, as far as a schema can.

Pydantic's own schema is too strict for what people write without quotes (2026, 1.10, true, null), and
offers the names of classes; both are put right here, and what validators of the model ask for is added.
Editors show `errorMessage` and `patternErrorMessage`, which are no part of the standard.
"""

from __future__ import annotations

import re
from typing import Any

from briefpress.content.field_docs import field_docs, models_by_name
from briefpress.content.licences import LICENCES
from briefpress.content.model.brief import Brief

Schema = dict[str, Any]

_ALTERNATIVE = "give it either alt: … with what the picture tells, or decorative: true"
_NOT_BOTH = "a decorative picture has no alternative text: delete one of them"
_UNDER_HEADING = "there is nothing under this heading: write a body, or sections"
_SOURCE = "a table has columns: and rows:, or file: with the name of a data file"
_NAME = "write a name: as it is printed, or given: and family:"
# How licences are printed: allowed, and not offered.
_SHORT_NAMES = f"^({'|'.join(re.escape(each.short_name) for each in LICENCES.values())})$"
_COUNTRY = "write a country by its name, such as Kenya, or as {name: Kenya, code: KE}"
_KEY = "a key has letters and digits, with . : _ or - between them"
_MOST_COLUMNS = 10  # of tables whose rows are counted
_SAMPLES = {
    "number": ("2026", "12", "1.5", "9783161484100"),
    "boolean": ("true",),
}  # as they are without quotes
_COUNT = r"^[1-9]\d*$"
_BOOLEAN = "^([Yy]es|[Nn]o|[Oo]n|[Oo]ff|[Tt]rue|[Ff]alse)$"  # YAML 1.1 has more of them than 1.2


def json_schema() -> Schema:
    """Return the JSON Schema (2020-12) of content files."""
    models = _with_docs(Brief.model_json_schema())
    schema = _rewrite(models)
    schema["$defs"] = {name: _rewrite(model) for name, model in models["$defs"].items()}
    for name, part in schema["$defs"].items():
        part["title"] = _title(name, part)
    schema["$defs"]["Country"] = _country(schema["$defs"]["Country"])
    schema["$defs"]["Person"] |= _either(_NAME, ("name",), ("given", "family"))
    schema["properties"]["licence"]["anyOf"].insert(1, {"type": "string", "pattern": _SHORT_NAMES})
    for name in ("Figure", "Cover"):
        schema["$defs"][name] |= _PICTURE
    for name in ("Section", "Subsection"):
        schema["$defs"][name] |= _either(_UNDER_HEADING, ("body",), ("sections",))
    schema["$defs"]["Subsubsection"] |= _either(_UNDER_HEADING, ("body",))
    table = {**_either(_SOURCE, ("file",), ("columns", "rows")), "allOf": _row_lengths()}
    schema["$defs"]["Table"] |= table
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _with_docs(schema: Schema) -> Schema:
    """Return pydantic's schema with what the docstrings of the fields say."""
    models = models_by_name()
    for name, part in ((Brief.__name__, schema), *schema["$defs"].items()):
        docs = field_docs(models[name]) if name in models else {}
        properties = part.get("properties", {})
        for field in docs.keys() & properties.keys():
            group = schema["$defs"].get(properties[field].get("$ref", "").rpartition("/")[2], {})
            if group.get("description") != docs[field]:  # which editors show as well
                about = {"description": docs[field], **properties[field]}
                properties[field] = dict(sorted(about.items()))
    return schema


def _title(name: str, part: Schema) -> str:
    """Return what editors call a group of fields, who would offer the name of its class otherwise."""
    required = ", ".join(part.get("required", ())) or "…"
    return f"{required}: …" if name.endswith("Block") else f"fields: {required}"


def _country(fields: Schema) -> Schema:
    """Return the schema of a country: fields, or its name or code alone."""
    del fields["required"]
    text = {"type": "string", "pattern": r"\S", "errorMessage": _COUNTRY}
    return {"anyOf": [{**fields, **_either(_COUNTRY, ("name",), ("code",))}, text]}


def _either(message: str, *groups: tuple[str, ...]) -> Schema:
    """Return the demand for all fields of one group at least, each with a value."""
    return {
        "anyOf": [
            {
                "required": list(names),
                "properties": {name: {"not": {"type": "null"}} for name in names},
                "errorMessage": message,
            }
            for names in groups
        ]
    }


_PICTURE: Schema = {
    **_either(_ALTERNATIVE, ("alt",), ("decorative",)),
    "if": {"required": ["decorative"], "properties": {"decorative": {"const": True}}},
    "then": {"properties": {"alt": {"type": "null", "errorMessage": _NOT_BOTH}}},
}


def _row_lengths() -> list[Schema]:
    """Return what a row may hold for each number of columns, where no cell spans several."""
    plain = {"not": {"type": "object", "required": ["columns"]}}
    spans = {"contains": {"type": "array", "contains": {"type": "object"}}}
    return [
        {
            "if": {
                "required": ["columns"],
                "properties": {
                    "columns": {"minItems": count, "maxItems": count, "items": plain},
                    "rows": {"not": spans},
                },
            },
            "then": {
                "properties": {
                    "rows": {
                        "items": {
                            "minItems": count,
                            "maxItems": count,
                            "errorMessage": f"a row here has {count} cells, one for each column",
                        }
                    }
                }
            },
        }
        for count in range(1, _MOST_COLUMNS + 1)
    ]


def _rewrite(node: Schema, *, optional: bool = False) -> Schema:
    """Return a part of pydantic's schema as editors need it; `optional` lets it be null."""
    node = {key: value for key, value in node.items() if key != "title"}
    if isinstance(node.get("default", ""), list | dict | None):
        node.pop("default", None)
    for key in ("anyOf", "oneOf"):
        if branches := node.pop(key, None):
            return _union(node, branches, optional=optional)
    node.pop("discriminator", None)
    if "enum" in node or "const" in node:
        return _choice(node, optional=optional)
    kind = node.get("type")
    if kind in ("string", "boolean", "integer", "number"):
        return _scalar(node, kind, optional=optional)
    node = _group(node) if kind == "object" else _list(node) if kind == "array" else node
    return _or_null(node) if optional else node


def _list(node: Schema) -> Schema:
    """Return the schema of a list."""
    node["errorMessage"] = "this should be a list: lines that begin with a dash"
    return {**node, "items": _rewrite(node["items"])} if "items" in node else node


def _group(node: Schema) -> Schema:
    """Return the schema of a group of fields, or of keys that an editor chooses."""
    if "patternProperties" in node:
        node |= {"additionalProperties": False, "errorMessage": _KEY}
    required = node.get("required", ())
    for key in ("properties", "patternProperties"):
        if key in node:
            node[key] = {
                name: _rewrite(value, optional=key == "properties" and name not in required)
                for name, value in node[key].items()
            }
    if isinstance(node.get("additionalProperties"), dict):
        node["additionalProperties"] = _rewrite(node["additionalProperties"])
    return node


def _union(node: Schema, branches: list[Schema], *, optional: bool) -> Schema:
    """Return a union, of one branch where null was the other."""
    others = [branch for branch in branches if branch != {"type": "null"}]
    if len(others) == 1:
        return _rewrite({**others[0], **node}, optional=optional)
    # What null fits is the last branch, so that editors offer what the others have.
    null = [{"if": {"type": "null"}, "else": {"not": {}}}] if optional else []
    return {**node, "anyOf": [*map(_rewrite, others), *null]}


def _or_null(node: Schema) -> Schema:
    """Return a schema that null fits as well; it is written so that no editor completes it."""
    about = {"description": node.pop("description")} if "description" in node else {}
    return {**about, "if": {"type": "null"}, "else": node}


def _choice(node: Schema, *, optional: bool) -> Schema:
    """Return a choice; what is written in quotes is allowed, and not offered."""
    values = node.pop("enum", None) or [node.pop("const")]
    written = {_written(value) for value in values if not isinstance(value, str)}
    offered = [value for value in values if not (isinstance(value, str) and value in written)]
    node.pop("type", None)
    message = f"it can be: {', '.join(map(_written, offered))}"
    quoted = "|".join(map(re.escape, sorted(written)))
    branches: list[Schema] = [{"enum": offered, "errorMessage": message}]
    if quoted:
        branches.append(
            {"type": "string", "pattern": f"^({quoted})$", "patternErrorMessage": message}
        )
    if optional:
        branches.append(
            {"if": {"type": "null"}, "else": {"enum": offered, "errorMessage": message}}
        )
    return {**node, "anyOf": branches} if len(branches) > 1 else {**node, **branches[0]}


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _scalar(node: Schema, kind: str, *, optional: bool) -> Schema:
    """Return the schema of a value that is written as text, a number, yes or no."""
    pattern = str({"boolean": _BOOLEAN, "integer": _COUNT}.get(kind, node.get("pattern", "")))
    types = ["string", kind] if kind != "string" else ["string", *_types_without_quotes(pattern)]
    if optional or not pattern:
        types.append("null")
    what = {"boolean": "true or false", "integer": "a whole number"}.get(kind, "text")
    about = node.get("description", "")
    if pattern and pattern != r"\S":
        node["patternErrorMessage"] = about or "this is not written as it should be"
    elif pattern:
        node["patternErrorMessage"] = "this is empty: write it, or delete the line"
    del node["type"]
    message = f"write {what} here, not a list or a group of fields"
    more = {"pattern": pattern} if pattern else {}
    offered = {"examples": [True, False]} if kind == "boolean" else {}
    return {**node, **more, **offered, "if": {"type": types},
            "else": {"type": "string", "errorMessage": message}}  # fmt: skip


def _types_without_quotes(pattern: str) -> list[str]:
    """Return the types that a text of this pattern may seem to have where it is written without quotes."""
    return [
        kind
        for kind, samples in _SAMPLES.items()
        if any(re.search(pattern, sample) for sample in samples)
    ]
