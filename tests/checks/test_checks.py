"""Every rule speaks where something is wrong, and is silent where nothing is.

The wrong files are mutants of good ones of our own, with one defect each (`mutants.py`).
"""

from __future__ import annotations

import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from briefpress import checks, content, pdf, structure
from briefpress.build.editions import set_edition
from briefpress.checks import checking
from briefpress.checks.checking import CHECKS, RULES
from briefpress.checks.subject import Subject
from briefpress.checks.validators import page_validation, verapdf
from briefpress.content.editions import EDITIONS, LARGE, PRINT, SCREEN
from briefpress.content.profiles import PROFILES, UA1
from briefpress.findings import Family, Rule, Severity
from briefpress.html import read_outline
from briefpress.html.documents import HtmlDocument
from briefpress.html.theme import Theme
from briefpress.structure import TREE, rasterize
from conftest import ROOT
from mutants import MUTANTS, Mutant, mutate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefpress.content.editions import Edition
    from briefpress.content.model.brief import Brief
    from briefpress.content.profiles import Profile
    from briefpress.findings import Verdict
    from briefpress.html.outline import HtmlOutline
    from briefpress.structure import PdfStructure

WATER = ROOT / "tests/mutant_bases"  # a brief in which every rule finds something to look at
BRIEFS = ("water", "kenya", "kazakhstan")
BASES = [f"{brief}-{how}" for how in (*PROFILES, "print", "large") for brief in BRIEFS]
DPI = 72
BY_ID = {check.rule.id: check for check in CHECKS}
NO_SOURCE = (Family.CONFORMANCE, Family.MEANING)  # these have to find it in a stranger's file
HIDDEN = (Family.MEANING, Family.FIDELITY, Family.PUBLICATION)  # these look for what engines pass

with_verapdf = pytest.mark.slow("veraPDF")


@dataclass(frozen=True)
class Base:
    """A good file, and what it was made from."""

    name: str
    profile: Profile
    data: bytes
    facts: PdfStructure
    html: HtmlOutline
    brief: Brief
    edition: Edition

    def mutant(self, mutant: Mutant) -> bytes:
        """Return the file with a defect."""
        return mutate(self.data, self.facts, mutant.change)

    def subject(self, data: bytes, verdicts: tuple[Verdict, ...] | None = None) -> Subject:
        """Return what is checked where the source is at hand."""
        known = stranger(data, verdicts)
        return replace(known, html=self.html, brief=self.brief, edition=self.edition)


