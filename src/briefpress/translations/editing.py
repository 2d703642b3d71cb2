"""Texts written into a content file, whose comments, order and other values stay as they are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from briefpress.content import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.content import KeyPath, Source, Span

# What YAML takes for a text without quotation marks, whatever stands around it.
_PLAIN = re.compile(r"[^\W\d_][^:#\[\]{},&*!|>'\"%@`\\\n]*")

_MARGIN = re.compile(" *")
_BREAKS = re.compile("[\x85\u2028\u2029\r]")  # which YAML takes for ends of lines


def with_texts(source: Source, texts: Mapping[KeyPath, str]) -> str:
    """Return the text of a content file with other texts at these paths, which have to be there."""
    written = source.text
    spans = sorted(((source.values[path], text) for path, text in texts.items()), key=_start)
    for span, text in reversed(spans):
        written = f"{written[: span.start]}{_scalar(written, span, text)}{written[span.end :]}"
    return written


def _start(each: tuple[Span, str]) -> int:
    return each[0].start


def _scalar(written: str, span: Span, text: str) -> str:
    """Return a text as YAML, in the style of what it replaces where that can hold it."""
    if span.style in ("|", ">"):
        return _block(written, span, text)
    return text if _is_plain(text) else json.dumps(text, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    """Say whether a text may stand without quotation marks, also within brackets."""
    if not _PLAIN.fullmatch(text) or text != text.strip():
        return False
    return parse_yaml(f"a: [{text}]", "").data == {"a": [text]}


def _block(written: str, span: Span, text: str) -> str:
    """Return a text as a literal block, indented as the one that it replaces."""
    replaced = written[span.start : span.end]
    after = replaced[len(replaced.rstrip()) :]
    margin = next((_MARGIN.match(line) for line in replaced.split("\n")[1:] if line.strip()), None)
    if margin is None or text[:1].isspace() or not text.strip() or _BREAKS.search(text):
        return json.dumps(text, ensure_ascii=False) + after
    body = "\n".join(margin[0] + line if line else "" for line in text.rstrip().split("\n"))
    keep = "" if text.endswith("\n") and after else "-"
    return f"|{keep}\n{body}{after}"
