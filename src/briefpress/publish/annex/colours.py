"""What the colours of an annex mean in a publication that says otherwise (ISO 19005-3, 6.2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pypdf.generic import DictionaryObject, NameObject

from briefpress.publish.annex.pdf import Pdf, entry, name
from briefpress.publish.annex.revision import array, dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator


def intent_of(pdf: Pdf) -> Any:
    """Return the output intent of PDF/A, of which there is one; None where there is none."""
    for each in pdf.items(entry(pdf.catalog, "/OutputIntents")):
        if name(pdf.get(pdf.resolve(each), "/S")) == "GTS_PDFA1":
            return each
    return None


def components(pdf: Pdf, intent: Any) -> int:
    """Return how many colours the profile of an output intent is for; 0 where that is unknown."""
    count = pdf.get(pdf.resolve(intent), "/DestOutputProfile", "/N")
    return int(count) if isinstance(count, int) else 0


def keep_colours(annex: Pdf) -> None:
    """Let the colours of the annex be what they are, whatever output intent the publication has.

    A profile for RGB becomes the default of its pages; it is to be done before they are grafted.
    """
    mine = intent_of(annex)
    if mine is None or components(annex, mine) != 3:
        return
    profile = annex.resolve(mine).raw_get("/DestOutputProfile")
    for resources in _resources(annex):
        spaces = annex.get(resources, "/ColorSpace")
        known = dict(dict.items(spaces)) if isinstance(spaces, DictionaryObject) else {}
        default = array([NameObject("/ICCBased"), profile])
        resources[NameObject("/ColorSpace")] = dictionary({"/DefaultRGB": default, **known})


def _resources(pdf: Pdf) -> Iterator[DictionaryObject]:
    """Yield the resources of all pages, and of what is drawn on them."""
    seen: set[int] = set()
    pending: list[Any] = list(map(pdf.resolve, pdf.pages))
    while pending:
        holder = pending.pop()
        if not isinstance(holder, DictionaryObject) or id(holder) in seen:
            continue
        seen.add(id(holder))
        pending.append(pdf.get(holder, "/Parent"))  # a page inherits them
        resources = pdf.get(holder, "/Resources")
        if isinstance(resources, DictionaryObject) and id(resources) not in seen:
            seen.add(id(resources))
            for kind in ("/XObject", "/Pattern"):
                drawn = pdf.get(resources, kind)
                if isinstance(drawn, DictionaryObject):
                    pending += map(pdf.resolve, dict.values(drawn))
            yield resources
