"""The licence that a brief states: one of the table, or one of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.content.licences import LICENCES, Licence

if TYPE_CHECKING:
    from briefpress.content.model.imprint import OwnLicence


def licence_of(stated: str | OwnLicence) -> Licence:
    """Return the licence that a brief states, by the id of a public one or by name and address."""
    if isinstance(stated, str):
        return LICENCES[stated]
    return Licence(id="", short_name=stated.name, name=stated.name, url=stated.url)
