"""`briefpress watch --serve`: who is answered, what is served, and how it does in a real browser."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import UndefinedError
from playwright.sync_api import Page, expect
from tinyhtml5.parser import HTMLParser

from briefpress.build.preview.pages import Pages
from briefpress.build.preview.server import serving
from briefpress.build.preview.state import Board
from browsing import violations
from conftest import Cli, write_brief
from timing import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

expect.set_options(timeout=PATIENCE * 1000)
SECTIONS = [
    {"heading": f"Part {number}", "body": [f"Rain number {number} came. " * 40]}
    for number in range(1, 9)
]
SOURCES: dict[
    str, dict[str, Any]
] = {  # briefs by name, with what differs from the least that there is to one
    "kenya": {"title": "Water in Kenya", "sections": SECTIONS},
    "mali": {"title": "Water in Mali"},
    "niger": {"title": "", "licence": "CC-BY-5.0"},
}


ADDRESS = r"^preview: http://127\.0\.0\.1:(\d+)/\?token=([\w-]{32,})$"


@dataclass(frozen=True)
class Answer:
    """What was answered; the names of headers are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@contextmanager
def asking(
    port: int, path: str, method: str = "GET", **headers: str
) -> Iterator[http.client.HTTPResponse]:
    """Send a request as it stands, and give the answer while it comes in."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": f"127.0.0.1:{port}", **headers}.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    with closing(connection), connection.getresponse() as answer:
        yield answer


def ask(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    """Return the whole answer to a request, but for that of /events, which has no end."""
    with asking(port, path, method, **headers) as answer:
        body = b"" if path == "/events" and answer.status == 200 else answer.read()
        return Answer(answer.status, dict(answer.getheaders()), body)


@dataclass(frozen=True)
class Server:
    """`briefpress watch --serve`, where it answers and what it watches."""

    process: subprocess.Popen[str]
    folder: Path
    port: int
    token: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def asking(
        self, path: str, method: str = "GET", **headers: str
    ) -> AbstractContextManager[http.client.HTTPResponse]:
        return asking(self.port, path, method, **{"Cookie": self.cookie, **headers})

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        return ask(self.port, path, method, **{"Cookie": self.cookie, **headers})

    @property
    def cookie(self) -> str:
        """What the browser of whoever opened the printed address sends."""
        return f"briefpress-{self.port}={self.token}"

    def connected(self) -> socket.socket:
        """Connect, and say nothing."""
        connection = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
        connection.settimeout(PATIENCE)
        return connection

    def save(self, name: str, **fields: Any) -> None:
        write_brief(self.folder / f"content/{name}.yaml", **{**SOURCES.get(name, {}), **fields})


@contextmanager
def served(folder: Path, files: int = 0) -> Iterator[Server]:
    """Run the command in a folder until everything is built, and end it with Ctrl-C.

    It may have as many `files` open, where that is no 0.
    """
    for name, fields in SOURCES.items():
        write_brief(folder / f"content/{name}.yaml", **fields)
    command = [sys.executable, "-m", "briefpress", "watch", "--serve", "--port", "0"]
    if files:
        command = ["sh", "-c", f'ulimit -n {files}; exec "$0" "$@"', *command]
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, stdout=pipe, stderr=quiet, text=True) as process:
        try:
            assert process.stdout
            lines = []
            for line in process.stdout:
                lines.append(line)
                if line.startswith("watching"):
                    break
            address = re.search(ADDRESS, "".join(lines), re.MULTILINE)
            assert address
            yield Server(process, folder, int(address[1]), address[2])
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for tests that change nothing."""
    with served(tmp_path_factory.mktemp("preview")) as running:
        yield running


@pytest.fixture(params=[1920, 1280, 320], ids=["widest", "wide", "narrow"])
def page(request: pytest.FixtureRequest, browser: Any) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": request.param, "height": 900})
    yield opened
    opened.close()


def visit(page: Page, server: Server, path: str = "") -> None:
    """Open a page of the preview by its address with the token."""
    page.goto(f"{server.url}{path}?token={server.token}")


