"""The reference validators on all that is printed: veraPDF, qpdf and Poppler.

One that is missing skips its tests; see `slow`.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.checks.validators import verapdf
from briefpress.content.profiles import PROFILES, UA1, UA2
from conftest import ROOT
from tagcases import cases, printed

if TYPE_CHECKING:
    from briefpress.findings import Verdict
    from conftest import Cli, Golden

BRIEFS = sorted(path.stem for path in (ROOT / "content").glob("*.yaml"))
CASES = [f"{case.file}: {case.name}" for case in cases()]
# A file without attachments claims plain PDF/A-4 (ISO 19005-4, annex A).
PLAIN = {UA1.id: UA1.flavours, UA2.id: ("ua2", "4")}
each_profile = pytest.mark.parametrize("profile", PROFILES)
each_brief = pytest.mark.parametrize("brief", BRIEFS)


@pytest.fixture(scope="session")
def briefs(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Every brief of content/ in both profiles, as the command line builds them."""
    out: dict[tuple[str, str], Path] = {}
    for profile in PROFILES:
        folder = tmp_path_factory.mktemp(profile)
        done = cli("build", ROOT / "content", "--profile", profile, "--out", folder)
        assert done.returncode == 0, done.stdout + done.stderr
        out |= {(brief, profile): folder / brief / f"{brief}.pdf" for brief in BRIEFS}
    return out


@pytest.fixture(scope="session")
def verdicts(
    briefs: dict[tuple[str, str], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], list[Verdict]]:
    """What veraPDF says, by case or brief, and by profile."""
    found: dict[tuple[str, str], list[Verdict]] = {}
    for profile in PROFILES.values():
        folder = tmp_path_factory.mktemp(f"cases-{profile.id}")
        names = dict[Path, str]()
        for number, case in enumerate(cases()):
            path = folder / f"{number}.pdf"
            path.write_bytes(printed(case.document, profile.id).data)
            names[path] = CASES[number]
        built = {path: brief for (brief, of), path in briefs.items() if of == profile.id}
        judged = verapdf.validate(names, PLAIN[profile.id])
        judged += verapdf.validate(built, profile.flavours)
        for verdict in judged:
            name = (names | built)[verdict.path]
            found.setdefault((name, profile.id), []).append(verdict)
    return found


@pytest.mark.slow("veraPDF")
@each_profile
@pytest.mark.parametrize("case", CASES)
def test_case_keeps_what_it_claims(
    case: str, profile: str, verdicts: dict[tuple[str, str], list[Verdict]]
) -> None:
    judged = verdicts[case, profile]
    assert tuple(verdict.flavour for verdict in judged) == PLAIN[profile]
    assert not [str(failure) for verdict in judged for failure in verdict.failures]
    assert all(verdict.compliant for verdict in judged)


@pytest.mark.slow("veraPDF")
@each_profile
@each_brief
def test_brief_keeps_what_it_claims(
    brief: str, profile: str, verdicts: dict[tuple[str, str], list[Verdict]]
) -> None:
    judged = verdicts[brief, profile]
    assert tuple(verdict.flavour for verdict in judged) == PROFILES[profile].flavours
    assert not [str(failure) for verdict in judged for failure in verdict.failures]
    assert all(verdict.compliant for verdict in judged)


@pytest.mark.slow("qpdf")
@each_profile
@each_brief
def test_qpdf_finds_no_damage(
    brief: str, profile: str, briefs: dict[tuple[str, str], Path]
) -> None:
    done = subprocess.run(
        ["qpdf", "--check", briefs[brief, profile]], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow("Poppler")
def test_poppler_reads_the_tree_like_the_brief(
    briefs: dict[tuple[str, str], Path], golden: Golden
) -> None:
    done = subprocess.run(
        ["pdfinfo", "-struct-text", briefs["kazakhstan", UA1.id]],
        capture_output=True,
        text=True,
        check=True,
    )
    text = re.sub(r"Object \d+ \d+", "Object", done.stdout)
    golden(ROOT / "tests/tags/kazakhstan.txt", text)
