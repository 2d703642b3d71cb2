"""What of a page cannot be in its PDF is said, with its line."""

from __future__ import annotations

import pytest

from briefpress.html import HtmlDocument, page_losses

LOST = {
    '<iframe src="https://e.org/x" title="A film"></iframe>': 'frame "A film" (https://e.org/x) is not',
    "<iframe srcdoc='<p>x'></iframe>": "the page in a frame is not",
    "<video src=a.mp4 controls>None</video>": "the film (a.mp4) is not",
    "<audio src=a.mp3></audio>": "the sound (a.mp3) is not",
    "<canvas>c</canvas>": "what a script draws is not",
    "<p><input type=checkbox checked> <INPUT TYPE=RADIO> <input>": "1 of 2 are (line 2)",
}
KEPT = (
    "<p>Text about an iframe, &lt;iframe src=x&gt;",
    "<iframe src=x hidden></iframe>",
    "<iframe src=x width=0 height=0></iframe>",
    "<template><iframe src=x></iframe></template>",
    "<div aria-hidden=true><video src=x></video></div>",
    "<!-- <iframe src=x></iframe> --><script>'<video>'</script>",
    "<p><input value=x><input type=hidden checked>",
)


@pytest.mark.parametrize("html", LOST)
def test_what_is_lost_is_said_on_its_line(html: str) -> None:
    (finding,) = page_losses(HtmlDocument(f"<!DOCTYPE html><h1>T</h1>\n{html}", "page.html"), ())

    assert LOST[html] in finding.message
    assert finding.location.line == 2


@pytest.mark.parametrize("html", KEPT)
def test_what_nobody_sees_is_not_said_to_be_lost(html: str) -> None:
    assert not [*page_losses(HtmlDocument(f"<!DOCTYPE html><h1>T</h1>\n{html}", "page.html"), ())]


def test_what_styles_hide_is_not_lost() -> None:
    page = HtmlDocument("<html><head></head><body><iframe></iframe><video></video>", "page.html")

    (finding,) = page_losses(page, {3})

    assert "film" in finding.message
