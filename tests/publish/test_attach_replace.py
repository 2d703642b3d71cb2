"""`briefpress attach --replace`: the new annex takes the place of the old one."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from attach_samples import has_no_qpdf_warnings, links, structure_of, text
from briefpress.checks.validators import verapdf

if TYPE_CHECKING:
    from pathlib import Path

    from attach_samples import Attachments


def test_an_annex_is_replaced_only_with_replace(attachments: Attachments, tmp_path: Path) -> None:
    made = attachments.attach("report-ua1")
    again, replaced = tmp_path / "again.pdf", tmp_path / "replaced.pdf"

    refused = attachments.cli("attach", made.brief, "--to", made.out, "-o", again)
    done = attachments.cli("attach", made.brief, "--to", made.out, "-o", replaced, "--replace")

    assert (refused.returncode, again.exists()) == (2, False)
    assert "--replace" in refused.stderr
    assert done.returncode == 0, done.stderr
    _, _, out = made.structures()
    new = structure_of(replaced)
    assert text(new) == text(out)
    assert links(new) == links(out)
    assert (len(new.pages), new.outline) == (len(out.pages), out.outline)
    assert new.attachments == out.attachments
    assert (new.problems, new.parent_tree_mismatches) == ((), ())


@pytest.mark.slow("qpdf")
def test_qpdf_finds_no_damage_after_replacing(attachments: Attachments, tmp_path: Path) -> None:
    made = attachments.attach("report-ua1")
    attachments.cli("attach", made.brief, "--to", made.out, "-o", tmp_path / "out.pdf", "--replace")
    assert has_no_qpdf_warnings(tmp_path / "out.pdf")


@pytest.mark.slow("veraPDF")
@pytest.mark.slow("qpdf")
def test_the_first_of_two_annexes_can_be_replaced(attachments: Attachments, tmp_path: Path) -> None:
    # Also if another program has rewritten the file
    one, both, rewritten, out = (
        tmp_path / f"{name}.pdf" for name in ("one", "both", "rewritten", "out")
    )
    made = attachments.attach("report-ua1")
    kenya = attachments.publication("kenya-ua1")
    attachments.cli("attach", kenya, "--to", made.out, "-o", both)
    subprocess.run(["qpdf", "--object-streams=generate", both, rewritten], check=True)
    done = attachments.cli("attach", made.brief, "--to", rewritten, "-o", out, "--replace")
    attachments.cli("attach", kenya, "--to", made.publication, "-o", one)

    assert done.returncode == 0, done.stderr
    assert has_no_qpdf_warnings(out)
    assert text(structure_of(out)) == text(structure_of(one)) + text(structure_of(made.brief))
    assert (structure_of(out).problems, structure_of(out).parent_tree_mismatches) == ((), ())
    assert [verdict.compliant for verdict in verapdf.validate([out], ("ua1", "3a"))] == [True, True]
