"""A content file to a `Brief`: every problem at once, each with its line and column."""

from __future__ import annotations

import errno
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING

from briefpress.content.brand import branded, read_brand
from briefpress.content.brand_files import find_brand
from briefpress.content.charts.checks import read_charts
from briefpress.content.codes import code_findings
from briefpress.content.data.gathering import read_data_files, read_tables, with_tables
from briefpress.content.equations import equation_findings
from briefpress.content.fonts import read_fonts
from briefpress.content.images import read_image, read_profile
from briefpress.content.looks import BRAND
from briefpress.content.model.themes import ThemeChoice
from briefpress.content.passages import models_at, passages
from briefpress.content.people import name_findings
from briefpress.content.picture import BadImage, Image
from briefpress.content.references.loading import read_bibliography
from briefpress.content.references.texts import check_texts
from briefpress.content.rules.yaml import NOT_SHARED, NOT_UTF_8, YAML_SIZE
from briefpress.content.sound_parts import sound_part
from briefpress.content.validation import validate
from briefpress.content.yaml_parser import parse_yaml
from briefpress.findings import Location, Unusable, has_errors
from briefpress.system import CALLED_AS, FILE_MISSING, read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from briefpress.content.charts.tables import ValueTable
    from briefpress.content.data.shown import ShownTable
    from briefpress.content.model.brief import Brief
    from briefpress.content.model.charts import Drawn
    from briefpress.content.passages import Passage
    from briefpress.content.references.works import Bibliography
    from briefpress.content.yaml_source import Path as KeyPath, Source
    from briefpress.findings import Finding, Rule

