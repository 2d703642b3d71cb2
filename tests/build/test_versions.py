"""The versions that the bytes of an output depend on."""

from __future__ import annotations

from importlib.metadata import distributions, version as version_of
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name
from packaging.version import Version

from briefpress.build import versions

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_names_of_folders_say_what_packages_say_of_themselves() -> None:
    found = versions.installed()
    names = {canonicalize_name(each.name) for each in distributions()}

    assert found.keys() == names
    assert {name: Version(each) for name, each in found.items()} == {
        name: Version(version_of(name)) for name in names
    }


def test_a_package_that_lies_in_two_places_is_the_one_that_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place, number in (("first", "2.0"), ("second", "1.0")):
        (tmp_path / place / f"Some_Package-{number}.dist-info").mkdir(parents=True)
    (tmp_path / "first/Older.Kind-3.1-py3.11.egg-info").touch()
    places = [str(tmp_path / place) for place in ("none", "first", "second")]
    monkeypatch.setattr("sys.path", places)

    assert versions.installed() == {"some-package": "2.0", "older-kind": "3.1"}
