"""Converts colours to the four inks of a printing condition, by its ICC profile (ICC.1)."""

from __future__ import annotations

from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageMath

# The usual printing condition in Europe: offset on coated paper.
FOGRA39 = Path(__file__).with_name("icc") / "ISOcoated_v2_300_bas.icc"

Inks = tuple[float, float, float, float]  # cyan, magenta, yellow and black, from 0 to 1

_STEPS = 255
_PIXELS_AT_ONCE = 1_000_000
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC


class BadProfile(Exception):  # noqa: N818 - an outcome that the caller reports
    """The bytes are not the ICC profile of a printing condition; the message says what they are."""


class PrintingCondition:
    """A printing condition: which inks give a colour on paper.

    `data` is an ICC profile; raises `BadProfile` if it is not one of an output device with CMYK.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._profile = ImageCms.ImageCmsProfile(BytesIO(data))
        except (OSError, ValueError):
            raise BadProfile("is no ICC profile") from None
        facts = self._profile.profile
        space = facts.xcolor_space.strip()
        if space != "CMYK" or facts.device_class.strip() != "prtr":
            raise BadProfile(f"is a profile for {space}, not for printing with four inks")
        self.name: str = (facts.profile_description or "").strip() or "unnamed"
        try:
            self._to_inks = self._transform(_SRGB, "RGB", self._profile, "CMYK")
            self._lab_to_inks = self._transform(_LAB, "LAB", self._profile, "CMYK")
            self._to_lab = self._transform(self._profile, "CMYK", _LAB, "LAB")
        except ImageCms.PyCMSError:
            raise BadProfile("is a profile that turns no colours into inks") from None

    @staticmethod
    def _transform(
        source: object, before: str, target: object, after: str
    ) -> ImageCms.ImageCmsTransform:
        return ImageCms.buildTransform(source, target, before, after, _INTENT, _FLAGS)  # type: ignore[arg-type]

    @lru_cache(maxsize=4096)  # noqa: B019 - a condition lives as long as its process
    def inks(self, red: float, green: float, blue: float) -> Inks:
        """Return the inks of an sRGB colour (0 to 1); greys take black ink alone, so that text is sharp."""
        levels = tuple(round(min(max(each, 0.0), 1.0) * _STEPS) for each in (red, green, blue))
        if len(set(levels)) == 1:
            return (0.0, 0.0, 0.0, self._black[levels[0]])
        return self._convert(Image.new("RGB", (1, 1), levels), self._to_inks)

    def inks_of_lab(self, lightness: float, a: float, b: float) -> Inks:
        """Return the inks of a CIE Lab colour."""
        bytes_of_lab = (round(lightness * 2.55), round(a) & 255, round(b) & 255)
        return self._convert(Image.new("LAB", (1, 1), bytes_of_lab), self._lab_to_inks)

    def separate(self, image: Image.Image) -> Image.Image:
        """Return an RGB image as CMYK."""
        converted = ImageCms.applyTransform(image, self._to_inks)
        assert converted is not None
        return converted

    @cached_property
    def ink_limit(self) -> float:
        """The highest total area coverage that the profile yields: 3.0 is 300 %."""
        levels = range(0, 256, 15)
        cube = Image.new("RGB", (len(levels) ** 2, len(levels)))
        cube.putdata([(r, g, b) for r in levels for g in levels for b in levels])
        return total_area_coverage(self.separate(cube))

    @cached_property
    def _black(self) -> list[float]:
        """The black ink (0 to 1) for each of the 256 levels of grey.

        Lightness is scaled to the range between paper and full black.
        """
        ramp = Image.new("CMYK", (256, 1))
        ramp.putdata([(0, 0, 0, level) for level in range(256)])
        grey = Image.new("RGB", (256, 1))
        grey.putdata([(level, level, level) for level in range(256)])
        printed = self._lightness(ramp, self._to_lab)
        wanted = self._lightness(grey, self._transform(_SRGB, "RGB", _LAB, "LAB"))
        paper, full = printed[0], printed[-1]
        found = []
        for lightness in wanted:
            share = lightness / wanted[-1]
            target = full + share * (paper - full)
            nearest = min(range(256), key=lambda level: abs(printed[level] - target))
            found.append(round(nearest / _STEPS, 4))
        return found

    @staticmethod
    def _lightness(image: Image.Image, transform: ImageCms.ImageCmsTransform) -> list[int]:
        converted = ImageCms.applyTransform(image, transform)
        assert converted is not None
        return list(converted.getchannel(0).tobytes())

    @staticmethod
    def _convert(pixel: Image.Image, transform: ImageCms.ImageCmsTransform) -> Inks:
        converted = ImageCms.applyTransform(pixel, transform)
        assert converted is not None
        c, m, y, k = converted.tobytes()
        return (round(c / 255, 4), round(m / 255, 4), round(y / 255, 4), round(k / 255, 4))


_SRGB = ImageCms.createProfile("sRGB")
_LAB = ImageCms.createProfile("LAB")


def total_area_coverage(image: Image.Image) -> float:
    """Return the highest total area coverage, all inks together, of a CMYK image: 3.0 is 300 %."""
    rows = max(1, _PIXELS_AT_ONCE // max(image.width, 1))
    most = 0
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height)))
        c, m, y, k = (ink.convert("I") for ink in strip.split())
        total = ImageMath.lambda_eval(
            lambda ink: ink["c"] + ink["m"] + ink["y"] + ink["k"], c=c, m=m, y=y, k=k
        )
        most = max(most, total.getextrema()[1])
    return most / _STEPS


@lru_cache(maxsize=4)
def printing_condition(data: bytes) -> PrintingCondition:
    """Return the printing condition of an ICC profile; the last few are cached."""
    return PrintingCondition(data)