class Bases:
    """The good files, each printed when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Base] = {}
        self._mutants: dict[Mutant, bytes] = {}

    def __getitem__(self, name: str) -> Base:
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def mutant(self, mutant: Mutant) -> bytes:
        """Return a file with a defect, made once."""
        if mutant not in self._mutants:
            self._mutants[mutant] = self[mutant.base].mutant(mutant)
        return self._mutants[mutant]

    def _make(self, name: str) -> Base:
        brief, _, how = name.partition("-")
        edition = EDITIONS.get(how, SCREEN)
        profile = edition.profile_for(PROFILES.get(how, UA1))
        path = ROOT / f"content/{brief}.yaml"
        if brief == "water":
            path = shutil.copytree(WATER, self._folder, dirs_exist_ok=True) / "water.yaml"
            photo = Image.linear_gradient("L").convert("RGB")
            if edition is PRINT:
                photo = photo.resize((1900, 1900))
            elif edition is LARGE:  # else it would not fit where it belongs, and leave a page white
                photo = photo.resize((256, 128))
            photo.save(self._folder / "photo.png")
        manuscript = content.load(path)
        assert manuscript.brief, manuscript.findings
        page = set_edition(manuscript, Theme(), edition)
        made = pdf.print_pdf(page, profile=profile)
        data = made.data
        said = read_outline(page.text, generated=made.generated)
        said = replace(said, has_links=edition.has_links)
        facts = structure.inspect(data)
        return Base(name, profile, data, facts, said, manuscript.brief, edition)


def stranger(data: bytes, verdicts: tuple[Verdict, ...] | None = None) -> Subject:
    """Return what is checked of a file of which nothing is known."""
    drawn = partial(rasterize.rasterize_pages, data, DPI)
    return Subject("a.pdf", structure.inspect(data), verdicts=verdicts, pictures=drawn)


@pytest.fixture(scope="session")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Bases:
    return Bases(tmp_path_factory.mktemp("water"))


@pytest.fixture(scope="session")
def reference(
    bases: Bases, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Verdict, ...]]:
    """What veraPDF says of the good files and of the mutants that it has to judge, by their names."""
    folder = tmp_path_factory.mktemp("judged")
    asked = [(bases[name].data, name, bases[name].profile.flavours) for name in BASES]
    asked += [(bases.mutant(m), str(m), (m.flavour,)) for m in MUTANTS if m.flavour != "ua1"]
    names: dict[tuple[Path, str], str] = {}
    for number, (data, name, flavours) in enumerate(asked):
        path = folder / f"{number}.pdf"
        path.write_bytes(data)
        names |= {(path, flavour): name for flavour in flavours if flavour != "ua1"}
    found: dict[str, tuple[Verdict, ...]] = {}
    with ThreadPoolExecutor() as pool:  # each flavour has a process of its own
        for verdicts in pool.map(partial(_judged, names), ("3a", "4f", "ua2")):
            for verdict in verdicts:
                name = names[verdict.path, verdict.flavour]
                found[name] = (*found.get(name, ()), verdict)
    return found


def _judged(names: Iterable[tuple[Path, str]], flavour: str) -> tuple[Verdict, ...]:
    return verapdf.validate([path for path, of in names if of == flavour], (flavour,))


# --- good files -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BASES)
def test_nothing_is_found_in_a_good_file(name: str, bases: Bases) -> None:
    base = bases[name]
    verdicts = (
        page_validation.judge(base.data, ("ua1",)) if "ua1" in base.profile.flavours else None
    )

    assert checks.check(base.subject(base.data, verdicts)).findings == ()


@with_verapdf
@pytest.mark.parametrize("name", BASES)
def test_nothing_is_found_in_a_good_file_where_every_rule_is_applied(
    name: str, bases: Bases, reference: dict[str, tuple[Verdict, ...]]
) -> None:
    base = bases[name]
    verdicts = reference.get(name, ())
    if "ua1" in base.profile.flavours:
        verdicts += page_validation.judge(base.data, ("ua1",))

    report = checks.check(base.subject(base.data, verdicts))

    assert report.findings == ()
    assert report.checked == tuple(rule.id for rule in RULES)
    assert report.unchecked == ()


@pytest.mark.parametrize("name", [name for name in BASES if name.endswith("ua1")])
def test_nothing_is_found_in_a_good_file_of_which_nothing_is_known(name: str, bases: Bases) -> None:
    data = bases[name].data

    assert checks.check(stranger(data, page_validation.judge(data, ("ua1",)))).findings == ()


@pytest.mark.parametrize("name", BASES)
def test_what_makes_mutants_leaves_no_defect_of_its_own(name: str, bases: Bases) -> None:
    base = bases[name]
    data = mutate(base.data, base.facts, lambda _: None)
    verdicts = page_validation.judge(data, ("ua1",)) if "ua1" in base.profile.flavours else None

    assert checks.check(base.subject(data, verdicts)).findings == ()


# --- one defect each --------------------------------------------------------------------------


def spoken(mutant: Mutant, bases: Bases, verdicts: tuple[Verdict, ...] | None) -> list[str]:
    """Return what the rule of a mutant says of it."""
    check, data = BY_ID[mutant.rule], bases.mutant(mutant)
    make = stranger if check.rule.family in NO_SOURCE else bases[mutant.base].subject
    subject = make(data, verdicts)
    return [finding.message for finding in checks.check(subject, [check]).findings]


@pytest.mark.parametrize(
    "mutant",
    [
        pytest.param(each, id=str(each), marks=with_verapdf if each.flavour != "ua1" else ())
        for each in MUTANTS
    ],
)
def test_a_rule_names_the_defect(
    mutant: Mutant, bases: Bases, request: pytest.FixtureRequest
) -> None:
    verdicts: tuple[Verdict, ...] | None = None
    if mutant.flavour != "ua1":
        verdicts = request.getfixturevalue("reference")[str(mutant)]
    elif BY_ID[mutant.rule].rule.family is Family.CONFORMANCE:
        verdicts = page_validation.judge(bases.mutant(mutant), (mutant.flavour,))

    said = spoken(mutant, bases, verdicts)

    assert [message for message in said if mutant.expected in message], said


def test_each_mutant_is_another_file_than_its_base(bases: Bases) -> None:
    plain = {
        name: mutate(bases[name].data, bases[name].facts, lambda _: None)
        for name in {mutant.base for mutant in MUTANTS}
    }

    assert [str(mutant) for mutant in MUTANTS if bases.mutant(mutant) == plain[mutant.base]] == []


def test_there_are_a_hundred_mutants_and_no_two_are_called_alike(bases: Bases) -> None:
    assert len({bases.mutant(mutant) for mutant in MUTANTS}) >= 100
    assert [name for name, times in Counter(map(str, MUTANTS)).items() if times > 1] == []


def test_every_rule_has_mutants_which_stand_in_the_order_of_the_rules() -> None:
    assert list(dict.fromkeys(mutant.rule for mutant in MUTANTS)) == [rule.id for rule in RULES]


def test_a_validator_passes_most_of_what_ruins_a_file(bases: Bases) -> None:
    ours = [m for m in MUTANTS if m.base.endswith("ua1") and BY_ID[m.rule].rule.family in HIDDEN]
    passed = [m for m in ours if page_validation.judge(bases.mutant(m), ("ua1",))[0].compliant]

    assert len(passed) >= 0.7 * len(ours)


# --- rules and findings -----------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_has_to_hold_whom_it_protects_and_how_to_mend_it(
    rule: Rule,
) -> None:
    assert rule.title
    assert rule.why
    assert rule.mend
    assert set(BY_ID[rule.id].needs) <= {
        "html",
        "setting",
        "styles",
        "brief",
        "verdicts",
        "pictures",
        "tree",
    }


def test_rules_have_names_of_their_own() -> None:
    assert len(BY_ID) == len(RULES)


def test_a_rule_that_cannot_be_applied_is_named_with_the_reason(bases: Bases) -> None:
    report = checks.check(Subject("x.pdf", bases["kazakhstan-ua1"].facts))
    lacking = {
        "html": "needs the source as HTML",
        "styles": "needs the text that styles add, which printing the source tells",
        "brief": "needs the brief that it was made from",
        "verdicts": "needs an engine",
        "pictures": "needs pictures of the pages",
    }
    needing = {check.rule.id: check.needs[0] for check in CHECKS if check.needs}
    of_tree = {name for name, need in needing.items() if need == "tree"}

    assert report.findings == ()
    assert of_tree <= {*report.checked}
    assert dict(report.unchecked) == {
        name: lacking[need] for name, need in needing.items() if name not in of_tree
    }
    assert {*report.checked} == {check.rule.id for check in CHECKS} - {*needing} | of_tree


def test_a_tree_that_was_not_read_to_its_end_is_not_compared(bases: Bases) -> None:
    facts = replace(bases["kazakhstan-ua1"].facts, limits=(f"parts of {TREE} are left out",))
    said = read_outline("<html lang=en><title>T</title><h1>Other words</h1>")
    report = checks.check(Subject("x.pdf", facts, said))

    assert "same-texts" not in report.checked
    assert dict(report.unchecked)["unread-text"] == "needs a structure tree that is read to its end"


def test_a_finding_says_where_how_grave_and_why() -> None:
    report = checks.check(of('<h1>a</h1><p>b</p><p style="break-before: page">c</p><h3>d</h3>'))
    findings = {finding.rule: finding for finding in report.findings}

    gap = findings["heading-levels"]
    assert (str(gap.location), gap.location.path) == ("other.html:page 2", "Document/H3")
    assert gap.location.box is not None
    assert gap.severity is Severity.ERROR
    assert gap.source == "PDF/UA-1 7.4.2, Matterhorn 14-003, WCAG 1.3.1"
    assert findings["last-page"].severity is Severity.WARNING


def test_a_long_text_is_quoted_in_short() -> None:
    subject = of("<h1>a</h1><p>b</p>", f"<h1>a</h1><p>b</p><p>{LONG * 9}</p>")

    assert [f.message for f in checks.check(subject, [BY_ID["same-texts"]]).findings] == [
        f'the paragraph "{LONG[:57]}…" is missing in the PDF'
    ]


def test_a_rule_lists_no_more_than_anybody_reads() -> None:
    links = "".join(f'<p><a href="https://example.org/{n}">b{n}</a></p>' for n in range(99))
    subject = of("<h1>a</h1>" + links.replace(".org", ".com"), "<h1>a</h1>" + links)

    *listed, last = checks.check(subject, [BY_ID["same-links"]]).findings
    assert len(listed) == checking.MOST
    assert last.message == "there are more of these; only the first 50 are listed"


LONG = "A text of more than sixty letters, so that saying it twice is certainly no accident."


def of(body: str, source: str = "") -> Subject:
    """Print HTML, and compare it with itself or with another source."""
    head = '<html lang="en"><title>T</title><body>'
    made = pdf.print_pdf(HtmlDocument(head + body, "other.html"))
    facts = structure.inspect(made.data)
    return Subject("other.html", facts, read_outline(head + (source or body)))


GRID = "<style>div div { display: flex } p { width: 30mm; margin: 0 } p + p { text-align: right }</style>"
FAKED_TABLES = {
    "figures": [["North", "41", "73"], ["Centre", "38 %", "1,064.5"], ["South", "−7", "$ 92"]],
    "two rows": [["North", "41", "73", "1", "9"], ["South", "57", "92", "2", "8"]],
    "right to left": [["الشمال", "41", "73"], ["الوسط", "38", "64"], ["الجنوب", "57", "92"]],
}
NO_TABLES = {
    "words": [["Water", "for", "all"], ["and", "not", "only"], ["for", "some", "towns"]],
    "labels and figures": [["Women", "Men", "All"], ["41 %", "38 %", "40 %"]],
    "one column of figures": [["1.2", "Water", "7"], ["1.3", "Power", "9"], ["1.4", "Rain", "11"]],
    "two columns": [["North", "41"], ["Centre", "38"], ["South", "57"]],
    "unequal rows": [["North", "41", "73"], ["Centre", "38"], ["South", "57", "92"]],
}


def _of_rows(rows: list[list[str]], language: str = "en") -> Subject:
    cells = ("".join(f"<p>{cell}" for cell in row) for row in rows)
    lines = "".join(f"<div>{line}</div>" for line in cells)
    return of(f'{GRID}<h1>a</h1><div dir="{"rtl" if language == "ar" else "ltr"}">{lines}</div>')


@pytest.mark.parametrize("name", FAKED_TABLES)
def test_figures_in_rows_and_columns_look_like_a_table(name: str) -> None:
    rows = FAKED_TABLES[name]
    subject = _of_rows(rows, "ar" if name == "right to left" else "en")

    (found,) = checks.check(subject, [BY_ID["faked-table"]]).findings
    assert found.message.startswith(f"{len(rows)} rows from ")
    assert rows[0][0] in found.message


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_only_stands_side_by_side_looks_like_no_table(name: str) -> None:
    assert checks.check(_of_rows(NO_TABLES[name]), [BY_ID["faked-table"]]).findings == ()
