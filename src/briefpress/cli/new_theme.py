"""The files of a new theme: what one may change in a built-in one, with comments."""

from __future__ import annotations

import re

from briefpress.system import CALLED_AS

_TOKEN = re.compile(r"^  (--[\w-]+): ([^;]+);(?: /\* (.*?) \*/)?$", re.MULTILINE)
_STARTED = ("--accent", "--highlight")  # what nearly every institute has of its own

_STYLE = """\
/* The look of {name}: colours, fonts and sizes, as the theme "{base}" has them. Take a line out of its
   comment to change it; what stays in one is as in the built-in theme, and follows that. Text on its ground has a
   contrast of 7:1 at least, all else of 4.5:1: a build says where that is not so. */
:root {{
{lines}
}}
"""
_WORDS = """\
# English words of your own: take the # away from those that differ. Other languages have a file each, such as fr.yaml.
contents: {contents}
{lines}
"""
_README = """\
# {name}

A theme for briefs of Briefpress, which builds on its theme "{base}".

| file | what it is for |
| --- | --- |
| `styles/theme.css` | colours, fonts and sizes |
| `templates/words/en.yaml` | words that templates set, such as "In this brief"; a file for each language |
| `styles/fonts.css` | @font-face rules, if you bring fonts: `src: url("Ours.ttf")` lies beside it |
| `styles/web.css` | what differs in the page of HTML alone; `print.css` and `large.css` in these editions |
| `templates/` | a template of your own, in the place of the built-in one of that name |

Look at every part of a brief in it:

    {call} theme show {name}

Use it in a brief, or in the `series.yaml` beside it:

    theme: {{name: {base}, folder: {name}}}

Colours alone need no theme: `theme: {{name: {base}, accent: "#7a1230"}}` makes tints and rules follow from one.
"""


def begun_theme(name: str, base: str) -> dict[str, str]:
    """Return the files of a new theme that builds on a built-in one, by their places in its folder."""
    return {
        "README.md": _README.format(name=name, base=base, call=CALLED_AS),
        "styles/theme.css": _STYLE.format(name=name, base=base, lines="\n".join(_tokens(base))),
        "templates/words/en.yaml": _words(),
    }


def _tokens(base: str) -> list[str]:
    """Return the custom properties of a built-in theme as lines of a style sheet, most of them as comments."""
    from briefpress.html import Theme  # noqa: PLC0415

    found: dict[str, tuple[str, str]] = {}
    for sheet in Theme(name=base).look():
        for token, value, about in _TOKEN.findall(sheet.read_text("utf-8")):
            found[token] = (value, about or found.get(token, ("", ""))[1])
    return [_line(token, *each) for token, each in found.items()]


def _line(token: str, value: str, about: str) -> str:
    if token in _STARTED:
        return f"  {token}: {value};{f' /* {about} */' if about else ''}"
    return f"  /* {token}: {value};{f' — {about}' if about else ''} */"


def _words() -> str:
    from briefpress.html import BUILT_IN  # noqa: PLC0415

    text = (BUILT_IN / "templates/words/en.yaml").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    contents = next(line for line in lines if line.startswith("contents: "))
    others = [f"# {line}" for line in lines if line != contents]
    return _WORDS.format(contents=contents.removeprefix("contents: "), lines="\n".join(others))
