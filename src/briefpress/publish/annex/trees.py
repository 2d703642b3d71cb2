"""Trees of names and numbers, written anew in leaves of a bearable size (ISO 32000-2, 7.9.6, 7.9.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pypdf.generic import ByteStringObject

from briefpress.publish.annex.revision import array, dictionary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pypdf.generic import DictionaryObject, IndirectObject

    from briefpress.publish.annex.revision import Revision

_IN_A_LEAF = 128


def name_tree(revision: Revision, names: Mapping[bytes, Any]) -> DictionaryObject:
    """Return the root of a name tree, in which names stand in the order of their bytes."""
    pairs = [(ByteStringObject(key), names[key]) for key in sorted(names)]
    return _tree(revision, "/Names", pairs)


def _tree(revision: Revision, entry: str, pairs: list[tuple[Any, Any]]) -> DictionaryObject:
    if len(pairs) <= _IN_A_LEAF:
        return dictionary({entry: array(each for pair in pairs for each in pair)})
    return dictionary({"/Kids": array(leaves(revision, entry, pairs))})


def leaves(revision: Revision, entry: str, pairs: list[tuple[Any, Any]]) -> list[IndirectObject]:
    """Return leaves that hold these pairs, whose keys are in order."""
    made = []
    for begin in range(0, len(pairs), _IN_A_LEAF):
        batch = pairs[begin : begin + _IN_A_LEAF]
        limits = array([batch[0][0], batch[-1][0]])
        flat = array(each for pair in batch for each in pair)
        made.append(revision.add(dictionary({"/Limits": limits, entry: flat})))
    return made
