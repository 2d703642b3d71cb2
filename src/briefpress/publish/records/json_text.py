"""The JSON of records; empty values are left out."""

from __future__ import annotations

import json
from typing import Any


def without_empty(value: Any) -> Any:
    """Return a value without the empty strings, lists and objects in it."""
    if isinstance(value, dict):
        kept = {key: without_empty(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in ("", [], {})}
    if isinstance(value, list):
        kept_items = [without_empty(item) for item in value]
        return [item for item in kept_items if item not in ("", [], {})]
    return value


def json_bytes(value: object) -> bytes:
    """Return a value as indented JSON in UTF-8."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