def open_brief(page: Page, server: Server, name: str = "kenya") -> None:
    """Open the page of a brief, and wait until all of it is there and follows what is saved."""
    with page.expect_response(lambda answer: answer.url.endswith("/events")):
        visit(page, server, f"briefs/{name}/")
    page.wait_for_function("[...document.images].every(one => one.complete && one.naturalWidth)")


# Who is answered


FOREIGN: dict[str, tuple[dict[str, str], int]] = {
    "another name for this machine": ({"Host": "evil.example:{port}"}, 421),
    "a name of another port": ({"Host": "127.0.0.1:1"}, 421),
    "no port": ({"Host": "127.0.0.1"}, 421),
    "a name that begins alike": ({"Host": "localhost.evil.example:{port}"}, 421),
    "an empty name": ({"Host": ""}, 421),
    "a page of another site": ({"Origin": "https://evil.example"}, 403),
    "a page of another port": ({"Origin": "http://127.0.0.1:1"}, 403),
    "a page without an origin": ({"Origin": "null"}, 403),
    "a script of another site": ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"}, 403),
    "a frame of another site": (
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
        403,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("headers", "status"), FOREIGN.values(), ids=FOREIGN)
def test_strangers_are_refused(headers: dict[str, str], status: int, server: Server) -> None:
    sent = {name: value.format(port=server.port) for name, value in headers.items()}
    for path in ("/", "/events", "/preview.js", "/briefs/kenya/kenya.pdf"):
        answer = server.ask(path, **sent)
        assert answer.status == status
        assert b"kenya" not in answer.body


@pytest.mark.parametrize(
    "cookie",
    ["", "briefpress-{port}=", "briefpress-{port}=guess", "briefpress-1={token}", "token={token}"],
)
def test_who_does_not_know_the_token_is_told_nothing(cookie: str, server: Server) -> None:
    sent = cookie.format(port=server.port, token=server.token)
    for path in (
        "/",
        "/events",
        "/preview.js",
        "/none",
        "/briefs/kenya/kenya.pdf",
        "/?token=guess",
    ):
        answer = server.ask(path, Cookie=sent)
        assert answer.status == 403
        assert b"kenya" not in answer.body
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/briefs/kenya/", "//evil.example/", "/briefs/%e0%a4%b6/"])
def test_the_printed_address_leads_to_the_page_with_a_cookie(path: str, server: Server) -> None:
    answer = server.ask(f"{path}?token={server.token}", Cookie="")

    assert answer.status == 303
    assert answer.headers["location"] == f"/{path.lstrip('/')}"
    assert answer.headers["set-cookie"].startswith(server.cookie)
    assert {"HttpOnly", "SameSite=lax"} <= set(answer.headers["set-cookie"].split("; "))
    assert server.token.encode() not in answer.body


@pytest.mark.skipif(sys.platform == "win32", reason="limits are those of other systems")
def test_idle_connections_use_nothing_up(tmp_path: Path) -> None:
    with served(tmp_path, files=64) as server, ExitStack() as stack:
        idle = [stack.enter_context(server.connected()) for _ in range(200)]
        assert server.ask("/").status == 200
        with server.asking("/events") as events:
            next_event(events)
            server.save("mali", title="Wind in Mali")
            while not next_event(events)["said"].startswith("mali up to date"):
                pass
        for connection in idle[:100]:  # the oldest had to go
            assert connection.recv(1) == b""
        assert server.ask("/briefs/mali/").status == 200


def test_two_names_at_once_are_refused(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as connection:
        hosts = f"Host: 127.0.0.1:{server.port}\r\nHost: evil.example\r\n"
        connection.sendall(f"GET / HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n".encode())
        assert connection.recv(64).split()[1] in (b"400", b"421")


def test_our_own_pages_are_answered(server: Server) -> None:
    port = server.port
    for headers in (
        {"Host": f"localhost:{port}"},
        {"Host": f"LOCALHOST:{port}", "Origin": f"http://127.0.0.1:{port}"},
        {"Sec_Fetch_Site": "same-origin"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"},
    ):  # fmt: skip
        assert server.ask("/", **headers).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(method: str, server: Server) -> None:
    answer = server.ask("/briefs/kenya/", method)

    assert answer.status == 405
    assert not [name for name in answer.headers if name.startswith("access-")]


def test_head_says_what_get_says_without_the_body(server: Server) -> None:
    head, get = (server.ask("/briefs/kenya/kenya.pdf", method) for method in ("HEAD", "GET"))

    assert head.status == get.status == 200
    assert head.headers.get("content-length") == get.headers.get("content-length")
    assert head.body == b""


def test_nobody_else_can_reach_it(server: Server) -> None:
    listening = Path(f"/proc/{server.process.pid}/net/tcp")
    if not listening.exists():
        pytest.skip("needs /proc")
    port = f":{server.port:04X}"
    local = [line.split()[1] for line in listening.read_text().splitlines() if " 0A " in line]
    assert [each for each in local if each.endswith(port)] == [f"0100007F{port}"]


def test_every_answer_says_how_far_it_may_go(server: Server) -> None:
    for path in (
        "/",
        "/briefs/kenya/",
        "/briefs/kenya/document",
        "/preview.js",
        "/none",
        "/events",
    ):
        answer = server.ask(path)
        policy = answer.headers.get("content-security-policy") or ""
        assert "default-src 'none'" in policy
        assert "frame-ancestors" in policy
        assert answer.headers.get("x-content-type-options") == "nosniff"
        assert answer.headers.get("referrer-policy") == "no-referrer"
        assert answer.headers.get("cross-origin-resource-policy") == "same-origin"
        assert answer.headers.get("access-control-allow-origin") is None
        assert answer.headers.get("server") is None
        assert "unsafe" not in policy.replace("style-src 'unsafe-inline'", "")
        assert ("frame-ancestors 'self'" in policy) == (path == "/briefs/kenya/document")


# What is served

SECRET = "nobody's business"  # noqa: S105 - a text that must not be served


def test_only_outputs_of_briefs_that_are_watched_are_served(server: Server) -> None:
    out = server.folder / "build"
    (out / "other").mkdir()
    for name in (
        "other/other.pdf",
        "other/other.html",
        "kenya/notes.pdf",
        "kenya/.hidden.pdf",
        "secret.pdf",
    ):
        (out / name).write_text(SECRET)
    (server.folder / "secret.html").write_text(SECRET)
    for path in (
        "/briefs/other/", "/briefs/other/document", "/briefs/other/other.pdf", "/briefs/kenya/notes.pdf",
        "/briefs/kenya/.hidden.pdf", "/briefs/kenya/.record.json", "/briefs/kenya/report.json",
        "/briefs/../secret.html", "/briefs/%2e%2e/secret.html", "/briefs/..%2fsecret.html/document",
        "/briefs/kenya/..%2f..%2fsecret.pdf", "/briefs/kenya/../../secret.pdf", "/briefs/..%5csecret.pdf",
        "/briefs/kenya%00/kenya.pdf", "//etc/passwd", "/content/kenya.yaml", "/build/kenya/kenya.pdf",
        "/briefs/kenya/pages/x/1.webp", "/briefs/kenya/pages/../1.webp", "/briefs/./document",
        "/briefs/%ff/", "/../../../../etc/passwd", "/.record.json", "/briefs//",
    ):  # fmt: skip
        answer = server.ask(path)
        assert answer.status == 404, path
        assert SECRET.encode() not in answer.body


def test_pictures_are_those_of_the_pdf_that_is_there(server: Server) -> None:
    text = server.ask("/briefs/kenya/").text
    sources = re.findall(r'<img src="([^"]+)"', text)
    first = server.ask(sources[0])

    assert len(sources) >= 2
    assert first.headers.get("content-type") == "image/webp"
    assert "immutable" in (first.headers.get("cache-control") or "")
    assert first.body[8:12] == b"WEBP"
    for number in ("0", "99", "-1", "one"):
        assert server.ask(re.sub(r"\d+\.webp", f"{number}.webp", sources[0])).status == 404
    assert server.ask(sources[0].replace("kenya", "mali")).status == 404


def test_what_it_says_is_html_without_a_fault(server: Server) -> None:
    for path in ("/", "/briefs/kenya/", "/briefs/niger/", "/none"):
        text = server.ask(path).text
        parser = HTMLParser()
        parser.parse(text)
        faults: list[Any] = parser.errors
        identifiers = re.findall(r'\bid="([^"]+)"', text)
        assert faults == []
        assert len(identifiers) == len(set(identifiers))
        assert set(re.findall(r'href="#([^"]+)"', text)) <= set(identifiers)


def test_the_page_of_a_brief_says_all_there_is(server: Server) -> None:
    kenya, niger = (server.ask(f"/briefs/{name}/").text for name in ("kenya", "niger"))

    assert "up to date" in kenya
    assert "no-doi" in kenya
    assert re.search(r"page-validation [\d.]+: nothing found that breaks PDF/UA-1", kenya)
    assert '<span class="announced">heading level 1</span>' in kenya
    assert "failed" in niger
    assert re.search(r"line 2, column \d+", niger)
    assert "CC-BY-5.0" in niger
    assert "There is no PDF yet." in niger


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text(SECRET)
    with served(tmp_path) as server:
        for name, target in (("mali.html", "secret.html"), ("mali.pdf", "build/kenya/kenya.pdf")):
            (tmp_path / "build/mali" / name).unlink()
            (tmp_path / "build/mali" / name).symlink_to(tmp_path / target)
        for path in ("/briefs/mali/document", "/briefs/mali/mali.pdf"):
            answer = server.ask(path)
            assert answer.status == 404
            assert SECRET.encode() not in answer.body
        (tmp_path / "build/kenya/kenya.html").unlink()  # what is gone is no fault of the server
        assert server.ask("/briefs/kenya/document").status == 404
        assert server.ask("/briefs/kenya/").status == 200


def test_a_port_that_is_taken_is_refused(cli: Cli, server: Server) -> None:
    done = cli("watch", "--serve", "--port", str(server.port), cwd=server.folder)

    assert done.returncode == 2
    assert f"127.0.0.1:{server.port}: error[port-taken]" in done.stderr


# In a browser


@pytest.mark.parametrize("path", ["", "briefs/kenya/", "briefs/niger/", "none"])
def test_axe_finds_nothing(path: str, page: Page, server: Server) -> None:
    visit(page, server, path)

    assert violations(page) == []


def test_nothing_is_fetched_from_elsewhere_and_no_policy_is_broken(
    browser: Any, server: Server
) -> None:
    opened = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: said.append(message.text))
    open_brief(opened, server)
    opened.close()

    assert [url for url in asked if not url.startswith((server.url, "data:"))] == []
    assert said == []


@pytest.mark.parametrize("path", ["", "briefs/kenya/", "briefs/niger/"])
def test_the_page_fits(path: str, page: Page, server: Server) -> None:
    visit(page, server, path)
    width = page.viewport_size["width"] if page.viewport_size else 0

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(one => +one.tagName[1])")
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_four_sides_stand_side_by_side_where_there_is_room(page: Page, server: Server) -> None:
    open_brief(page, server)
    sides = page.locator("main section").all()
    boxes = [side.bounding_box() for side in sides]
    width = page.viewport_size["width"] if page.viewport_size else 0
    columns = {round(box["x"]) for box in boxes if box}

    assert len(sides) == 4
    assert len(columns) == {1920: 4, 1280: 3, 320: 1}[width]
    if width > 1000:  # each scrolls by itself, and all of them are seen at once
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_the_keyboard_reaches_everything_and_it_shows(page: Page, server: Server) -> None:
    open_brief(page, server)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reached: list[str] = []
    while reached[-1:] != ["scroll-transcript"]:
        assert len(reached) < 100
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
        if reached[-1] not in ("BODY", "frame"):
            shown = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(shown) == "solid"
    order = [
        "scroll-findings",
        "open-pdf",
        "scroll-pages",
        "open-html",
        "frame",
        "scroll-transcript",
    ]
    assert [each for each in dict.fromkeys(reached) if each in order] == order

    page.locator("#scroll-transcript").focus()
    before = page.evaluate("[scrollY, document.activeElement.scrollTop]")
    page.keyboard.press("PageDown")
    page.wait_for_function(
        "before => JSON.stringify([scrollY, document.activeElement.scrollTop]) != JSON.stringify(before)",
        arg=before,
    )


def test_all_briefs_are_reached_from_one_another(browser: Any, server: Server) -> None:
    opened = browser.new_page()
    visit(opened, server)
    opened.get_by_role("link", name="kenya").press("Enter")
    opened.get_by_role("link", name="Next: mali").press("Enter")
    opened.get_by_role("link", name="Next: niger").press("Enter")
    expect(opened.get_by_role("heading", level=1)).to_have_text("niger")
    opened.get_by_role("link", name="All briefs").press("Enter")
    expect(opened.get_by_role("heading", level=1)).to_have_text("Briefs")
    opened.close()


def test_it_works_without_a_script(browser: Any, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    visit(opened, server, "briefs/kenya/")

    expect(opened.locator(".transcript").first).to_contain_text("Water in Kenya")
    expect(opened.frame_locator("iframe").locator("h1")).to_have_text("Water in Kenya")
    expect(opened.locator("#connection")).to_be_hidden()
    context.close()


def test_the_brief_in_the_frame_runs_no_script_and_goes_nowhere(
    browser: Any, tmp_path: Path
) -> None:
    with served(tmp_path) as server:
        path = tmp_path / "build/kenya/kenya.html"
        bad = "<script>parent.document.title = 'taken'</script><img src=x onerror=\"parent.document.title='taken'\">"
        link = "<a id=away href='https://evil.example/'>away</a>"
        path.write_text(path.read_text("utf-8").replace("<h1", f"{bad}{link}<h1", 1), "utf-8")
        opened = browser.new_page()
        asked: list[str] = []
        opened.on("request", lambda request: asked.append(request.url))
        open_brief(opened, server)
        opened.frame_locator("iframe").locator("#away").click()
        opened.wait_for_timeout(300)
        assert "taken" not in opened.title()
        assert not any("evil.example" in url for url in asked)
        opened.close()


def test_what_is_saved_shows_without_a_reload(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path) as server:
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        open_brief(opened, server)
        opened.evaluate("document.body.dataset.mine = 'still here'")
        opened.locator("#open-pdf").focus()
        transcript = opened.locator("#scroll-transcript")
        transcript.evaluate("one => { one.scrollTop = 120 }")
        opened.frames[1].evaluate("scrollTo({top: 200, behavior: 'instant'})")
        picture = opened.locator("img").first.get_attribute("src")

        server.save("kenya", title="Wind in Kenya")
        expect(opened.locator("#lines")).to_contain_text("Wind in Kenya")
        expect(opened.frame_locator("iframe").locator("h1")).to_have_text("Wind in Kenya")
        expect(opened.locator("#said")).to_have_text(
            re.compile(r"^kenya up to date: \d pages, .*\d notes?$")
        )
        assert opened.locator("img").first.get_attribute("src") != picture
        opened.wait_for_function("document.querySelector('img').naturalWidth > 0")
        assert opened.evaluate("document.body.dataset.mine") == "still here"
        assert opened.evaluate("document.activeElement.id") == "open-pdf"
        assert transcript.evaluate("one => one.scrollTop") == 120
        opened.wait_for_function("document.getElementById('frame').contentWindow.scrollY == 200")

        server.save("kenya", title="", sections=[])
        expect(opened.locator("#found")).to_contain_text("line 2, column")
        expect(opened.locator("#state")).to_contain_text("What is shown is the last good build.")
        expect(opened.locator("#lines")).to_contain_text("Wind in Kenya")
        assert "failed" in opened.title()
        assert violations(opened) == []

        (tmp_path / "content/kenya.yaml").unlink()
        expect(opened.get_by_role("heading", level=1)).to_have_text("Not found")
        opened.close()


def test_briefs_come_and_go_in_the_list(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path) as server:
        opened = browser.new_page()
        with opened.expect_response(lambda answer: answer.url.endswith("/events")):
            visit(opened, server)
        names = opened.locator(".briefs a")
        expect(names).to_have_text(["kenya", "mali", "niger"])
        opened.get_by_role("link", name="niger").focus()

        server.save("chad", title="Water in Chad")
        expect(names).to_have_text(["chad", "kenya", "mali", "niger"])
        expect(opened.locator(".briefs li").first).to_contain_text("up to date")
        (tmp_path / "content/mali.yaml").unlink()
        expect(names).to_have_text(["chad", "kenya", "niger"])
        expect(opened.locator("#said")).to_have_text("mali: removed")
        assert opened.evaluate("document.activeElement.textContent") == "niger"
        (tmp_path / "content/kenya.yml").write_text("title: T")
        expect(opened.locator("#trouble")).to_contain_text("kenya")
        opened.close()


def test_the_last_word_stands_however_long_an_earlier_one_waits(
    browser: Any, tmp_path: Path
) -> None:
    with served(tmp_path) as server:
        opened = browser.new_page()
        with opened.expect_response(lambda answer: answer.url.endswith("/events")):
            visit(opened, server)
        held: list[Any] = []

        def hold_the_first(route: Any) -> None:
            if held:
                route.continue_()
            else:
                held.append(route)

        opened.route(server.url, hold_the_first)
        with opened.expect_request(server.url):  # the list is asked for, and does not come
            (tmp_path / "content/mali.yaml").unlink()
        (tmp_path / "content/niger.yaml").unlink()
        expect(opened.locator("#said")).to_have_text("niger: removed")
        held[0].continue_()
        expect(opened.locator(".briefs a")).to_have_text(["kenya"])
        opened.evaluate(
            "(async () => { while (running) await new Promise((go) => setTimeout(go, 10)); })()"
        )

        assert opened.locator("#said").inner_text().strip() == "niger: removed"
        opened.close()


def test_a_lost_connection_is_told(browser: Any, tmp_path: Path) -> None:
    opened = browser.new_page()
    with served(tmp_path) as server:
        open_brief(opened, server)
        expect(opened.locator("#connection")).to_be_hidden()
    expect(opened.locator("#connection")).to_be_visible()
    opened.close()


def test_a_damaged_pdf_does_not_end_the_server(tmp_path: Path) -> None:
    with served(tmp_path) as server:
        (tmp_path / "build/kenya/kenya.pdf").write_bytes(b"%PDF-1.7 damaged")
        assert server.ask("/briefs/kenya/").status == 200
        assert server.ask("/").status == 200


def test_a_template_that_fails_does_not_end_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise UndefinedError("no such word")

    with serving(Board(tmp_path), 0) as address:
        _, port, token = re.split(r"1:|/\?token=", address)
        cookie = f"briefpress-{port}={token}"
        monkeypatch.setattr(Pages, "overview", fail)
        answer = ask(int(port), "/", Cookie=cookie)
        assert (answer.status, answer.text) == (500, "This page cannot be shown: no such word\n")
        monkeypatch.undo()
        assert ask(int(port), "/", Cookie=cookie).status == 200


def test_events_are_told_one_by_one(tmp_path: Path) -> None:
    with served(tmp_path) as server, server.asking("/events") as answer:
        assert answer.getheader("content-type") == "text/event-stream; charset=utf-8"
        first = next_event(answer)
        server.save("mali", title="Wind in Mali")
        begun, done = next_event(answer), next_event(answer)
        assert (first["said"], begun["said"]) == ("", "")
        assert done["said"] == "mali up to date: 1 page, 2 notes"
        assert len({first["version"], begun["version"], done["version"]}) == 3


def next_event(answer: http.client.HTTPResponse) -> dict[str, str]:
    while True:
        line = answer.readline().decode()
        assert line
        if line.startswith("data:"):
            event: dict[str, str] = json.loads(line.removeprefix("data:"))
            return event
