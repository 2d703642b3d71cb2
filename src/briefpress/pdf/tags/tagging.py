"""The steps from a document that is laid out to a tagged PDF, in order."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import pydyf

from briefpress.pdf.patches import lines_read_by, tags_written_by
from briefpress.pdf.rules import LANGUAGE
from briefpress.pdf.tags.areas import Pages
from briefpress.pdf.tags.boxes import read_layout
from briefpress.pdf.tags.builder import build_tree
from briefpress.pdf.tags.context import Context
from briefpress.pdf.tags.destinations import DestinationWriter
from briefpress.pdf.tags.links import annotate, drop_loose_annotations, link_annotations
from briefpress.pdf.tags.marked_content import fonts_of, mark_content, marked_streams
from briefpress.pdf.tags.shaping import read_line, width_of_added_space
from briefpress.pdf.tags.spaces import separate_words
from briefpress.pdf.tags.tree import Fragment
from briefpress.pdf.tags.writer import StructureWriter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from xml.etree.ElementTree import Element

    from weasyprint import Document
    from weasyprint.pdf.stream import Stream

    from briefpress.content import Profile
    from briefpress.pdf.tags.context import Report
    from briefpress.pdf.tags.layout import Layout
    from briefpress.pdf.tags.tree import Node


@contextmanager
def tagged(
    document: Document, expected: Collection[Element], profile: Profile, report: Report
) -> Iterator[Layout]:
    """Let a document be written as a tagged PDF within the block; yields what it shows.

    `expected` are the elements that it is to show.
    `report` takes the id of a rule and a message, for each thing that cannot be made accessible.
    """
    layout = read_layout(document, expected)

    def write_tags(pdf: pydyf.PDF, page_streams: list[Stream]) -> None:
        _write_tags(pdf, page_streams, document, layout, profile, report)

    def note_line(box: Any) -> None:
        fragment = layout.fragments.get(box)
        if fragment is not None:
            fragment.line = read_line(box)

    with tags_written_by(write_tags, document), lines_read_by(note_line, width_of_added_space):
        yield layout


def _write_tags(
    pdf: pydyf.PDF,
    page_streams: list[Stream],
    document: Document,
    layout: Layout,
    profile: Profile,
    report: Report,
) -> None:
    """Add the structure tree to a PDF whose pages are drawn, and mark their content to match."""
    pages = Pages(document)
    add_annotation = partial(annotate, pdf)
    links = link_annotations(layout)
    tree = build_tree(Context(layout, links, add_annotation, report))
    separate_words(tree)
    for node in tree.walk():
        _place_fragments(node)
        pages.set_areas(node)
    drop_loose_annotations(pdf, tree, links, report)
    streams = marked_streams(pdf, page_streams)
    fonts = fonts_of(document)
    for marked in streams:
        mark_content(marked, layout, fonts, report)
    StructureWriter(pdf, profile, streams).write(tree)
    destinations = DestinationWriter(pdf, tree, layout, pages, profile)
    destinations.write_links()
    destinations.write_bookmarks(report)
    _declare_tagged(pdf, report)


def _place_fragments(node: Node) -> None:
    """Tell the fragments of a node where they stand in the tree."""
    for index, kid in enumerate(node.kids):
        if isinstance(kid, Fragment):
            kid.parent, kid.index = node, index


def _declare_tagged(pdf: pydyf.PDF, report: Report) -> None:
    """Say in the catalog that the PDF is tagged, and let readers announce its title (ISO 14289-1, 7.1)."""
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    if "Lang" not in pdf.catalog:
        report(LANGUAGE, "the html element has no lang attribute")
