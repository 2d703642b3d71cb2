"""The rules on the images and other files that a brief names."""

from __future__ import annotations

from briefpress.findings import Rule, Severity

IMAGE_MISSING = Rule(
    id="image-missing",
    severity=Severity.ERROR,
    title="Every image can be read",
    why="Readers would miss what it shows.",
    mend="put the image beside the document, or mend its name",
)
IMAGE_EXTERNAL = Rule(
    id="image-external",
    severity=Severity.ERROR,
    title="Every image is a file, and holds all that it shows",
    why="What lies on the web may be gone or changed when the brief is built again.",
    mend="save it beside the brief, with all that it shows embedded",
)
IMAGE_OUTSIDE = Rule(
    id="image-outside",
    severity=Severity.ERROR,
    title="Every image lies in the folder of the brief",
    why="A brief that reads other folders cannot be moved, and may publish what it should not.",
    mend="copy it into the folder of the brief",
)
IMAGE_SIZE = Rule(
    id="image-size",
    severity=Severity.ERROR,
    title="No image is larger than a page needs",
    why="It takes long to print, and longer to download.",
    mend="save it smaller: 2,000 pixels across fill the page",
)
IMAGE_DAMAGED = Rule(
    id="image-damaged",
    severity=Severity.ERROR,
    title="Every image is whole, and PNG, JPEG, GIF, WebP, AVIF, TIFF, BMP, JPEG 2000 or SVG",
    why="Readers would see half a picture, or none.",
    mend="open it and save it again as PNG or JPEG",
)
IMAGE_FORMAT = Rule(
    id="image-format",
    severity=Severity.ERROR,
    title="Every image is of a format that can be shown",
    why="Readers would see nothing: browsers and PDF show no HEIC, PostScript or Photoshop files.",
    mend="open it and save it again as PNG or JPEG",
)
IMAGE_COLOURS = Rule(
    id="image-colours",
    severity=Severity.ERROR,
    title="Every image holds colours",
    why="Numbers of 32 bits are measurements: which of them is black and which is white is not said.",
    mend="save it with 8 or 16 bits for each colour",
    clause="PDF/A-3 6.2.4",
)
IMAGE_HTML = Rule(
    id="image-html",
    severity=Severity.ERROR,
    title="No SVG image holds HTML that is not printed",
    why="The words in a <foreignObject> would be missing from the picture.",
    mend="export it with plain text: in Mermaid with htmlLabels: false, in draw.io without Formatted"
    " Text and Word Wrap; or save it as PNG",
)
ICC_PROFILE = Rule(
    id="icc-profile",
    severity=Severity.ERROR,
    title="The profile is that of a printing condition (ICC, CMYK)",
    why="With another one, inks are mixed for a machine that does not print this.",
    mend="ask the printing house for its ICC profile, or leave this out: FOGRA39 is usual in Europe",
)
FONT_FILE = Rule(
    id="font-file",
    severity=Severity.ERROR,
    title="Every font file can be used",
    why="Without it, the brief has another look than its institute asked for.",
    mend="name a TTF, OTF, WOFF or WOFF 2 file",
)
