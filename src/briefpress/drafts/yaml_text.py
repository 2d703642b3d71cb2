"""The fields of a brief as YAML that people edit: texts as blocks, one entry a line."""

from __future__ import annotations

from typing import Any

import yaml

_SCHEMA = "# yaml-language-server: $schema=.brief.schema.json\n"


class _Writer(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and indents lists."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Indent the entries of a list as well."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        """Write the same value twice rather than point to it."""
        return True


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text or len(text) > 90 else None
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Writer.add_representer(str, _text)


def yaml_of(fields: dict[str, Any]) -> str:
    """Return the text of a content file with these fields."""
    return _SCHEMA + yaml.dump(
        fields, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=110
    )
