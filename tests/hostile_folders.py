"""Folders as a stranger could send them: each construction adds a hostile brief, or what lies beside one."""

from __future__ import annotations

import base64
import json
import os
import struct
import zlib
from typing import TYPE_CHECKING

from briefpress.build.records import _sealed
from hostile_data import CONSTRUCTIONS as DATA_CONSTRUCTIONS
from hostile_drafts import draft_of_a_stranger
from hostile_looks import LOOK_CONSTRUCTIONS, brand_of_a_stranger, brand_that_is_special
from hostile_places import SVG, Place, special_file

if TYPE_CHECKING:
    from collections.abc import Callable

OWNED = "owned"  # the file that code of the attacker would make
ENCODINGS = (
    "gbk shift_jis big5 euc-kr utf-7 utf-16 utf-32 cp037 koi8-r latin-1 x-unknown rot13 idna hex"
)
ESCAPES = (
    "{{{{ cycler.__init__.__globals__.os.system('touch {}') }}}}",
    "{{{{ self.__init__.__globals__.__builtins__.open('{}', 'w') }}}}",
    "{{{{ ''.__class__.__mro__[1].__subclasses__()[{}|length] }}}}",
    "{{{{ brief.parse_file('{}') }}}}",
    "{{% include '../../../outside/secret.txt' %}}{{# {} #}}",
    "{{% include '{}' %}}",
    "{{% extends '{}' %}}",
    "{{{{ inline.func.__globals__['{}'] }}}}",
    "{{{{ ('%c' * 9**9) ~ '{}' }}}}",
    "{{{{ 'x' * 999999999 ~ '{}' }}}}",
    "{{{{ range(99999)|map('string')|join('{}') * 9999 }}}}",
    "{{% for a in range(99999) %}}{{% for b in range(99999) %}}{{% endfor %}}{{% endfor %}}{}",
    "{{% macro m() %}}{{{{ m() }}}}{{% endmacro %}}{{{{ m() }}}}{}",
    "{{% include 'brief.html' %}}{}",
    "{{{{ '\\ud83d' }}}}{}",
    "{{{{ '{{0.__class__.__init__}}'.format(brief) }}}}{}",
    "<img src='file://{}'><p>{{{{ brief.title }}}}",
)


def code_in_a_template(place: Place) -> None:
    target = place.outside / place.rng.choice([OWNED, "secret.txt"])
    kind = place.rng.choice(["brief", "cover", "footer", "imprint", "blocks/box"])
    place.theme({f"templates/{kind}.html": place.rng.choice(ESCAPES).format(target)})


def styles_that_reach_out(place: Place) -> None:
    address = place.rng.choice([
        f"file://{place.secret}", "../../../outside/secret.txt", "/etc/passwd", "http://127.0.0.1:1/a",
        "//127.0.0.1/a", "data:,", "font:../../x", "font:a/../../b", "\\66ile:///etc/passwd", "\x00", "a" * 9999,
    ])  # fmt: skip
    rule = place.rng.choice([
        '@import url("{}");', '@font-face {{ font-family: F; src: url("{}") }} body {{ font-family: F }}',
        'body {{ background: url("{}") }}', 'h1::before {{ content: url("{}") }}',
        '@namespace url("{}");', 'a::after {{ content: attr(href url) }} li {{ list-style-image: url("{}") }}',
    ])  # fmt: skip
    place.theme({"styles/theme.css": rule.format(address)})


def styles_without_end(place: Place) -> None:
    sheet = place.rng.choice([
        "*" * 200_000, "a{" * 50_000, "@import 'theme.css';", ":root { --a: var(--b) var(--b); --b: var(--a) }",
        ":root{" + "".join(f"--a{n}:var(--a{n - 1})var(--a{n - 1});" for n in range(1, 60)) + "} p{width:var(--a59)}",
        "p { font-size: 1e9pt; line-height: 1e9 }", "p { margin-top: 1e8cm }", "body { columns: 99999 }",
        "@page { size: 1e9m 1e9m }", "@page { size: 0 0; margin: 9m }",
        "p::before { content: '" + "x" * 10**6 + "' }",
        "* { display: table-cell; position: running(a); float: footnote }",
        "p { counter-increment: a 99999999999999999999 }",
        "a" + ":not(" * 3000 + "b" + ")" * 3000 + " {}", ":root { --a: " + "9" * 5000 + " }",
        '@font-face { font-family: F; font-weight: \u00b2; src: url("font:a.b.c/F.ttf") }', "\udcff",
        "h1 { bookmark-label: content(before) counters(a, 'b'); string-set: a content() }", "\ufeff\x00\x1b[2J",
    ])  # fmt: skip
    place.theme({"styles/theme.css": sheet})


