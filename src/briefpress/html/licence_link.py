"""The link to a licence in words of the brief's own, so that its name is said once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from briefpress.content import Licence

_TAG_OR_LINK = re.compile(r"(<a\b.*?</a>|<[^>]*>)", re.DOTALL)


def link_licence(statement: Markup, licence: Licence, name: str) -> Markup | None:
    """Return HTML of a statement in which the licence, where it is named first, leads to its deed.

    It may be named in the language of the brief (`name`), in English or by its short name, or be linked by the
    author. None if the statement does none of that.
    """
    html = str(statement)  # `Markup` would escape what it is joined with
    address = f'href="{escape(licence.url)}"'
    if f"<a {address}" in html:
        return _markup(html.replace(f"<a {address}", f'<a rel="license" {address}', 1))
    parts = _TAG_OR_LINK.split(html)
    for said in (name, licence.name, licence.short_name):
        named = re.compile(rf"(?<!\w){re.escape(escape(said))}(?!\w)")
        for place in range(0, len(parts), 2):
            if found := named.search(parts[place]):
                before, after = parts[place][: found.start()], parts[place][found.end() :]
                link = f'<a rel="license" {address}>{found[0]}</a>'
                return _markup("".join((*parts[:place], before, link, after, *parts[place + 1 :])))
    return None


def _markup(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - it was escaped when it became HTML
