"""What reading a picture comes to: an image that can be shown, or the reason why there is none."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefpress.findings import Rule


class BadImage(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """An image cannot be used: the message says why, `rule` names the rule, `mend` the remedy."""

    def __init__(self, rule: Rule, message: str, mend: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Image:
    """A sound image: the media type and the bytes of its file.

    `shown` is what it was converted to, where its file is not shown alike everywhere. `is_inked` tells
    of a file in CMYK, which a printing house can take as it is.
    """

    media_type: str
    data: bytes = field(repr=False)
    shown: Image | None = None
    is_inked: bool = False

    @property
    def uri(self) -> str:
        """The image as a data: address, so that HTML which shows it needs no other file."""
        image = self.shown or self
        return f"data:{image.media_type};base64,{b64encode(image.data).decode()}"

    @property
    def for_press(self) -> Image:
        """The image for a printing house: its own inks where it has them."""
        return replace(self, shown=None) if self.is_inked else self
