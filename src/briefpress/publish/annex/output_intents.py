"""Output intents, and colours that keep their meaning under another one (ISO 19005-3, 6.2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pypdf.generic import DictionaryObject, NameObject

from briefpress.publish.annex.objects import array, dictionary, entry, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.publish.annex.pdf import Pdf

_RGB = 3  # components


def pdfa_output_intent(pdf: Pdf) -> Any:
    """Return the output intent for PDF/A; None if there is none."""
    for each in pdf.items(entry(pdf.catalog, "/OutputIntents")):
        if name(pdf.get(pdf.resolve(each), "/S")) == "GTS_PDFA1":
            return each
    return None


def is_rgb(pdf: Pdf, intent: Any) -> bool:
    """Return whether the profile of an output intent has three components."""
    return bool(pdf.get(pdf.resolve(intent), "/DestOutputProfile", "/N") == _RGB)


def make_rgb_explicit(brief: Pdf) -> None:
    """Make the RGB profile of the brief the default of its pages, whatever output intent applies.

    To be called before its pages are copied.
    """
    intent = pdfa_output_intent(brief)
    if intent is None or not is_rgb(brief, intent):
        return
    profile = brief.resolve(intent).raw_get("/DestOutputProfile")
    for resources in _all_resources(brief):
        spaces = brief.get(resources, "/ColorSpace")
        own = dict(dict.items(spaces)) if isinstance(spaces, DictionaryObject) else {}
        default = array([NameObject("/ICCBased"), profile])
        resources[NameObject("/ColorSpace")] = dictionary({"/DefaultRGB": default, **own})


def _all_resources(pdf: Pdf) -> Iterator[DictionaryObject]:
    """Yield the resources of all pages, and of the forms and patterns that are drawn on them."""
    seen: set[int] = set()
    pending: list[Any] = list(map(pdf.resolve, pdf.pages))
    while pending:
        holder = pending.pop()
        if not isinstance(holder, DictionaryObject) or id(holder) in seen:
            continue
        seen.add(id(holder))
        pending.append(pdf.get(holder, "/Parent"))  # pages inherit resources
        resources = pdf.get(holder, "/Resources")
        if isinstance(resources, DictionaryObject) and id(resources) not in seen:
            seen.add(id(resources))
            for kind in ("/XObject", "/Pattern"):
                drawn = pdf.get(resources, kind)
                if isinstance(drawn, DictionaryObject):
                    pending += map(pdf.resolve, dict.values(drawn))
            yield resources
