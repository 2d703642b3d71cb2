"""What of a page of HTML, or of Markdown with code, is in no brief."""

from __future__ import annotations

import re

# A chunk of R Markdown or Quarto, whose code makes figures and tables: ```{r wells, echo=FALSE}
CHUNK = re.compile(rb"^([ ]{0,3}(?:`{3,}|~{3,}))[ ]*\{(?![.#=])[^}\n]*\}[ ]*$", re.MULTILINE)
CODE_TO_RUN = "briefpress-code-to-run"  # the class of its block, for pandoc
_HIDDEN = re.compile(
    rb"<!--.*?-->|<(script|style|template)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_ELEMENTS = {
    "audio": "a sound", "canvas": "a drawing that a program makes", "embed": "another file", "iframe": "another page",
    "object": "another file", "select": "a menu", "input": "a field of a form", "textarea": "a field of a form",
    "video": "a film",
}  # fmt: skip


def lost_elements(page: bytes) -> list[str]:
    """Return what a page of HTML holds that is not imported, in words."""
    plain = _HIDDEN.sub(b"", page)
    names = {name.lower().decode() for name in re.findall(rb"<([a-zA-Z]+)[\s/>]", plain)}
    found = dict.fromkeys(words for name, words in _ELEMENTS.items() if name in names)
    if "main" in names:
        found["what stands around <main>, such as the head, the menus and the foot of the page"] = (
            None
        )
    return [*found]
