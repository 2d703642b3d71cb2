"""The editions of a brief: the same words on a screen, on paper and in large print."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from PIL import Image, ImageCms
from pypdf import PdfReader
from pypdf.generic import ContentStream, StreamObject

from briefpress import checks, html, pdf, structure
from briefpress.checks.publication import prepress
from briefpress.checks.rules import checks_in
from briefpress.checks.validators import verapdf
from briefpress.content import inks
from briefpress.content.editions import EDITIONS
from briefpress.content.picture import Image as Picture
from briefpress.content.profiles import UA1, X4
from briefpress.html import spoken_words
from briefpress.html.documents import HtmlDocument, Sheet
from briefpress.html.theme import Theme
from conftest import ROOT, build_here, rules, write_brief
from hostile.builder import make_pdf
from pdf_objects import stream
from random_briefs import FILES, BriefWriter, briefs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefpress.content.editions import Edition
    from briefpress.content.model.brief import Brief
    from conftest import Cli

NAMES = ("east-africa", "kazakhstan", "kenya")
MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
# Warnings about where pages break: the words of the briefs, and versions of fonts, decide on them.
LAYOUT = frozenset({
    "page-white", "page-nearly-empty", "heading-alone", "stranded-line", "widow", "table-row-split", "figure-far",
    "last-page",
})  # fmt: skip
each_brief = pytest.mark.parametrize("name", NAMES)
each_edition = pytest.mark.parametrize("edition", EDITIONS.values(), ids=lambda edition: edition.id)


@pytest.fixture(scope="session")
def built(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both briefs in all editions, as the command builds them."""
    out = tmp_path_factory.mktemp("editions")
    done = cli("build", ROOT / "content", "--edition", ",".join(EDITIONS), "--out", out)
    assert done.returncode == 0, done.stderr
    warnings = re.findall(r"warning\[([a-z-]+)\]", done.stdout + done.stderr)
    assert set(warnings) <= LAYOUT
    return out


def path_of(built: Path, name: str, suffix: str) -> Path:
    return built / name / f"{name}{suffix}.pdf"


# What they have in common


@pytest.mark.slow("veraPDF")
def test_editions_keep_what_they_claim(built: Path) -> None:
    asked: dict[tuple[str, ...], list[Path]] = {}
    for edition in EDITIONS.values():
        paths = [path_of(built, name, edition.suffix) for name in NAMES]
        asked.setdefault(edition.profile_for(UA1).flavours, []).extend(paths)
    verdicts = [each for of, paths in asked.items() for each in verapdf.validate(paths, of)]

    assert [(each.path.name, each.flavour) for each in verdicts if not each.compliant] == []
    assert {each.path for each in verdicts} == {path for paths in asked.values() for path in paths}


