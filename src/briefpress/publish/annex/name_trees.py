"""Name trees and number trees, built anew with leaves of limited size (ISO 32000-2, 7.9.6, 7.9.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pypdf.generic import ByteStringObject, NumberObject

from briefpress.publish.annex.objects import array, dictionary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pypdf.generic import DictionaryObject, IndirectObject

    from briefpress.publish.annex.object_writer import ObjectWriter

_LEAF_SIZE = 128

Pairs = list[tuple[Any, Any]]


def name_tree(writer: ObjectWriter, names: Mapping[bytes, Any]) -> DictionaryObject:
    """Return the root of a name tree, whose leaves are added to the writer."""
    pairs = _sorted_names(names)
    if len(pairs) <= _LEAF_SIZE:
        return _single_node("/Names", pairs)
    return dictionary({"/Kids": array(leaves(writer, "/Names", pairs))})


def inline_name_tree(names: Mapping[bytes, Any]) -> DictionaryObject:
    """Return a name tree of one node."""
    return _single_node("/Names", _sorted_names(names))


def inline_number_tree(numbers: Mapping[int, Any]) -> DictionaryObject:
    """Return a number tree of one node."""
    return _single_node("/Nums", ((NumberObject(key), numbers[key]) for key in sorted(numbers)))


def _sorted_names(names: Mapping[bytes, Any]) -> Pairs:
    return [(ByteStringObject(key), names[key]) for key in sorted(names)]


def _single_node(key: str, pairs: Iterable[tuple[Any, Any]]) -> DictionaryObject:
    return dictionary({key: array(each for pair in pairs for each in pair)})


def leaves(writer: ObjectWriter, key: str, pairs: Pairs) -> list[IndirectObject]:
    """Add leaves with these sorted pairs to the writer, and return them; `key` is /Names or /Nums."""
    added = []
    for begin in range(0, len(pairs), _LEAF_SIZE):
        batch = pairs[begin : begin + _LEAF_SIZE]
        limits = array([batch[0][0], batch[-1][0]])
        flat = array(each for pair in batch for each in pair)
        added.append(writer.add(dictionary({"/Limits": limits, key: flat})))
    return added
