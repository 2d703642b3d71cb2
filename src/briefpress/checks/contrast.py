"""The contrast of text against what lies behind it, measured on the page (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.checks.reading import BOLD, shorten
from briefpress.checks.rules import Problem
from briefpress.findings import Severity
from briefpress.structure import RasterizeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefpress.checks.subject import Subject
    from briefpress.structure import Bitmap, Colour, Element, Run

Pixels = list[tuple[int, tuple[int, int, int]]]

LEAST, LEAST_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 18.0, 14.0  # points
_ROUNDING = 0.05
_NEAR = 24  # of 255: colours that an eye takes for one, as text is smoothed
_MOST_PAGES, _MOST_RUNS = 500, 12_000
_MOST_POINTS = 5_000_000.0  # on one page, of boxes that overlap: ten times an A4
_SCANNED = 0.5  # the share of a page that an image covers whose text was recognised
_UNIFORM = 0.25  # the share of a background that counts as one colour


def too_low(subject: Subject) -> tuple[Problem, ...]:
    """Return the texts that do not stand out enough, one of each look on a page."""
    return subject.once(_measured)[0]


def covered(subject: Subject) -> tuple[Problem, ...]:
    """Return the texts of the tree where the page shows nothing, though ink was put there."""
    return subject.once(_measured)[1]


def _measured(subject: Subject) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return the texts of too low a contrast, and those that are covered."""
    assert subject.pictures is not None
    runs_by_page, _ = _chosen_runs(subject)
    low: dict[str, Problem] = {}  # by page, look and contrast
    unseen: list[Problem] = []
    try:
        for picture in subject.pictures(sorted(runs_by_page)):
            is_scanned = subject.reading.image_share(subject.pdf.pages[picture.page]) > _SCANNED
            passed: set[object] = set()
            for run, element in runs_by_page[picture.page]:
                if element and not is_scanned and _is_covered(run, picture):
                    message = f'"{shorten(run.text)}" is read out, but cannot be seen on the page'
                    unseen.append(Problem(message, element, picture.page, run.box))
                    continue
                look = _look(run, picture)
                measured = None if look in passed else _measure(run, picture)
                if measured is None or measured[0] >= measured[1] - _ROUNDING:
                    passed.add(look)
                    continue
                ratio, least = measured
                text = f'"{shorten(run.text, 40)}" has a contrast of {ratio:.1f}:1'
                # Pale, and no more, in a file of another program: not everyone is shut out.
                is_pale = not subject.brief and ratio >= LEAST_LARGE
                problem = Problem(
                    f"{text}; {least}:1 is the least", element, picture.page, run.box,
                    severity=Severity.WARNING if is_pale else None,
                )  # fmt: skip
                low.setdefault(f"{picture.page} {run.size} {run.colour} {measured}", problem)
    except RasterizeError as reason:
        low["unmeasured"] = Problem(f"the contrast cannot be measured: {reason}")
    return tuple(low.values()), tuple(unseen)


def _is_covered(run: Run, picture: Bitmap) -> bool:
    """Say whether nothing is seen where a text should be, in another colour than what is there."""
    if run.colour is None or not picture.is_blank(run.box):
        return False
    (_, behind), *_ = picture.colours(run.box)
    red, green, blue = (
        run.alpha * (255 * ink - paper) for ink, paper in zip(run.colour, behind, strict=True)
    )
    return _distance((red, green, blue), (0.0, 0.0, 0.0)) > _NEAR


def _look(run: Run, picture: Bitmap) -> object:
    """Return a key that texts of one look on one background share: by the rim of their boxes.

    Of those with the same key, one is measured.
    """
    x0, y0, x1, y1 = picture.to_pixels(run.box)
    left, right = _inside(x0, picture.width), _inside(x1 - 1, picture.width)
    upper, lower = _inside(y0, picture.height), _inside(y1 - 1, picture.height)
    middle = (left + right) // 2
    rim = [(x, y) for x in (left, middle, right) for y in (upper, lower)]
    return run.colour, run.alpha, run.size, run.font, *(picture.colour_at(x, y) for x, y in rim)


def _inside(place: float, length: int) -> int:
    return min(max(int(place), 0), length - 1)


def unmeasured(subject: Subject) -> Iterator[str]:
    """Yield a sentence if some text is not measured, as there is too much of it."""
    _, is_cut = _chosen_runs(subject)
    if is_cut:
        yield f"the contrast of some text is not measured, beyond {_MOST_PAGES} pages or {_MOST_RUNS:,} pieces"


