"""Bundles: a brief with all that it needs, packed for another machine and built there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefpress.build import bundles
from briefpress.build.brief import build_brief
from briefpress.build.requests import BuildRequest, BuildResult
from briefpress.findings import Unusable
from conftest import write_brief

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 1"><rect width="9" height="1"/></svg>'
FIGURE = {"figure": {"image": "map.svg", "alt": "A long bar.", "source": "Made up"}}


def elsewhere(request: BuildRequest, root: Path) -> BuildResult:
    """Build what is asked for as a worker does, from the bundle alone."""
    bundle = bundles.pack(request)
    if isinstance(bundle, BuildResult):
        return bundle
    theme = bundles.pack_theme(bundle.theme) if bundle.theme else None
    return bundles.build_below(root, bundle, theme)


CASES: dict[str, dict[str, Any]] = {
    "plain": {},
    "error": {"title": ""},
    "image": {"sections": [{"heading": "Rain", "body": [FIGURE]}]},
    "image missing": {"sections": [{"heading": "R", "body": [{"figure": {"image": "x.svg", "alt": "A"}}]}]},
    "image outside": {"sections": [{"heading": "R", "body": [{"figure": {"image": "../x.svg", "alt": "A"}}]}]},
    "bibliography": {"bibliography": "works.bib", "introduction": ["[@kim; @no-date]"]},
    "bibliography broken": {"bibliography": "broken.bib", "introduction": ["[@kim]"]},
    "theme": {"theme": "look"},
    "theme missing": {"theme": "nothing"},
    "theme outside": {"theme": "../../x"},
    "theme broken": {"theme": "broken"},
}  # fmt: skip


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of briefs within the current one, with an image and two themes."""
    folder = tmp_path / "here/content"
    for name in ("look/styles", "broken/templates"):
        (folder / name).mkdir(parents=True)
    (folder / "map.svg").write_text(SVG)
    (folder / "works.bib").write_text(
        "@book{kim, title = {A}, year = 2024}\n@book{no-date, title = {B}}"
    )
    (folder / "broken.bib").write_text("@book{kim, title = {A}\n@book{b}")
    (folder / "look/styles/theme.css").write_text(":root { --accent: #401010 }")
    (folder / "broken/templates/brief.html").write_text("{{ nothing.there }}")
    monkeypatch.chdir(folder.parent)
    return folder


# All in one place, and in all other places what is looked for beside the brief.
PLACED = [("content", name) for name in CASES] + [
    (place, name)
    for place in ("/", ".", "../here/content")
    for name in ("image", "image missing", "bibliography", "theme")
]


@pytest.mark.parametrize(("place", "name"), PLACED)
def test_a_bundle_is_built_as_its_files_are(
    place: str,
    name: str,
    content: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = write_brief(content / "water.yaml", **CASES[name])
    if place == ".":
        monkeypatch.chdir(content)
    request = BuildRequest(path if place == "/" else Path(place) / path.name)
    root = tmp_path / "there"
    root.mkdir()
    here = build_brief(request)
    there = elsewhere(request, root)

    assert there == here
    assert not [each for each in root.rglob("*") if each.name in ("water.yaml", "map.svg")]


def test_a_bundle_holds_a_linked_theme_and_images_named_with_steps(
    content: Path, tmp_path: Path
) -> None:
    figure = {"figure": {**FIGURE["figure"], "image": "look/../map.svg"}}
    path = write_brief(content / "water.yaml", sections=[{"heading": "R", "body": [figure]}])
    theme = (content / "look").rename(tmp_path / "look")
    (content / "look").symlink_to(theme)
    (content / "linked.svg").symlink_to("map.svg")
    request = BuildRequest(path, theme=theme, strict=True)
    root = tmp_path / "there"
    root.mkdir()

    assert elsewhere(request, root) == build_brief(request)


def test_absolute_image_paths_and_too_large_bundles_are_refused(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = {"figure": {**FIGURE["figure"], "image": str(content / "map.svg")}}
    path = write_brief(content / "water.yaml", sections=[{"heading": "R", "body": [figure]}])
    named = elsewhere(BuildRequest(path), tmp_path)
    monkeypatch.setattr(bundles, "MAX_BYTES", 10)
    large = elsewhere(BuildRequest(path), tmp_path)

    assert [finding.rule for finding in named.report.findings][-1] == "image-absolute"
    assert "parcel-size" in {finding.rule for finding in large.report.findings}
    with pytest.raises(Unusable, match="parcel-size"):
        bundles.pack_theme(content / "look")


def test_no_bundle_is_unpacked_outside_its_folder(content: Path, tmp_path: Path) -> None:
    path = write_brief(content / "water.yaml")
    steps = Path(*[".."] * 40, *path.parts[1:])  # here no more than the root
    bundle = bundles.pack(BuildRequest(steps))
    assert isinstance(bundle, bundles.Bundle)

    with pytest.raises(ValueError, match="outside of"):
        bundles.build_below(tmp_path / "there", bundle, None)
    assert path.exists()