@pytest.mark.slow("qpdf")
@each_brief
@each_edition
def test_an_edition_is_a_sound_file(built: Path, name: str, edition: Edition) -> None:
    command = ["qpdf", "--check", str(path_of(built, name, edition.suffix))]

    checked = subprocess.run(command, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout + checked.stderr


@each_brief
@each_edition
def test_an_edition_can_be_checked_against_its_source_later(
    built: Path, name: str, edition: Edition, cli: Cli
) -> None:
    path = path_of(built, name, edition.suffix)

    done = cli("check", path, "--source", ROOT / f"content/{name}.yaml")

    assert (done.returncode, done.stderr) == (0, "")
    assert f"{path}: nothing found" in done.stdout


@each_brief
def test_the_report_names_each_edition(built: Path, name: str) -> None:
    report = json.loads((built / name / "report.json").read_text())

    assert {each["file"] for each in report["editions"].values()} == {
        f"{name}.pdf", f"{name}-print.pdf", f"{name}-large.pdf",
    }  # fmt: skip


def test_a_note_in_a_heading_is_in_no_bookmark_of_any_edition(cli: Cli, tmp_path: Path) -> None:
    write_brief(
        tmp_path / "water.yaml",
        editions=["screen", "print", "large"],
        notes={"a": "One."},
        sections=[{"heading": "Wells[^a]", "body": ["Text."]}],
    )

    done = cli("build", "water.yaml", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    for name in ("water", "water-print", "water-large"):
        pdf = structure.inspect((tmp_path / f"build/water/{name}.pdf").read_bytes())
        assert [item.title for item in pdf.outline[0].children][:2] == ["Wells", "Notes"]


@each_brief
def test_headings_and_bookmarks_are_the_same_in_all_editions(built: Path, name: str) -> None:
    screen, paper, large = (
        structure.inspect(path_of(built, name, edition.suffix).read_bytes())
        for edition in EDITIONS.values()
    )
    headings = [
        [(e.role, " ".join(e.text.split())) for e in facts.walk() if re.fullmatch(r"H\d", e.role)]
        for facts in (screen, paper, large)
    ]

    assert headings[0] == headings[2]
    assert [each for each in headings[1] if each[1] != "Web addresses"] == headings[0]
    assert [item.title for item in large.outline] == [item.title for item in screen.outline]


@given(briefs())
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
def test_every_edition_has_the_words_of_any_brief_in_order(made: tuple[Brief, BriefWriter]) -> None:
    brief, texts = made
    pictures = {"a.svg": Picture("image/svg+xml", b"<svg/>")}
    pages = [
        html.render(brief, Theme(), pictures, "any", each, files=FILES)
        for each in EDITIONS.values()
    ]

    alternates = [text.split()[0] for text in texts.alt_texts]
    for page in pages:
        words = re.findall(r"\bt\d+t\b", " ".join(spoken_words(page.text)))
        assert [word for word in words if word in alternates] == alternates
        heard = [word for word in words if word not in alternates]
        assert heard == [text.split()[0] for text in texts.spoken_texts]
        assert spoken_words(page.text) == spoken_words(pages[0].text)


def test_an_edition_that_says_something_else_is_an_error(cli: Cli, tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "water.yaml", editions=["screen", "large"])
    (tmp_path / "look/templates").mkdir(parents=True)
    cover = (ROOT / "templates/cover.html").read_text("utf-8")
    other = "{{ 'Mud' if edition == 'large' else brief.title }}"
    without = cover.replace("{{ brief.title }}", other)
    (tmp_path / "look/templates/cover.html").write_text(without, "utf-8")

    done = cli("build", brief, "--theme", tmp_path / "look", "--out", tmp_path / "out")

    assert done.returncode == 1, done.stderr
    assert 'error[edition-words]: large edition: it says "Mud" where the screen' in done.stderr
    assert not (tmp_path / "out").exists()


# For a printing house


def operations(path: Path) -> Iterator[tuple[str, list[float]]]:
    """Yield the operators that set colours, of pages and forms alike, with their numbers."""
    reader: Any = PdfReader(path)
    for number in range(1, len(reader.xref[0]) + 1):
        found = reader.get_object(number)
        kind = found.get("/Subtype") if isinstance(found, dict) else None
        if isinstance(found, dict) and found.get("/Type") == "/Page":
            content = ContentStream(found["/Contents"].get_object(), reader)
        elif kind == "/Form":
            content = ContentStream(found, reader)
        else:
            continue
        for operands, operator in content.operations:
            if operator.decode() in ("g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "scn"):
                yield operator.decode(), [float(x) for x in operands if not isinstance(x, str)]


@each_brief
def test_all_colours_are_inks_and_text_is_pure_black(built: Path, name: str) -> None:
    path = path_of(built, name, "-print")
    used = list(operations(path))
    facts = structure.inspect(path.read_bytes())
    limit = inks.printing_condition(inks.FOGRA39.read_bytes()).ink_limit

    assert {operator for operator, _ in used} == {"k", "K", "CS"}
    assert max(sum(values) for _, values in used) <= limit + 0.005
    text = [
        run for root in facts.roots for node in root.content() for run in getattr(node, "runs", ())
    ]
    body = [run for run in text if "Serif" in run.font]
    assert {run.colour for run in body} == {(0.0, 0.0, 0.0)}
    assert ("k", [0.0, 0.0, 0.0, 1.0]) in used
    assert not [values for operator, values in used if operator == "k" and sum(values) >= 3]


@each_brief
def test_the_boxes_say_where_the_sheet_is_cut(built: Path, name: str) -> None:
    for page in PdfReader(path_of(built, name, "-print")).pages:
        trim, bleed, media = page.trimbox, page.bleedbox, page.mediabox
        assert (float(trim.width), float(trim.height)) == pytest.approx(A4, abs=0.01)
        assert float(trim.left - bleed.left) == pytest.approx(3 * MM, abs=0.01)
        assert float(bleed.top - trim.top) == pytest.approx(3 * MM, abs=0.01)
        assert float(bleed.left - media.left) > 10
        assert "/Annots" not in page


def test_the_file_says_which_condition_it_is_for(built: Path) -> None:
    reader: Any = PdfReader(path_of(built, "kenya", "-print"))
    (intent,) = reader.trailer["/Root"]["/OutputIntents"]
    profile = intent["/DestOutputProfile"]

    assert reader.pdf_header == "%PDF-1.6"
    assert (intent["/S"], intent["/OutputConditionIdentifier"]) == ("/GTS_PDFX", "FOGRA39")
    assert (profile["/N"], profile.get_data()) == (4, inks.FOGRA39.read_bytes())
    assert reader.metadata is not None
    assert reader.metadata["/Trapped"] == "/False"
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4<" in reader.trailer["/Root"]["/Metadata"].get_data()


@pytest.mark.slow("Poppler")
def test_the_cover_reaches_to_the_end_of_the_bleed_and_marks_begin_there(built: Path) -> None:
    command = ["pdftoppm", "-r", "72", "-l", "1", str(path_of(built, "kenya", "-print"))]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    page: Any = Image.open(io.BytesIO(data)).convert("L")
    margin = 22.67  # points from the edge of the sheet to the trimmed page, with the marks

    def dark(x: float, y: float) -> bool:
        return bool(page.getpixel((round(margin + x), round(margin + y))) < 100)

    assert dark(-5, 100)
    assert dark(A4[0] + 5, 100)
    assert dark(300, -5)
    assert not dark(-12, 100)
    row = [page.getpixel((x, round(margin))) for x in range(12)]
    assert min(row) < 200, "no crop mark leads to the upper edge of the page"


def test_addresses_are_spelt_out_once(built: Path) -> None:
    facts = structure.inspect(path_of(built, "kenya", "-print").read_bytes())
    text = "".join("".join(root.text for root in facts.roots).split())
    linked = {
        note.uri
        for page in structure.inspect(path_of(built, "kenya", "").read_bytes()).pages
        for note in page.annotations
        if note.uri
    }

    assert len(linked) > 3
    assert {uri: text.count(uri.rstrip("/")) for uri in linked} == dict.fromkeys(linked, 1)


def test_letters_of_addresses_stand_apart_from_words(built: Path) -> None:
    facts = structure.inspect(path_of(built, "kenya", "-print").read_bytes())
    text = "".join(root.text for root in facts.roots)

    assert "Sustainable Development Goals[a]." in text
    assert "Paris Agreement[b]." in text


def test_pages_fill_a_folded_sheet_at_any_size(cli: Cli, tmp_path: Path) -> None:
    setup = {"size": "170 x 240 mm", "bleed": "5mm", "marks": False, "pages": 4}
    write_brief(tmp_path / "water.yaml", editions=["print"], print=setup)

    done = cli("build", "water.yaml", cwd=tmp_path)

    assert done.stdout == "build/water/water-print.pdf: 4 pages\n"
    pages = PdfReader(tmp_path / "build/water/water-print.pdf").pages
    assert [page.extract_text() == "" for page in pages] == [False, True, True, True]
    for page in pages:
        assert float(page.trimbox.width) == pytest.approx(170 * MM, abs=0.01)
        assert [float(side) for side in page.bleedbox] == [float(side) for side in page.mediabox]
        assert float(page.trimbox.left - page.bleedbox.left) == pytest.approx(5 * MM, abs=0.01)


def test_blank_pages_stand_before_the_back_cover(cli: Cli, tmp_path: Path) -> None:
    setup = {"pages": 4}
    back = {"about": "We study rain."}
    write_brief(tmp_path / "water.yaml", editions=["print"], print=setup, back_cover=back)

    done = cli("build", "water.yaml", cwd=tmp_path)

    assert done.stdout == "build/water/water-print.pdf: 4 pages\n"
    pages = PdfReader(tmp_path / "build/water/water-print.pdf").pages
    assert [page.extract_text() == "" for page in pages] == [False, True, True, False]
    assert "We study rain." in pages[-1].extract_text()
    # Nor are they missed where nothing but the file is at hand.
    assert "empty-page" not in cli("check", "build/water/water-print.pdf", cwd=tmp_path).stdout


def test_a_small_page_looks_right_as_well(cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    brief = tmp_path / "content/kenya.yaml"
    brief.write_text(brief.read_text("utf-8") + "print: {size: A5}\n", "utf-8")

    done = cli("build", brief, "--edition", "print", "--strict", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    page = PdfReader(tmp_path / "build/kenya/kenya-print.pdf").pages[0]
    assert float(page.trimbox.width) == pytest.approx(148 * MM, abs=0.01)


@pytest.mark.parametrize(
    "holder", ["Office of Air Analyses", "Office for the Analysis of Air and Water of the North"]
)
def test_the_foot_of_a_small_page_holds_a_title_and_a_licence(tmp_path: Path, holder: str) -> None:
    path = write_brief(
        tmp_path / "water.yaml",
        title="Smog in Poland: who breathes the worst?",
        publisher={"name": holder},
        licence="CC-BY-NC-SA-4.0",
        editions=["print"],
        print={"size": "A5"},
    )

    made = build_here(path, out=tmp_path)

    assert rules(made) == []


@pytest.mark.parametrize("theme", ["brief", "columns", "report"])
def test_a_screen_edition_may_be_on_a5(tmp_path: Path, theme: str) -> None:
    path = write_brief(tmp_path / "water.yaml", paper="A5", theme={"name": theme})

    made = build_here(path, out=tmp_path)

    assert rules(made) == []
    page = PdfReader(tmp_path / "water/water.pdf").pages[0]
    assert float(page.mediabox.width) == pytest.approx(148 * MM, abs=0.01)


def photo(path: Path, mode: str, size: tuple[int, int], colour: object) -> dict[str, object]:
    Image.new(mode, size, colour).save(path)  # type: ignore[arg-type]
    return {
        "figure": {
            "image": path.name,
            "alt": "A field of one colour.",
            "source": "Made for this test",
        }
    }


def test_images_are_turned_into_inks(cli: Cli, tmp_path: Path) -> None:
    body = [
        photo(tmp_path / "a.png", "RGB", (2000, 900), (200, 30, 30)),
        photo(tmp_path / "b.jpg", "RGB", (2000, 900), (200, 30, 30)),
        photo(tmp_path / "c.png", "RGBA", (2000, 900), (200, 30, 30, 90)),
        photo(tmp_path / "d.png", "L", (2000, 900), 90),
    ]
    sections = [{"heading": "Rain", "body": body}]
    write_brief(tmp_path / "water.yaml", editions=["print"], sections=sections)

    done = cli("build", "water.yaml", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "image-resolution" not in done.stderr
    reader: Any = PdfReader(tmp_path / "build/water/water-print.pdf")
    images: list[Any] = [
        found
        for number in range(1, 1 + len(reader.xref[0]) + len(reader.xref_objStm))
        if isinstance(found := reader.get_object(number), StreamObject)
        and found.get("/Subtype") == "/Image"
    ]
    assert {image["/ColorSpace"] for image in images} == {"/DeviceCMYK", "/DeviceGray"}
    red = inks.printing_condition(inks.FOGRA39.read_bytes()).inks(200 / 255, 30 / 255, 30 / 255)
    for image in images:
        if image["/ColorSpace"] == "/DeviceCMYK" and image["/Filter"] == "/FlateDecode":
            found = [level / 255 for level in image.get_data()[:4]]
            assert found == pytest.approx(red, abs=0.02)
        elif image["/ColorSpace"] == "/DeviceCMYK":
            jpeg = Image.open(io.BytesIO(image._data))  # noqa: SLF001 - as it is in the file
            assert image["/Decode"] == [1, 0, 1, 0, 1, 0, 1, 0]
            assert [level / 255 for level in jpeg.getpixel((9, 9))] == pytest.approx(red, abs=0.03)  # type: ignore[union-attr]


def test_what_a_printer_would_send_back_is_found(cli: Cli, tmp_path: Path) -> None:
    body = [photo(tmp_path / "small.png", "RGB", (200, 100), (20, 90, 30))]
    body += [photo(tmp_path / "heavy.jpg", "CMYK", (2000, 900), (255, 255, 255, 200))]
    sections = [{"heading": "Rain", "body": body}]
    write_brief(tmp_path / "water.yaml", editions=["print"], sections=sections)
    (tmp_path / "look/styles").mkdir(parents=True)
    sheet = "h2 { border-bottom: 0.1pt solid #333; } p { color: device-cmyk(100% 100% 100% 50%) }"
    (tmp_path / "look/styles/print.css").write_text(sheet)

    done = cli("build", "water.yaml", "--theme", "look", cwd=tmp_path)

    assert done.returncode == 1
    assert (
        "warning[image-resolution]: print edition: an image has 38 pixels in an inch" in done.stderr
    )
    assert "warning[thin-lines]: print edition: a line on page 1 is 0.10 points thin" in done.stderr
    assert (
        "error[ink-limit]: print edition: a picture takes 378% of ink; the limit is 298%"
        in done.stderr
    )
    assert (
        "error[ink-limit]: print edition: a colour of the style sheet takes 350% of ink"
        in done.stderr
    )
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize(
    ("setup", "rule", "said"),
    [
        ({"icc_profile": "no.icc"}, "icc-profile", '"no.icc" is no ICC profile'),
        (
            {"icc_profile": "rgb.icc"},
            "icc-profile",
            '"rgb.icc" is a profile for RGB, not for printing',
        ),
        ({"icc_profile": "gone.icc"}, "image-missing", 'the ICC profile "gone.icc" cannot be read'),
        ({"icc_profile": "../up.icc"}, "image-outside", "up.icc"),
        ({"bleed": "300mm"}, "wrong-value", "the bleed, which is cut off, is 20 mm at most"),
        ({"bleed": "wide"}, "wrong-value", '"bleed" is not written as it should be'),
        ({"size": "40 x 40 mm"}, "wrong-value", "each side of a page is 100 to 1000 mm long"),
        ({"size": "foolscap"}, "wrong-value", '"size" is not written as it should be'),
        ({"pages": 0}, "wrong-value", '"pages" is too small: 1 at least'),
        ({"pages": 99}, "wrong-value", '"pages" is too large: 64 at most'),
        ({"pages": "four"}, "wrong-type", '"pages" should be a whole number'),
        ({"marks": "maybe"}, "wrong-type", '"marks" should be true or false'),
        ({"inks": 4}, "unknown-key", 'there is no field "inks" here'),
    ],
)
def test_what_cannot_be_printed_is_said(
    cli: Cli, tmp_path: Path, setup: dict[str, object], rule: str, said: str
) -> None:
    (tmp_path / "no.icc").write_bytes(b"no profile at all")
    (tmp_path / "rgb.icc").write_bytes(
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    )
    write_brief(tmp_path / "water.yaml", print=setup, editions=["print"])

    done = cli("build", "water.yaml", cwd=tmp_path)

    assert done.returncode == 1
    assert re.search(
        rf"^water\.yaml:\d+:\d+: error\[{rule}\]: .*{re.escape(said)}", done.stderr, re.MULTILINE
    )
    assert "Traceback" not in done.stderr


def test_editions_may_be_named_one_option_each(cli: Cli, tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "water.yaml")
    done = cli("build", brief, "--edition", "screen", "--edition", "large", cwd=tmp_path)

    assert done.stdout == "build/water/water.pdf: 1 page\nbuild/water/water-large.pdf: 1 page\n"


def test_an_edition_that_is_not_known_is_refused(cli: Cli, tmp_path: Path) -> None:
    done = cli("build", write_brief(tmp_path / "water.yaml"), "--edition", "screen,braille")

    assert done.returncode == 2
    assert "braille is none of screen, print, large" in done.stderr


def test_the_printing_house_may_give_its_own_profile(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "house.icc").write_bytes(inks.FOGRA39.read_bytes())
    setup = {"icc_profile": "house.icc", "condition": "HOUSE1"}
    write_brief(tmp_path / "water.yaml", print=setup, editions=["print"])

    first = cli("build", "water.yaml", cwd=tmp_path)
    again = cli("build", "water.yaml", cwd=tmp_path)
    (tmp_path / "house.icc").write_bytes(inks.FOGRA39.read_bytes() + b"\0")
    third = cli("build", "water.yaml", "--explain", cwd=tmp_path)

    assert first.returncode == 0, first.stderr
    reader: Any = PdfReader(tmp_path / "build/water/water-print.pdf")
    (intent,) = reader.trailer["/Root"]["/OutputIntents"]
    assert intent["/OutputConditionIdentifier"] == "HOUSE1"
    assert again.stdout == "1 brief up to date\n"
    assert "built because file house.icc changed" in third.stdout


def test_other_editions_lead_to_a_rebuild(cli: Cli, tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "water.yaml")
    cli("build", brief, cwd=tmp_path)

    other = cli("build", brief, "--edition", "large", "--explain", cwd=tmp_path)

    assert "built because it is asked for with other options" in other.stdout
    assert "water-large.pdf: 1 page" in other.stdout


def test_an_edition_that_is_made_no_more_goes(cli: Cli, tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "water.yaml", editions=["screen", "print"])
    cli("build", brief, cwd=tmp_path)
    folder = tmp_path / "build/water"
    (folder / "notes.txt").write_text("of somebody else")
    write_brief(brief, editions=["screen"])

    done = cli("build", brief, cwd=tmp_path)

    assert done.stdout == "build/water/water.pdf: 1 page\n"
    assert sorted(path.name for path in folder.iterdir()) == [
        ".record.json", "notes.txt", "report.json", "water.html", "water.pdf",
    ]  # fmt: skip


def test_an_edition_goes_even_if_the_record_is_lost(cli: Cli, tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "water.yaml", editions=["screen", "large"])
    folder = tmp_path / "build/water"
    folder.mkdir(parents=True)
    (folder / "water-print.pdf").write_bytes(b"of somebody else")

    cli("build", brief, cwd=tmp_path)
    assert (folder / "water-print.pdf").exists()
    (folder / ".record.json").write_text("{}")
    write_brief(brief, editions=["screen"])
    cli("build", brief, cwd=tmp_path)

    assert not (folder / "water-large.pdf").exists()


def test_a_series_may_say_which_editions_its_briefs_have(cli: Cli, tmp_path: Path) -> None:
    write_brief(tmp_path / "water.yaml")
    (tmp_path / "series.yaml").write_text("editions: [large]\nprint: {size: letter}\n")

    done = cli("build", "water.yaml", cwd=tmp_path)

    assert done.stdout == "build/water/water-large.pdf: 1 page\n", done.stderr


def test_a_print_edition_has_the_same_bytes_again(cli: Cli, tmp_path: Path) -> None:
    done = cli(
        "build",
        write_brief(tmp_path / "w.yaml"),
        "--edition",
        "print,large",
        "--verify",
        cwd=tmp_path,
    )

    assert done.returncode == 0, done.stderr
    assert "1 brief built again, the same to the byte" in done.stdout


def test_gradients_groups_and_lab_become_inks() -> None:
    body = """<html lang=en><title>T</title><style>@page { size: 100mm }
      p { height: 20mm; background: linear-gradient(#f00, #0f0 40%, #00f) }
      div { opacity: 0.5; background: lab(40% 30 -40); height: 9mm } b { color: #777 }</style>
      <h1>Colours</h1><p>one</p><div>two</div><b>three</b>"""
    side = 100 * MM
    sheet = Sheet(
        side, side, 0, marks=False, multiple=1, condition="F", colours=inks.FOGRA39.read_bytes()
    )
    made = pdf.print_pdf(HtmlDocument(body, "c.html", sheet=sheet), profile=X4)

    assert b"DeviceRGB" not in made.data
    facts = structure.inspect(made.data)
    spaces = set().union(*(page.painting.spaces for page in facts.pages))
    assert spaces <= {"DeviceCMYK", "DeviceGray", "Pattern"}
    assert facts.pages[0].painting.is_transparent
    assert facts.output_intents[0].components == 4


# Anybody's PDF/X

CLAIM = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:p="http://www.npes.org/pdfx/ns/id/" p:GTS_PDFXVersion="{}"/>'
    "</rdf:RDF></x:xmpmeta>"
)
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/TrimBox[20 20 180 180]/BleedBox[10 10 190 190]"
RESOURCES = (
    b"/Resources<</ColorSpace<</Red[/ICCBased 6 0 R]/Few[/Indexed/DeviceRGB 0<ff0000>]>>"
    b"/ExtGState<</Mask<</SMask<</S/Luminosity>>>>/Mixed<</BM/Multiply>>/Plain<</ca 1/BM/Normal>>>>"
    b"/Shading<</Sun<</ShadingType 2/ColorSpace/DeviceRGB>>>>>>"
)


def claiming(version: str, drawn: bytes, page: bytes = b"") -> list[str]:
    """Return which rules for print speak of a page that draws something, in a file that claims PDF/X."""
    data = make_pdf({
        1: b"<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: PAGE + RESOURCES + b"/Contents 4 0 R" + page + b">>",
        4: stream(drawn),
        5: stream(CLAIM.format(version).encode(), "/Type/Metadata/Subtype/XML"),
        6: stream(b"", "/N 3"),
    })  # fmt: skip
    subject = checks.Subject("x.pdf", structure.inspect(data))
    found = checks.check(subject, checks_in(prepress)).findings
    return [each.rule for each in found if each.rule != "print-intent"]


@pytest.mark.parametrize(
    ("version", "drawn", "page", "found"),
    [
        ("PDF/X-4", b"1 0 0 rg 50 50 9 9 re f", b"", ["print-colours"]),
        ("PDF/X-4", b"/Red cs 1 0 0 scn 50 50 9 9 re f", b"", []),
        ("PDF/X-1a:2003", b"/Red cs 1 0 0 scn 50 50 9 9 re f", b"", ["print-colours"]),
        ("PDF/X-4", b"/Few cs 0 scn 50 50 9 9 re f", b"", ["print-colours"]),
        ("PDF/X-4", b"/Sun sh", b"", ["print-colours"]),
        ("PDF/X-4", b"0 0 0 1 k 10 10 180 180 re f", b"", []),
        ("PDF/X-4", b"0 0 0 1 k 20 20 160 160 re f", b"", ["print-bleed"]),
        ("PDF/X-4", b"0 0 0 0 k 20 20 160 160 re f", b"", []),
        ("PDF/X-4", b"/DeviceCMYK cs 1 1 1 1 scn 50 50 9 9 re f", b"", ["ink-limit"]),
        ("PDF/X-4", b"/Mask gs /Mixed gs", b"", []),
        ("PDF/X-3:2003", b"/Plain gs", b"", []),
        ("PDF/X-3:2003", b"/Mask gs", b"", ["print-transparency"]),
        ("PDF/X-3:2003", b"/Mixed gs", b"", ["print-transparency"]),
        ("PDF/X-4", b"", b"/Annots[<</Subtype/Link/Rect[50 50 60 60]>>]", ["print-annotations"]),
        ("PDF/X-4", b"", b"/Annots[<</Subtype/Link/Rect[1 1 5 5]>>]", []),
    ],
)
def test_what_pdf_x_allows_is_no_finding(
    version: str, drawn: bytes, page: bytes, found: list[str]
) -> None:
    assert claiming(version, drawn, page) == found


# Inks


def test_black_and_grey_are_black_ink_alone() -> None:
    condition = inks.printing_condition(inks.FOGRA39.read_bytes())

    assert condition.inks(0, 0, 0) == (0, 0, 0, 1)
    assert condition.inks(1, 1, 1) == (0, 0, 0, 0)
    ramp = [condition.inks(level / 9, level / 9, level / 9) for level in range(10)]
    assert all(colour[:3] == (0, 0, 0) for colour in ramp)
    assert [colour[3] for colour in ramp] == sorted((colour[3] for colour in ramp), reverse=True)


def test_the_limit_is_that_of_the_profile() -> None:
    assert inks.printing_condition(inks.FOGRA39.read_bytes()).ink_limit == pytest.approx(
        3.0, abs=0.05
    )


def test_the_most_ink_is_found_wherever_it_is() -> None:
    picture = Image.new("CMYK", (1500, 1500), (10, 10, 10, 10))
    picture.putpixel((1499, 1499), (255, 255, 255, 0))

    assert inks.total_area_coverage(picture) == 3.0


# Large print


@each_brief
def test_nothing_is_smaller_than_18_points(built: Path, name: str) -> None:
    facts = structure.inspect(path_of(built, name, "-large").read_bytes())
    pictured = {id(node) for e in facts.walk() if e.role == "Figure" for node in e.content()}
    runs = [run for page in facts.pages for artifact in page.artifacts for run in artifact.runs]
    for root in facts.roots:
        for node in root.content():
            if id(node) not in pictured:
                runs += getattr(node, "runs", ())

    assert len(runs) > 150
    assert [run.text for run in runs if run.text.strip() and run.size < 18 - 0.01] == []
