"""Metadata, attached files and output intents (ISO 32000-2 7.11, 14.3, 14.11.5)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from pypdf.generic import StreamObject

from briefpress.structure.facts import Attachment, OutputIntent
from briefpress.structure.objects import integer, name_of
from briefpress.structure.trees import name_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.structure.objects import Objects
    from briefpress.structure.problems import Problems


def information(objects: Objects) -> dict[str, str]:
    """Return the texts of the document information dictionary (14.3.3)."""
    info = objects.get(objects.reader.trailer, "/Info")
    entries = info.items() if isinstance(info, dict) else ()
    texts = ((str(key)[1:], objects.text(objects.resolve(value))) for key, value in entries)
    return {key: text for key, text in texts if text is not None}


def attachments(objects: Objects) -> tuple[Attachment, ...]:
    """Return the files that the catalog's AF or the name tree of embedded files lists."""
    return tuple(
        _attachment(objects, each, associated=associated)
        for each, associated in _specifications(objects)
    )


def digests(objects: Objects) -> tuple[str, ...]:
    """Return the SHA-256 digest of each of the `attachments`; "" for one that cannot be read."""
    from hashlib import sha256  # noqa: PLC0415 - it loads OpenSSL, which a check does not need

    streams = (_stream(objects, each) for each, _ in _specifications(objects))
    return tuple(sha256(data).hexdigest() if data else "" for data in map(objects.data, streams))


def attached_files(objects: Objects) -> tuple[bytes, ...]:
    """Return the bytes of each of the `attachments`; b"" for one that cannot be read."""
    return tuple(objects.data(_stream(objects, each)) for each, _ in _specifications(objects))


def _specifications(objects: Objects) -> Iterator[tuple[object, bool]]:
    """Yield each file specification once, and whether the catalog's AF lists it."""
    associated = {id(each): each for each in objects.items(objects.get(objects.catalog, "/AF"))}
    named = name_tree(objects, objects.get(objects.catalog, "/Names", "/EmbeddedFiles"))
    listed = {id(each): each for each in (objects.resolve(value) for _, value in named)}
    # First the catalog's list, which is in the author's order; the name tree is sorted.
    yield from ((each, key in associated) for key, each in {**associated, **listed}.items())


def _stream(objects: Objects, specification: object) -> object:
    return objects.get(specification, "/EF", "/UF") or objects.get(specification, "/EF", "/F")


def output_intents(objects: Objects) -> tuple[OutputIntent, ...]:
    """Return the output intents, which name printing conditions (14.11.5)."""
    return tuple(
        OutputIntent(
            name_of(objects.get(each, "/S")),
            objects.text(objects.get(each, "/OutputConditionIdentifier")),
            integer(objects.get(each, "/DestOutputProfile", "/N")),
        )
        for each in objects.items(objects.get(objects.catalog, "/OutputIntents"))
    )


def _attachment(objects: Objects, specification: object, *, associated: bool) -> Attachment:
    def get(*path: str) -> object:
        return objects.get(specification, *path)

    stream = _stream(objects, specification)
    size = integer(objects.get(stream, "/Params", "/Size"))
    if size is None and isinstance(stream, StreamObject):
        size = len(objects.data(stream))
    return Attachment(
        name=objects.text(get("/UF")) or objects.text(get("/F")) or "",
        relationship=name_of(get("/AFRelationship")),
        size=size,
        description=objects.text(get("/Desc")),
        mime=name_of(objects.get(stream, "/Subtype")),
        associated=associated,
    )


XMP_BYTES = 3_000_000
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


class _NoDoctype(ET.TreeBuilder):
    """Refuses document types, and thus entities."""

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        raise ValueError(f"it has a document type, {name}")


def xmp_values(xmp: bytes, problems: Problems) -> dict[str, tuple[str, ...]]:
    """Return the values of each property in an XMP packet, by `{namespace}name` (ISO 16684-1 7).

    Lists and alternatives are flattened.
    """
    if len(xmp) > XMP_BYTES:
        problems.limit(f"the XMP metadata are left out: more than {XMP_BYTES:,} bytes")
        return {}
    parser = ET.XMLParser(target=_NoDoctype())  # noqa: S314 - entities are refused
    try:
        parser.feed(xmp.strip(b"\0 \t\r\n"))
        root = parser.close()
    except ET.ParseError as error:
        line, column = error.position
        problems.add(
            f"the XMP metadata cannot be read: no sound XML at line {line}, column {column + 1}"
        )
        return {}
    except (ValueError, LookupError):
        problems.add(
            "the XMP metadata cannot be read: they have a document type, or an unknown encoding"
        )
        return {}
    values: defaultdict[str, list[str]] = defaultdict(list)
    whole = root if root.tag == f"{_RDF}RDF" else root.find(f".//{_RDF}RDF")
    for description in () if whole is None else whole.iterfind(f"{_RDF}Description"):
        for name, value in description.items():
            if _RDF not in name:
                values[name].append(value)
        for child in description:
            values[child.tag] += _leaves(child)
    return {name: tuple(found) for name, found in values.items()}


def _leaves(node: ET.Element) -> Iterator[str]:
    """Yield the texts of a property and of all below it, in order."""
    if (resource := node.get(f"{_RDF}resource")) is not None:
        yield resource
    elif len(node) == 0:
        yield (node.text or "").strip()
    else:
        for leaf in node.iter():
            if len(leaf) == 0:
                yield (leaf.get(f"{_RDF}resource") or leaf.text or "").strip()