def _chosen_runs(subject: Subject) -> tuple[dict[int, list[tuple[Run, Element | None]]], bool]:
    """Return the runs to measure, page by page, and whether some are left out as too many."""
    runs_by_page = _runs_by_look(subject)
    chosen: dict[int, list[tuple[Run, Element | None]]] = {}
    left = _MOST_RUNS
    for page in sorted(runs_by_page)[:_MOST_PAGES]:
        area = 0.0
        for run, element in runs_by_page[page]:
            x0, y0, x1, y1 = run.box
            area += (x1 - x0) * (y1 - y0)
            left -= 1
            if left < 0 or area > _MOST_POINTS:
                break
            chosen.setdefault(page, []).append((run, element))
    count = sum(map(len, runs_by_page.values()))
    return chosen, sum(map(len, chosen.values())) < count


def _runs_by_look(subject: Subject) -> dict[int, list[tuple[Run, Element | None]]]:
    """Return one run for each look of each block, and of each artifact, page by page."""
    found: dict[int, list[tuple[Run, Element | None]]] = {}
    for block in subject.reading.blocks:
        for text in block.texts:
            if text.page is not None:
                runs = found.setdefault(text.page, [])
                runs += [(run, block.element) for run in _one_of_each_look(text.runs)]
    for page in subject.pdf.pages:
        for artifact in page.artifacts:
            runs = found.setdefault(page.index, [])
            runs += [(run, None) for run in _one_of_each_look(artifact.runs)]
    return found


def _one_of_each_look(runs: Sequence[Run]) -> list[Run]:
    """Return the first of the visible runs of each colour, transparency and size."""
    looks: dict[tuple[Colour | None, float, float], Run] = {}
    for run in runs:
        if run.visible and any(map(str.isalnum, run.text)):
            looks.setdefault((run.colour, run.alpha, run.size), run)
    return list(looks.values())


def _measure(run: Run, picture: Bitmap) -> tuple[float, float] | None:
    """Return the contrast of a run and the least that it needs; None if its colour is unknown."""
    if run.colour is None or run.alpha == 0:
        return None
    pixels = picture.colours(run.box)
    total = sum(count for count, _ in pixels)
    if total < 4:
        return None
    ink = (run.colour[0] * 255, run.colour[1] * 255, run.colour[2] * 255)
    is_large = run.size >= _LARGE or (run.size >= _LARGE_BOLD and BOLD.search(run.font))
    least = LEAST_LARGE if is_large else LEAST
    behind = _background(pixels, total, ink)
    if behind is None:
        return _median_ratio(pixels, total, ink, run.alpha), least
    return _ratio(ink, behind, run.alpha), least


def _background(
    pixels: Pixels, total: int, ink: tuple[float, float, float]
) -> tuple[int, int, int] | None:
    """Return the colour that most of the place has, apart from the ink; None if it has many."""
    for _, colour in pixels[:4]:
        share = _count_near(pixels, colour) / total
        is_ink = _distance(colour, ink) <= _NEAR
        if share >= _UNIFORM and (not is_ink or share > 0.95):
            return colour
    return None


def _count_near(pixels: Pixels, colour: tuple[int, int, int]) -> int:
    """Count the pixels that have nearly a colour."""
    red, green, blue = colour
    return sum(
        count
        for count, (r, g, b) in pixels
        if -_NEAR <= r - red <= _NEAR
        and -_NEAR <= g - green <= _NEAR
        and -_NEAR <= b - blue <= _NEAR
    )


def _median_ratio(
    pixels: Pixels, total: int, ink: tuple[float, float, float], alpha: float
) -> float:
    """Return the median contrast, for a gradient or a photograph behind the text."""
    passed = 0
    ratios = sorted((_ratio(ink, colour, alpha), count) for count, colour in pixels)
    for ratio, count in ratios:
        passed += count
        if passed * 2 >= total:
            return ratio
    return 21.0


def _distance(one: Sequence[float], other: Sequence[float]) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _ratio(ink: Sequence[float], behind: Sequence[float], alpha: float) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, "contrast ratio")."""
    mixed = [alpha * a + (1 - alpha) * b for a, b in zip(ink, behind, strict=True)]
    dark, light = sorted((luminance(mixed), luminance(behind)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Sequence[float]) -> float:
    """Return the relative luminance of an sRGB colour, each part from 0 to 255."""
    parts = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
