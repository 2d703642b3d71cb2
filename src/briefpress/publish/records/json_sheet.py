"""JSON of records: what is empty is left out."""

from __future__ import annotations

import json
from typing import Any


def without_empty(value: Any) -> Any:
    """Return a value without the texts, lists and groups in it that hold nothing."""
    if isinstance(value, dict):
        kept = {key: without_empty(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in ("", [], {})}
    if isinstance(value, list):
        kept_items = [without_empty(item) for item in value]
        return [item for item in kept_items if item not in ("", [], {})]
    return value


def write_json(value: object) -> bytes:
    """Return JSON as UTF-8, for people to read as well."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
