"""Colours of style sheets and SVG in sRGB, from the moment that they are parsed (CSS Color 4 and 5).

WeasyPrint draws those of other spaces in several ways: inks as DeviceCMYK, which the output intent of
the file does not explain; Lab in text, but not in gradients; the stops of SVG gradients as they come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefpress.content import to_srgb
from briefpress.pdf.patches import colours_parsed_by

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager


def parsed_as_srgb() -> AbstractContextManager[None]:
    """Let every colour be parsed as one of sRGB within a block.

    Those of `@color-profile` and of spaces that are hardly used are not known: WeasyPrint ignores their
    declarations and says so, and what was declared before them holds.
    """
    return colours_parsed_by(_giving_srgb)


def _giving_srgb(parse: Callable[..., Any]) -> Callable[..., Any]:
    def ours(*arguments: Any) -> Any:
        colour = parse(*arguments)
        return colour and to_srgb(colour)

    return ours
