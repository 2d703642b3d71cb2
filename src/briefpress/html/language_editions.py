"""The other language editions of a brief, as pages name them and lead to them."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from briefpress.content import WEB_PAGE, text_direction
from briefpress.html.cldr import language_name

if TYPE_CHECKING:
    from briefpress.content import Brief, Edition


class OtherLanguage(NamedTuple):
    """An edition in another language: what that is called in itself, and where it is; "" if nowhere."""

    language: str
    name: str
    direction: str
    address: str


def other_languages(brief: Brief, edition: Edition) -> list[OtherLanguage]:
    """Return the other language editions of a brief.

    What is not published yet has no address, but for pages of HTML, which lie in folders side by side.
    """
    found = []
    for each in brief.translations:
        address = each.address
        if not address and each.brief and edition is WEB_PAGE:
            slug = PurePath(each.brief).stem
            address = f"../{slug}/{slug}.html"
        name = language_name(each.language)
        found.append(OtherLanguage(each.language, name, text_direction(each.language), address))
    return found
