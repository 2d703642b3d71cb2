"""PDF bytes to a `PdfStructure`: the steps, in their order."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pypdf.generic import StreamObject

from briefpress.structure import metadata
from briefpress.structure.content_stream.font_dictionaries import Fonts
from briefpress.structure.content_stream.interpreter import Interpreter
from briefpress.structure.content_stream.layers import Layers
from briefpress.structure.content_stream.resources import Form, Resources
from briefpress.structure.facts import Artifact, Boxes, Page, Painting, PdfStructure
from briefpress.structure.navigation import Navigation
from briefpress.structure.objects import integer, name_of, open_objects
from briefpress.structure.tree import Tree
from briefpress.structure.trees import page_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf.generic import DictionaryObject

    from briefpress.structure.content_stream.canvas import PageContent, PaintUse
    from briefpress.structure.elements import Run
    from briefpress.structure.objects import Objects

_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox")
_TEMPLATES = ("/Briefpress", "/Private", "/Templates")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"  # which PDF 2.0 has in place of Info


def inspect(pdf: bytes) -> PdfStructure:
    """Return the facts of a PDF; raises `UnreadablePdf` if it cannot be opened."""
    with open_objects(pdf) as objects:
        return _facts(objects, _version(pdf))


def digests(pdf: bytes) -> tuple[str, ...]:
    """Return the SHA-256 digests of a PDF's attachments, in their order; "" for a damaged one.

    Raises `UnreadablePdf` if the PDF cannot be opened.
    """
    with open_objects(pdf) as objects:
        return metadata.digests(objects)


def attached_files(pdf: bytes) -> tuple[bytes, ...]:
    """Return the bytes of a PDF's attachments, in their order; b"" for a damaged or too large one.

    Raises `UnreadablePdf` if the PDF cannot be opened.
    """
    with open_objects(pdf) as objects:
        return metadata.attached_files(objects)


def _version(pdf: bytes) -> str:
    start = pdf.find(b"%PDF-", 0, 1024)
    return pdf[start + 5 : start + 8].decode("latin-1") if start >= 0 else ""


def _facts(objects: Objects, version: str) -> PdfStructure:
    catalog = objects.catalog
    pages = page_tree(objects)
    navigation = Navigation(objects, pages)
    fonts = Fonts(objects)
    drawn = _draw(objects, pages, navigation, fonts)
    tree = Tree(objects, navigation, pages, drawn)
    roots = tree.build()
    info = metadata.information(objects)
    packet = objects.get(catalog, "/Metadata")
    xmp = objects.data(packet) if isinstance(packet, StreamObject) else None
    xmp_values = metadata.xmp_values(xmp, objects.problems) if xmp else {}
    return PdfStructure(
        pdf_version=max(version, name_of(objects.get(catalog, "/Version")) or ""),
        encrypted=objects.reader.is_encrypted,
        title=info.get("Title") or " ".join(xmp_values.get(_TITLE, ())) or None,
        title_shown=objects.get(catalog, "/ViewerPreferences", "/DisplayDocTitle") is True,
        language=objects.text(objects.get(catalog, "/Lang")),
        marked=objects.get(catalog, "/MarkInfo", "/Marked") is True,
        info=MappingProxyType(info),
        xmp=xmp,
        xmp_values=MappingProxyType(xmp_values),
        roots=roots,
        role_map=MappingProxyType(tree.role_map()),
        pages=_page_facts(objects, pages, drawn, tree, navigation),
        fonts=fonts.facts(page.fonts for page in drawn),
        outline=navigation.outline(objects.get(catalog, "/Outlines"), 1, set()),
        attachments=metadata.attachments(objects),
        parent_tree_mismatches=tree.parent_tree_mismatches(),
        output_intents=metadata.output_intents(objects),
        problems=objects.problems.all(),
        flaws=objects.problems.flaws(),
        limits=tuple(objects.problems.limits),
        templates=objects.text(objects.get(catalog, "/PieceInfo", *_TEMPLATES)) or "",
    )


def _draw(
    objects: Objects, pages: list[DictionaryObject], navigation: Navigation, fonts: Fonts
) -> list[PageContent]:
    interpreter, layers = Interpreter(objects.problems), Layers(objects)
    drawn = []
    for index, page in enumerate(pages):
        parts = objects.items(objects.get(page, "/Contents"))
        data = b"\n".join(objects.data(part) for part in parts)
        resources = Resources(objects, fonts, layers, objects.get(page, "/Resources"))
        box = objects.rect(objects.get(page, "/CropBox")) or objects.rect(
            objects.get(page, "/MediaBox")
        )
        content = interpreter.draw(Form(("page", index), data, resources, box=box))
        for each in navigation.annotations[index]:
            for appearance in _appearances(objects, each):
                # What an annotation shows is no content of the page, but its fonts are used there.
                shown = interpreter.draw(resources.form_of(appearance))
                for font, is_painted in shown.fonts.items():
                    content.fonts[font] = content.fonts.get(font, False) or is_painted
        drawn.append(content)
    return drawn


def _appearances(objects: Objects, annotation: object) -> Iterator[StreamObject]:
    """Yield what an annotation may show: one stream, or one for each of its states (12.5.5)."""
    for key in ("/N", "/R", "/D"):
        found = objects.get(annotation, "/AP", key)
        states = [found] if isinstance(found, StreamObject) else list(_values(objects, found))
        yield from (each for each in states if isinstance(each, StreamObject))


def _values(objects: Objects, dictionary: object) -> Iterator[object]:
    values = dictionary.values() if isinstance(dictionary, dict) else ()
    yield from (objects.resolve(each) for each in values)


def _page_facts(
    objects: Objects,
    pages: list[DictionaryObject],
    drawn: list[PageContent],
    tree: Tree,
    navigation: Navigation,
) -> tuple[Page, ...]:
    orphans = tree.orphans()
    facts = []
    for index, label in enumerate(navigation.labels()[: len(pages)]):
        page, content = pages[index], drawn[index]
        boxes = Boxes(*(objects.rect(objects.get(page, key)) for key in _BOXES))
        x0, y0, x1, y1 = boxes.media or (0.0, 0.0, 0.0, 0.0)
        annotations = (tree.annotation(item, index) for item in navigation.annotations[index])
        facts.append(
            Page(
                index=index,
                size=(x1 - x0, y1 - y0),
                boxes=boxes,
                label=label,
                tabs=name_of(objects.get(page, "/Tabs")),
                artifacts=tuple(_artifacts(content, index)),
                unmarked=tuple(content.unmarked.runs),
                unmarked_graphics=tuple(content.unmarked.graphics),
                orphans=tuple(orphans.get(index, ())),
                annotations=tuple(annotations),
                rotation=integer(objects.get(page, "/Rotate")) or 0,
                patterned=tuple(_patterned(content)),
                painting=_painting(content.paint),
            )
        )
    return tuple(facts)


def _patterned(content: PageContent) -> Iterator[Run]:
    """Yield the text in tiling patterns, but for what they mark as artifacts."""
    for pattern in content.patterns.values():
        for marked in (pattern.unmarked, *pattern.marked.values()):
            yield from marked.runs


def _artifacts(content: PageContent, index: int) -> Iterator[Artifact]:
    for properties, marked in content.artifacts:
        yield Artifact(
            properties.type,
            properties.subtype,
            marked.text,
            index,
            tuple(marked.runs),
            tuple(marked.graphics),
        )


def _painting(paint: PaintUse) -> Painting:
    return Painting(
        frozenset(paint.spaces), paint.max_ink, paint.min_line_width, paint.is_transparent
    )
