"""The fonts of the scripts that a document is written in, where its own style sheets bring none."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes

from briefpress.findings import Location
from briefpress.pdf.engine import weasyprint
from briefpress.pdf.patches import font_families_of
from briefpress.pdf.rules import SCRIPT_FONT
from briefpress.scripts import (
    SCRIPTS,
    WEIGHTS,
    Needed,
    Script,
    face_of,
    is_installed,
    is_written_in,
    missing_letters,
    scripts_of,
)
from briefpress.system import install_extra

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    from briefpress.findings import Finding
    from briefpress.pdf.engine import Fonts

_DRAWING = re.compile(r"data:image/svg\+xml(?P<parameters>[^,]*),(?P<data>.+)", re.DOTALL)


class Families(NamedTuple):
    """The fonts that were added to those of a document for its scripts.

    `added` have a font now; the document's own fonts hold no letters to speak of for those that are
    `foreign`. `missing` have none on this machine.
    """

    added: tuple[Script, ...] = ()
    foreign: tuple[Script, ...] = ()
    missing: tuple[Needed, ...] = ()

    def order(self, families: Sequence[str], language: str) -> list[str]:
        """Return the families of a style with those that were added, as text in a language is to use them."""
        first = [
            each for each in self.added if each in self.foreign and is_written_in(language, each)
        ]
        last = [each for each in self.added if each not in first]
        return [*(each.family for each in first), *families, *(each.family for each in last)]

    def findings(self, name: str) -> Iterator[Finding]:
        """Yield an error for each script that no font on this machine holds."""
        for each in self.missing:
            message = (
                f'no font holds letters of the {each.script.name} script, such as "{each.word}"'
            )
            mend = install_extra(each.script.extra)
            yield SCRIPT_FONT.finding(message, Location(name, path=each.word), mend=mend)


def scripts_in(root: Element) -> tuple[Needed, ...]:
    """Return the scripts that a document is written in, its drawings among it."""
    texts = [*root.itertext()]
    languages = []
    for element in root.iter():
        texts += (element.get(name, "") for name in ("value", "placeholder"))
        texts += _drawn(element.get("src", ""))
        if language := element.get("lang"):
            languages.append(language)
    return scripts_of("\n".join(texts), dict.fromkeys(languages))


def _drawn(address: str) -> Iterator[str]:
    """Yield the SVG of an address that holds it."""
    if found := _DRAWING.match(address):
        data = unquote_to_bytes(found["data"])
        try:
            data = b64decode(data) if found["parameters"].endswith(";base64") else data
        except NoBase64:  # WeasyPrint says so
            return
        yield data.decode("utf-8", errors="replace")


def add_fonts(fonts: Fonts, needed: Iterable[Needed], *, may_lead: bool) -> Families:
    """Add the fonts of scripts to those of a document, and return where they stand among these.

    A script whose letters the document's own fonts hold gets none. Where they `may_lead`, those of the
    language come first.
    """
    lacking = [(each, fonts.lacking(each.letters)) for each in needed]
    added = [each for each, count in lacking if count and is_installed(each.script)]
    added += _stand_ins(added)
    rules = (_font_face(each, weight) for each in added for weight in WEIGHTS)
    weasyprint.CSS(string="\n".join(rules), font_config=fonts.configuration)
    return Families(
        tuple(each.script for each in added),
        tuple(each.script for each, count in lacking if may_lead and count > len(each.letters) / 2),
        tuple(each for each, count in lacking if count and not is_installed(each.script)),
    )


def _stand_ins(needed: Sequence[Needed]) -> list[Needed]:
    """Return East Asian scripts whose fonts have characters that those of the scripts in need lack."""
    found: list[Needed] = []
    for each in (each for each in needed if each.script.is_large):
        others = (other for other in SCRIPTS if other.is_large and is_installed(other))
        missing = missing_letters(each)
        for other in others:
            if missing and other not in {known.script for known in (*needed, *found)}:
                found.append(Needed(other, missing, each.word))
                missing = missing_letters(found[-1])
    return found


def _font_face(needed: Needed, weight: int) -> str:
    data = b64encode(face_of(needed, weight)).decode()
    return (
        f'@font-face {{ font-family: "{needed.script.family}"; font-weight: {weight}; '
        f'src: url("data:font/ttf;base64,{data}"); }}'
    )


@contextmanager
def script_fonts(families: Families) -> Iterator[None]:
    """Let text be set in the fonts that were added for its scripts within the block."""
    if not families.added:
        yield
        return
    with font_families_of(families.order):
        yield