MAX_BYTES = 2 * 1024 * 1024
_ICC_PROFILE = ("print", "icc_profile")
_FONTS = ("theme", "fonts")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A content file that was read: the brief, its images, and where each part of it is written.

    `brief` is None where the findings hold an error. `files` are the other files that the brief names,
    such as its bibliography, by their names; `bibliography` has those works that are listed,
    and `shown` what tables and charts show of data files. `charts` are those whose data files are not at hand,
    with the tables that say the same. `font_folder` is where the font files lie that a theme names.
    """

    source: Source
    brief: Brief | None
    passages: tuple[Passage, ...] = field(repr=False)
    images: Mapping[str, Image] = field(repr=False)
    findings: tuple[Finding, ...]
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    bibliography: Bibliography | None = field(default=None, repr=False)
    shown: Mapping[str, ShownTable] = field(default_factory=dict, repr=False)
    charts: Mapping[Drawn, ValueTable] = field(default_factory=dict, repr=False)
    font_folder: Path | None = None

    @property
    def theme(self) -> str | ThemeChoice | None:
        """The theme that is chosen, where that is sound, whatever is wrong elsewhere; None if none is."""
        named = self.source.get(("theme",))
        choice = named if isinstance(named, str) else sound_part(self.source, ("theme",))
        return choice if isinstance(choice, str | ThemeChoice) and choice != "" else None

    @property
    def named_files(self) -> dict[str, bytes]:
        """The bytes of all files that the brief names: the images, and the others."""
        return {**{name: image.data for name, image in self.images.items()}, **self.files}

    @property
    def digests(self) -> dict[str, str]:
        """The digests (SHA-256) of all files that the brief names."""
        return {name: sha256(data).hexdigest() for name, data in self.named_files.items()}


def load(path: Path, shared: Path | None = None) -> Manuscript:
    """Read a content file and the images that it names.

    `shared` is the file with what all briefs of a series have in common. Raises `Unusable` where
    one of the files is not YAML with fields.
    """
    source, findings = _read(path, shared)
    has_logo = source.get(("publisher", "logo")) is not None
    brand_file = find_brand(path)
    if brand := _read_brand(brand_file, path.parent, with_logo=not has_logo):
        source = branded(source, brand)
        findings = [*brand.findings, *findings]
    texts = tuple(passages(source.data))
    brief, errors = validate(source)
    folders = _folders(source, brand_file, path.parent)
    images, image_errors = _read_images(source, folders)
    files, data_errors = read_data_files(source, path.parent)
    tables, shown, table_errors = read_tables(source, files, path.parent)
    if brief is not None:
        brief = with_tables(brief, tables)
    fonts, font_errors = read_fonts(source, folders(_FONTS))
    named = read_bibliography(source, path.parent)
    bibliography, text_errors = check_texts(source, texts, brief, named)
    charted, charts, chart_errors = read_charts(source, path.parent, files)
    of_data = dict.fromkeys(
        (*data_errors, *table_errors, *chart_errors)
    )  # several parts may show one file
    findings = [*findings, *errors, *text_errors, *image_errors, *font_errors, *of_data]
    findings += equation_findings(source, texts)
    findings += code_findings(source, brief)
    findings += name_findings(source, brief)
    findings.sort(key=lambda each: (each.location.line or 0, each.location.column or 0))
    if has_errors(findings):
        brief = None
    files |= named.files | charted | fonts
    if brand:
        files[BRAND] = brand.text.encode()
    return Manuscript(
        source,
        brief,
        texts,
        images,
        tuple(findings),
        files,
        bibliography,
        shown | charts,
        font_folder=folders(_FONTS),
    )


def _read(path: Path, shared: Path | None) -> tuple[Source, list[Finding]]:
    """Return the data of a content file, completed by the shared file, and what is wrong with them."""
    source = parse_yaml(read_text(path), str(path))
    if shared is None:
        return source, [*source.findings]
    common = parse_yaml(read_text(shared), str(shared))
    source = completed(source, common)
    return source, [*source.findings, *_not_shared(common)]


def _read_brand(path: Path | None, home: Path, *, with_logo: bool) -> Source | None:
    """Return what a brand says for a brief in the folder `home`; None where there is none."""
    if path is None:
        return None
    folder = path.parent
    return read_brand(read_text(path), str(path), folder, home=home, with_logo=with_logo)


def completed(own: Source, shared: Source) -> Source:
    """Return a content file completed by the shared one, whose country or countries it may replace."""
    assert isinstance(shared.data, dict)
    assert isinstance(own.data, dict)
    replaced = {"country": "countries", "countries": "country"}
    data = {key: value for key, value in shared.data.items() if replaced.get(key) not in own.data}
    return own.over(replace(shared, data=data))


# The fields that every brief has to have for itself.
_NOT_SHARED = frozenset({
    "title", "subtitle", "short_title", "translation_of", "translations", "doi", "isbn", "url",
    "summary", "key_messages",
    "introduction", "sections", "summaries", "annexes", "notes", "references",
})  # fmt: skip


def _not_shared(shared: Source) -> Iterator[Finding]:
    """Report the fields of a shared file that belong into the single briefs."""
    assert isinstance(shared.data, dict)
    for key in shared.data.keys() & _NOT_SHARED:
        where, message = shared.locate_key((key,)), f'"{key}" belongs to one brief, not to a series'
        yield NOT_SHARED.finding(message, where)


def read_text(path: Path, most: int = MAX_BYTES, too_large: Rule = YAML_SIZE) -> str:
    """Return the text of a UTF-8 file; raises `Unusable` if it cannot be read, or has more bytes than `most`."""
    try:
        data = read_regular(path, most)
    except OSError as error:
        if error.errno == errno.EFBIG:
            message = f"the file {error.strerror}"
            raise _unusable(too_large, path, message, too_large.mend) from None
        message = f"the file cannot be read: {(error.strerror or 'cannot be read').lower()}"
        mend = f"check its name; {CALLED_AS} new NAME begins a brief"
        raise _unusable(FILE_MISSING, path, message, mend) from None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        message = "the file is not UTF-8, so that its text cannot be read"
        line = data.count(b"\n", 0, error.start) + 1
        raise _unusable(NOT_UTF_8, path, message, NOT_UTF_8.mend, line) from None


def _unusable(rule: Rule, path: Path, message: str, mend: str, line: int | None = None) -> Unusable:
    return Unusable(rule.finding(message, Location(str(path), line), mend=mend))


def _folders(source: Source, brand_file: Path | None, home: Path) -> Callable[[KeyPath], Path]:
    """Return what finds the folder of a file by the field that names it: that of the brand for what it says."""
    own = [each.values for each in (source, source.shared) if each]
    of_brand = source.brand.values if source.brand else {}

    def folder(path: KeyPath) -> Path:
        is_own = path not in of_brand or any(path in values for values in own)
        return home if is_own or brand_file is None else brand_file.parent

    return folder


def _read_images(
    source: Source, folder: Callable[[KeyPath], Path]
) -> tuple[dict[str, Image], list[Finding]]:
    """Return the images and the ICC profile that a brief names, and the errors of those that fail."""
    found: dict[str, Image] = {}
    findings = []
    for path, name in image_names(source, _ICC_PROFILE):
        if name not in found:
            read = read_profile if path == _ICC_PROFILE else read_image
            try:
                found[name] = read(name, folder(path))
            except BadImage as error:
                where = source.locate(path)
                findings.append(error.rule.finding(str(error), where, mend=error.mend))
    return found, findings


def image_names(source: Source, *others: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield the path and the file of each picture that a brief or its series names.

    With `others`, those files as well.
    """
    further = [each.values for each in (source.shared, source.brand) if each]
    for path in dict.fromkeys((*source.values, *chain(*further))):
        name = source.get(path) if path in others or _is_image(path) else None
        if isinstance(name, str) and name:
            yield path, name


def _is_image(path: KeyPath) -> bool:
    """Say whether a path is that of the file of a picture, of a logo or of anything that shows one."""
    return path[-1:] == ("image",) and any(
        "image" in model.model_fields for model in models_at(path[:-1])
    )
