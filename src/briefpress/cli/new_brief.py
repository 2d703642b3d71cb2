"""The text of a new brief: the template, less what the series says, with what git knows."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

from briefpress.cli.common import month
from briefpress.system import MAX_BYTES, read_regular

_SERIES = Path("series.yaml")
_KEY = re.compile(r"^(\w+):", re.MULTILINE)
_DATE = re.compile(r"^date: [\d-]+", re.MULTILINE)
_AUTHOR = "Firstname Lastname"  # in the template
_MARK = " # replace this"
# Fields of the template that have more parts than it shows, and how deep these stand.
_WITH_MORE_PARTS = {"series": 2, "publisher": 2, "authors": 4}
_PART = re.compile(r"^[ -]+(\w+):", re.MULTILINE)
_FIELDS = (
    "All else that a brief can say: take the # away from the lines that you want, and fill them in."
)
_BLOCKS = "The blocks that a body can hold: each is an item of its list."
_LONGEST = 200  # characters of a name that is taken over


def begun_brief(schema: str, *, full: bool = False) -> str:
    """Return the YAML of a new brief in this folder, which names the file of its JSON Schema.

    With `full`, all other fields and blocks follow as comments.
    """
    from briefpress.html import BUILT_IN  # noqa: PLC0415

    text = (BUILT_IN / "templates" / "new.yaml").read_text("utf-8").replace("schema.json", schema)
    text = _DATE.sub(f"date: {month()}", text, count=1)
    text = _without(text, _series_keys())
    if author := _git_author():
        text = text.replace(
            f"name: {_AUTHOR}{_MARK}", f"name: {json.dumps(author, ensure_ascii=False)}"
        )
    return _with_parts(text) + _everything(text) if full else text


def _with_parts(text: str) -> str:
    """Return the text of a brief with the other parts of its fields as comments below these."""
    from briefpress.content import part_examples  # noqa: PLC0415

    for name, depth in _WITH_MORE_PARTS.items():
        if field := re.search(_field(name), text, re.MULTILINE):
            lines = part_examples(name, known={*_PART.findall(field[0])})
            more = "".join(f"{' ' * depth}# {line}\n" for line in lines)
            text = f"{text[: field.end()]}{more}{text[field.end() :]}"
    return text


def _field(name: str) -> str:
    """Return the pattern of a field with its comment and its indented lines."""
    return rf"^{name}:.*\n(?:[ \t]+\S.*\n)*"


def _everything(text: str) -> str:
    """Return what else a brief can say, and the blocks of a body, as comments."""
    from briefpress.content import block_examples, field_examples  # noqa: PLC0415

    known = {*_KEY.findall(text), *_series_keys()}
    parts = ((_FIELDS, field_examples(known)), (_BLOCKS, block_examples()))
    return "".join(
        f"\n# {heading}\n#\n" + "".join(f"# {line}\n" for line in lines) for heading, lines in parts
    )


def _series_keys() -> list[str]:
    """Return the fields that the series.yaml of this folder sets, if there is one."""
    try:
        return _KEY.findall(read_regular(_SERIES, MAX_BYTES).decode(errors="replace"))
    except OSError:
        return []


def _without(text: str, keys: list[str]) -> str:
    """Return the text of a brief without fields that the series sets, and a comment that names them."""
    left_out = []
    for key in keys:
        text, count = re.subn(_field(key), "", text, count=1, flags=re.MULTILINE)
        left_out += [key] * count
    comment = f"# From {_SERIES}, unless you say otherwise here: {', '.join(left_out)}\n"
    return text.replace("\ntitle:", f"\n{comment}title:", 1) if left_out else text


def _git_author() -> str:
    """Return the name in the configuration of git; "" if there is none."""
    if not shutil.which("git"):
        return ""
    command = ["git", "config", "--get", "user.name"]
    found = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no argument is given
    name = found.stdout.decode("utf-8", errors="replace").strip()
    return name if name.isprintable() and len(name) <= _LONGEST else ""
