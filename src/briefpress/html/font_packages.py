"""The families of fonts that have a package: `fontpkg-` and the name of the family, such as fontpkg-open-sans.

A brief may come from anyone: no other package is named in a message that says what to install.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

_NAMES = """
    abeezee abel abril-fatface acme albert-sans alegreya-sans alfa-slab-one almarai alumni-sans amiri andada-pro
    anek-telugu antic-slab anton archivo archivo-black archivo-narrow arimo arvo asap assistant
    atkinson-hyperlegible baloo-2 barlow barlow-condensed barlow-semi-condensed be-vietnam-pro bebas-neue bitter
    black-ops-one bodoni-moda bricolage-grotesque bungee cabin cairo cardo catamaran caveat chakra-petch changa-one
    chivo cinzel comfortaa cormorant cormorant-garamond crimson-pro crimson-text dancing-script delius dm-mono
    dm-sans dm-serif-display dm-serif-text domine dosis eb-garamond encode-sans epilogue exo exo-2 figtree fira-code
    fira-sans fira-sans-condensed fjalla-one frank-ruhl-libre fraunces fredoka geist geist-mono geologica
    gravitas-one great-vibes hammersmith-one hanken-grotesk heebo hind hind-siliguri ibm-plex-mono ibm-plex-sans
    ibm-plex-sans-arabic ibm-plex-sans-condensed ibm-plex-serif inconsolata indie-flower instrument-sans
    instrument-serif inter inter-tight jetbrains-mono josefin-sans jost kalam kanit karla lato league-spartan lexend
    lexend-deca libre-baskerville libre-franklin lilita-one literata lobster lobster-two lora luckiest-guy manrope
    marcellus maven-pro merriweather merriweather-sans montserrat mukta mulish news-cycle newsreader
    noto-kufi-arabic noto-sans noto-sans-arabic noto-sans-devanagari noto-sans-display noto-sans-khmer
    noto-sans-tamil noto-sans-telugu noto-sans-thai noto-serif nunito nunito-sans oleo-script onest open-sans
    orbitron oswald outfit overpass oxygen pacifico permanent-marker play playfair-display plus-jakarta-sans poppins
    press-start-2p prompt pt-sans pt-sans-narrow pt-serif public-sans questrial quicksand rajdhani raleway
    ramabhadra red-hat-display red-hat-text rethink-sans righteous roboto roboto-condensed roboto-flex roboto-mono
    roboto-slab rowdies rubik russo-one saira saira-condensed sanchez sarabun satisfy schibsted-grotesk
    shadows-into-light share-tech signika slabo-27px smooch-sans sofia-sans sora source-code-pro source-sans-3
    source-serif-4 space-grotesk space-mono spectral syne tajawal teko titan-one titillium-web unbounded urbanist
    varela-round viga vollkorn work-sans yanone-kaffeesatz yellowtail zeyada zilla-slab
"""
FONT_PACKAGES = frozenset(_NAMES.split())


def installed_font(address: str) -> Path | None:
    """Return the file of font:package/File.ttf in the installed package fontpkg-package; None if there is none."""
    package, _, name = unquote(address.partition(":")[2]).partition("/")
    folder = _font_folder(package)
    # The name is that of a file of the package: a theme may not name what lies elsewhere.
    return folder / name if folder and name in _names(folder) else None


def installed_address(file: Path) -> str | None:
    """Return the address font:package/File.ttf of a file in an installed package; None for any other file."""
    package = file.parent.parent.name
    address = f"font:{package.removeprefix('fontpkg_').replace('_', '-')}/{file.name}"
    return address if package.startswith("fontpkg_") and installed_font(address) == file else None


@cache
def _font_folder(package: str) -> Path | None:
    if not package.replace("-", "").isalnum():
        return None
    spec = find_spec(f"fontpkg_{package.replace('-', '_')}")
    return Path(spec.origin).parent / "files" if spec and spec.origin else None


@cache
def _names(folder: Path) -> frozenset[str]:
    return frozenset(each.name for each in folder.iterdir())
