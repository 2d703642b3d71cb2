"""PDF objects from Python values, and structure elements as pypdf represents them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = Any  # a structure element


def pdf_object(value: object) -> Any:
    """Return a Python value as a PDF object; a string that begins with / becomes a name."""
    match value:
        case PdfObject():
            return value
        case bool():
            return BooleanObject(value)
        case int():
            return NumberObject(value)
        case float():
            return FloatObject(value)
        case str() if value.startswith("/"):
            return NameObject(value)
        case str():
            return TextStringObject(value)
        case list():
            return ArrayObject(map(pdf_object, value))
        case dict():
            return DictionaryObject(
                {NameObject(key): pdf_object(each) for key, each in value.items()}
            )
    raise TypeError(f"no PDF holds a {type(value).__name__}")


def reference(holder: Any) -> Any:
    """Return the reference of an object."""
    assert holder.indirect_reference is not None
    return holder.indirect_reference


def kids(node: Node) -> Any:
    """Return /K of an element, as an array that can be changed."""
    found = node.raw_get("/K") if "/K" in node else ArrayObject()
    listed = found.get_object()
    if not isinstance(listed, ArrayObject):
        listed = ArrayObject([found])
    node[NameObject("/K")] = listed
    return listed


def set_entries(holder: Any, **entries: object) -> None:
    """Set entries of a dictionary, named without the slash."""
    for key, value in entries.items():
        holder[NameObject(f"/{key}")] = pdf_object(value)


def remove_entries(holder: Any, *names: str) -> None:
    """Delete entries of a dictionary, named without the slash."""
    for name in names:
        del holder[f"/{name}"]


def set_attributes(node: Node, **entries: object) -> None:
    """Set attributes of an element; None deletes one."""
    attributes = node["/A"]
    for key, value in entries.items():
        if value is None:
            del attributes[f"/{key}"]
        else:
            set_entries(attributes, **{key: value})


def is_element(holder: Any) -> bool:
    """Return whether a kid is a structure element, not marked content or an annotation."""
    return isinstance(holder, DictionaryObject) and "/S" in holder


def parent(node: Node) -> Node:
    """Return the parent of an element."""
    return node["/P"].get_object()


def index_in_parent(node: Node) -> int:
    """Return the index of an element among the kids of its parent."""
    own = reference(node)
    return next(
        i for i, kid in enumerate(kids(parent(node))) if getattr(kid, "idnum", 0) == own.idnum
    )


def marked_content_of(node: Node) -> list[tuple[int, int]]:
    """Return the page and MCID of all marked content in an element and below it, in order."""
    return [
        each for element in (node, *elements_below(node)) for each in own_marked_content(element)
    ]


def own_marked_content(element: Node) -> Iterator[tuple[int, int]]:
    """Yield the page and MCID of the marked content that is directly in an element."""
    for kid in children(element):
        if isinstance(kid, int):
            yield _page_number(element["/Pg"]), int(kid)
        elif "/MCID" in kid and "/Stm" not in kid:
            yield _page_number(kid.get("/Pg", element.get("/Pg"))), int(kid["/MCID"])


def _page_number(page: Any) -> int:
    return int(page.get_object()["/StructParents"])  # WeasyPrint numbers them like the pages


def children(node: Node) -> list[Any]:
    """Return the kids of an element: MCIDs, elements and references to objects."""
    return [kid.get_object() for kid in kids(node)] if "/K" in node else []


def elements_below(node: Node) -> Iterator[Node]:
    """Yield all elements below one, in order."""
    for kid in children(node):
        if is_element(kid):
            yield kid
            yield from elements_below(kid)