def fonts_of_a_theme(place: Place) -> None:
    font = place.rng.choice([
        b"", b"\x00\x01\x00\x00" + bytes(200), b"wOF2" + os.urandom(0) + b"\xff" * 400, b"OTTO" + b"\xff" * 99,
        b"wOFF" + struct.pack(">IIHHIHH", 0x10000, 99, 0xFFFF, 0, 0xFFFFFFFF, 1, 0) + b"\xff" * 300,
    ])  # fmt: skip
    face = '@font-face { font-family: F; src: url("f.ttf") } body { font-family: F }'
    place.theme({"styles/theme.css": face, "styles/f.ttf": font})


def theme_of_special_files(place: Place) -> None:
    place.theme({"styles/theme.css": "", "templates/x.html": ""})
    name = place.rng.choice(
        ["styles/a.css", "templates/cover.html", "templates/words.yaml", "templates/a/b"]
    )
    path = place.folder / f"{place.name}-theme" / name
    path.parent.mkdir(exist_ok=True)
    special_file(place, path)


def theme_with_a_strange_name(place: Place) -> None:
    name = place.rng.choice(
        ["a\udcff.css", "\x1b[31m.css", "\n::error::x.css", "a" * 250, "%0a.css"]
    )
    place.theme({f"styles/{name}": "body {}", f"templates/{name}": "{{ x }}"})


def theme_elsewhere(place: Place) -> None:
    theme = place.rng.choice(
        ["..", "../outside", "/etc", "", ".", "~", "\x00", "a" * 5000, "/dev/zero", "build"]
    )
    place.brief(theme=theme)


def picture_elsewhere(place: Place) -> None:
    place.picture(place.rng.choice([
        "../outside/secret.png", str(place.secret), "/dev/zero", "/proc/self/mem", "file:///etc/passwd",
        "http://127.0.0.1:1/x.png", "\x00.png", "a" * 9000, "..", "", "~root/.profile", "\\\\host\\share", "NUL",
        "a\n::error::b.png", "\x1b]0;x\x07.png", "data:text/html,x", ".record.json", "build/good/good.pdf",
    ]))  # fmt: skip


def picture_that_is_special(place: Place) -> None:
    special_file(place, place.folder / f"{place.name}.png")
    place.picture(f"{place.name}.png")


