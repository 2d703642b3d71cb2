"""A content file that comes without its folder, such as one that is attached to a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.content.brand import branded, read_brand
from briefpress.content.charts.shown import tables_of_charts
from briefpress.content.data.gathering import fill_shown
from briefpress.content.data.shown import read_shown
from briefpress.content.loading import MAX_BYTES, Manuscript, completed, image_names
from briefpress.content.looks import BRAND
from briefpress.content.passages import passages
from briefpress.content.picture import Image
from briefpress.content.references.loading import embedded_bibliography
from briefpress.content.references.texts import check_texts
from briefpress.content.rules.yaml import NOT_UTF_8, YAML_SIZE
from briefpress.content.validation import validate
from briefpress.content.yaml_parser import parse_yaml
from briefpress.findings import Location, Unusable, has_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefpress.content.yaml_source import Source

# Stands for each picture: what is heard of one is its alternate description.
_BLANK = Image(
    "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>'
)


def load_embedded(
    files: Sequence[tuple[str, bytes]],
    works: bytes | None = None,
    style: bytes | None = None,
    data: bytes | None = None,
) -> Manuscript:
    """Return the manuscript of a content file, which comes first, and the shared one and
    the brand, if there are any.

    Each is a name, for findings, and bytes; `works` are those that it cites, as CSL-JSON, and `style`
    is the CSL file that it names; `data` is what its tables and charts show of data files. No other file is
    read: a blank stands for each picture. Raises `Unusable` where one of the files is not YAML with fields,
    `BadData` and `PandocFailed`.
    """
    source, *shared = (_parse(*each) for each in files if each[0] != BRAND)
    for common in shared:
        source = completed(source, common)
    for brand in (_decoded(*each) for each in files if each[0] == BRAND):
        has_logo = source.get(("publisher", "logo")) is not None
        source = branded(source, read_brand(brand, BRAND, with_logo=not has_logo))
    texts = tuple(passages(source.data))
    brief, errors = validate(source)
    named = embedded_bibliography(source, works, style)
    bibliography, text_errors = check_texts(source, texts, brief, named)
    findings = (*source.findings, *errors, *text_errors)
    images = {name: _BLANK for _, name in image_names(source)}
    brief = None if has_errors(findings) else brief
    shown, charts = {}, {}
    if brief is not None and data is not None:
        shown = read_shown(data)
        brief, charts = fill_shown(brief, shown), tables_of_charts(brief, shown)
    return Manuscript(source, brief, texts, images, findings, {}, bibliography, shown, charts)


def _parse(name: str, data: bytes) -> Source:
    return parse_yaml(_decoded(name, data), name)


def _decoded(name: str, data: bytes) -> str:
    where = Location(name)
    if len(data) > MAX_BYTES:
        raise Unusable(YAML_SIZE.finding("the content file is too large", where))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        message = "the content file is not UTF-8, so that its text cannot be read"
        raise Unusable(NOT_UTF_8.finding(message, where)) from None