def brief_that_is_special(place: Place) -> None:
    special_file(place, place.folder / f"{place.name}.yaml")


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """Return a PNG that claims a size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def picture_with_a_huge_claim(place: Place) -> None:
    zeros = zlib.compress(bytes(50_000_000), 9)
    side = place.rng.choice([1, 60_000, 2**31 - 1])
    text = b"tEXtComment\x00" + zeros
    data = place.rng.choice([
        png(side, side, zeros), png(65_000, 1, zeros), png(9, 9, b""), png(0, 0),
        b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\xf7\x00\x00" + bytes(900), png(9, 9, zeros) + text,
        b"\xff\xd8\xff\xe0" + b"\xff" * 5000, b"BM" + b"\xff" * 300, b"RIFF\xff\xff\xff\xffWEBPVP8X" + b"\xff" * 99,
        b"II*\x00\x08\x00\x00\x00" + b"\xff" * 999, b"\x00\x00\x00\x0cjP  \r\n\x87\n" + b"\xff" * 99,
        b"%!PS\n(x) run\n",
    ])  # fmt: skip
    place.picture(place.write(f"{place.name}.png", data))


def svg_that_explodes(place: Place) -> None:
    uses = "".join(
        f'<g id="a{n}"><use xlink:href="#a{n - 1}"/><use xlink:href="#a{n - 1}"/></g>'
        for n in range(1, 40)
    )
    entities = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 40))
    inner = place.rng.choice([
        f'<rect id="a0" width="1" height="1"/>{uses}', "<g>" * 5000 + "</g>" * 5000,
        '<use id="a" xlink:href="#a"/>', ('<pattern id="p" width="1e-9" height="1e-9"><path d="M0 0h9"/></pattern>'
        '<rect fill="url(#p)" width="90" height="90"/>'), f'<path d="M0 0{"h1v1" * 200_000}"/>',
        '<text font-size="1e30">x</text>', f"<text>{'x' * 500_000}</text>", '<image xlink:href="a.svg"/>',
        '<filter id="f"><feGaussianBlur stdDeviation="1e9"/></filter><rect filter="url(#f)" width="9" height="9"/>',
        f'<image xlink:href="file://{place.secret}"/>', f'<style>@import "{place.secret}";</style>',
        '<script>alert(1)</script><rect onload="x()" width="9" height="9"/>',
        "<a xlink:href='javascript:x()'><text>a</text></a>",
        f'<image xlink:href="data:image/png;base64,{base64.b64encode(png(60_000, 60_000)).decode()}"/>',
        '<rect width="90" height="90" stroke-dasharray="1e-9" stroke="red"/>', "<svg viewBox='0 0 0 0'><rect/></svg>",
        "<mask id='m'><rect mask='url(#m)'/></mask><rect mask='url(#m)' width='9' height='9'/>",
    ])  # fmt: skip
    whole = SVG.format(inner)
    if place.rng.random() < 0.3:
        system = f'<!ENTITY x SYSTEM "file://{place.secret}">'
        whole = f'<!DOCTYPE svg [<!ENTITY e0 "x">{entities}{system}]>{SVG.format("<text>&e39;&x;</text>")}'
    place.picture(place.write(f"{place.name}.svg", whole))


def svg_in_an_encoding(place: Place) -> None:
    name = place.rng.choice(ENCODINGS.split())
    text = (
        f'<?xml version="1.0" encoding="{name}"?>{SVG.format("<title>雨 é</title><text>水</text>")}'
    )
    codec = name if name in ("gbk", "shift_jis", "big5", "utf-16", "utf-32", "utf-7") else "utf-8"
    place.picture(place.write(f"{place.name}.svg", text.encode(codec, "replace")))


def yaml_that_explodes(place: Place) -> None:
    aliases = "\n".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))
    text = place.rng.choice([
        f"a0: &a0 [b]\n{aliases}", "title: " + "[" * 9999, "title: " + "{a: " * 9999, "- " * 9999,
        "\n".join(" " * n + "a:" for n in range(900)),
        "? " * 5000, "title: &a *a", "a: &x {b: *x}", "<<: [*a, *a]",
        "!!python/object/apply:os.system ['touch owned']",
        "title: !!binary " + "A" * 9999, "%YAML 9.9\n---\na", "--- a\n--- b", "\x00", "\ufffe", "a: \"\\ud83d\"",
        place.text(title="\ud83d"), place.text(title="a\x1b[31m\x07"), place.text(title="\u202e\u2066" * 50),
        place.text(title="x" * 300_000), place.text(**{"\n::error::k": "x", "a\x1b]0;b\x07": 1}),
        place.text(language="x" * 999),
        place.text(date="9" * 5000), place.text(sections=[]), place.text(sections="x"),
        place.text(abbreviations={"": "", "a" * 9999: "b"}),
        place.text(summary="[" * 9000), place.text(summary="*" * 9000 + "a"), place.text(summary="<" * 50_000),
        "title: 1e999999999",
        place.text(sections=[{"heading": "\u0300" * 9999, "body": ["a"]}]), place.text(summary="a\u200d" * 20_000),
        "x: " + "9" * 100_000, "? {a: b}\n: c", "title: |\n" + "\t" * 9999,
    ])  # fmt: skip
    place.write(f"{place.name}.yaml", text.encode("utf-8", "surrogatepass"))


def text_in_an_encoding(place: Place) -> None:
    codec = place.rng.choice(
        ["utf-16", "utf-32", "latin-1", "gbk", "shift_jis", "utf-7", "cp037", "utf-8-sig"]
    )
    place.write(f"{place.name}.yaml", place.text(title="Wasser – 水 é").encode(codec, "replace"))


def name_of_a_brief(place: Place) -> None:
    name = place.rng.choice([
        "..", ".", "...", "....", " ", "a ", "a.", "CON", "nul", "com1.x", "a\nb", "a\x1b[2Jb", "a\udcffb", "a:b",
        "a\\..\\b",
        "a" * 240, "GOOD", "good", "-o", "--help", "\u202egpj", "*", "a?b", "$(touch owned)", "`id`", "%s%n", "build",
    ])  # fmt: skip
    place.write(f"{name}.yaml", place.text(title="Named"))


def series_file(place: Place) -> None:
    path = place.folder / "series.yaml"
    if path.exists() or path.is_symlink():
        return
    if place.rng.random() < 0.5:
        special_file(place, path)
    else:
        path.write_text(
            place.rng.choice(
                ["[" * 999, "a: &a [*a]", "theme: ../outside", "title: x", "publisher: 1"]
            )
        )
    place.brief()


def forged_record(place: Place) -> None:
    place.brief()
    out = place.folder / "build" / place.name
    out.mkdir(parents=True)
    record = out / ".record.json"
    if place.rng.random() < 0.2:
        (out / "report.json").write_text(
            place.rng.choice(["[" * 99_999, "7", '{"briefpress": 1, "source": 5}'])
        )
        return
    if place.rng.random() < 0.4:
        special_file(place, record)
        return
    outputs = dict.fromkeys(
        ["../../../outside/secret.txt", str(place.secret), "..", "", "/dev/zero"], "0" * 64
    )
    body = json.dumps(place.rng.choice([
        {"outputs": outputs, "named": [], "inputs": {}, "stamps": {}, "source": "x", "theme": "/"},
        {"outputs": {}, "named": ["../outside/secret.txt", "a\0b"], "inputs": {}, "stamps": {}, "source": "",
        "theme": None},
        {"outputs": {f"{place.name}.pdf": "0" * 64}, "named": ["../outside/secret.txt"], "source": "../x", "stamps": {},
        "inputs": {"file ../outside/secret.txt": "0" * 64, "content": 1}, "theme": "../outside"},
        {}, [], {"outputs": 1}, {"outputs": outputs}, None, {"inputs": []},
        {"outputs": {}, "named": ["\ud800"], "inputs": {}, "stamps": {}, "source": "a\0b", "theme": "\ud800"},
    ])).encode()  # fmt: skip
    record.write_bytes(_sealed(body))  # as an attacker can


def output_that_leads_out(place: Place) -> None:
    place.brief()
    out = place.folder / "build"
    out.mkdir(exist_ok=True)
    if place.rng.random() < 0.3:
        (out / place.name).symlink_to(place.outside)
    elif place.rng.random() < 0.4:
        (out / place.name).mkdir()
        name = place.rng.choice(
            [f"{place.name}.pdf", f"{place.name}.html", "report.json", ".record.json"]
        )
        place.rng.choice([os.mkdir, os.mkfifo])(out / place.name / name)
    else:
        (out / place.name).mkdir()
        (out / place.name / f"{place.name}.pdf").symlink_to(place.secret)
        (out / place.name / f".{place.name}.pdf.999999999.part").symlink_to(place.secret)


def python_beside_it(place: Place) -> None:
    module = place.rng.choice(
        ["struct", "json", "yaml", "random", "sitecustomize", "briefpress", "weasyprint", "re"]
    )
    place.write(f"{module}.py", f"open({str(place.outside / OWNED)!r}, 'w')\nraise SystemExit(7)\n")
    place.write("pyvenv.cfg", "home = /nowhere\n")
    place.brief()


def links_and_texts(place: Place) -> None:
    word = place.rng.choice([
        "[a](javascript:x())", "[a](file:///etc/passwd)", "![a](/etc/passwd)", "<script>x</script>", "[a](http://[)",
        "[a](//x)", "a[^b][^b]", "[@a][@b]", "{{ 7*7 }}", "[a]{lang=x}" * 999, "![a](../outside/secret.txt)",
        "`" * 9999, "\\" * 9999,
        "[a](data:text/html,x)", "[" * 500 + "a" + "](b)" * 500, "> " * 500 + "a", "- " * 500 + "a", "a\n" * 9000,
        "&#x0;&#55296;",
    ])  # fmt: skip
    place.brief(
        summary=word,
        key_messages=[word],
        sections=[
            {"heading": word[:60], "body": [word, {"box": {"heading": "B", "body": [word]}}]}
        ],
    )


CONSTRUCTIONS: tuple[Callable[[Place], None], ...] = (
    code_in_a_template, styles_that_reach_out, styles_without_end, fonts_of_a_theme, theme_of_special_files,
    theme_with_a_strange_name, theme_elsewhere, picture_elsewhere, picture_that_is_special, brief_that_is_special,
    picture_with_a_huge_claim, svg_that_explodes, svg_in_an_encoding, yaml_that_explodes, text_in_an_encoding,
    name_of_a_brief, series_file, forged_record, output_that_leads_out, python_beside_it, links_and_texts,
    *DATA_CONSTRUCTIONS, draft_of_a_stranger, *LOOK_CONSTRUCTIONS,
)  # fmt: skip
# After these, nothing at all may be built: a name, a link, or what all share is refused before.
OF_ALL = {
    name_of_a_brief, series_file, python_beside_it, brief_that_is_special, brand_of_a_stranger, brand_that_is_special,
}  # fmt: skip
