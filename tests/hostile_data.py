"""What a hostile folder may have beside its briefs: bibliographies, data, charts and maps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hostile_places import BOMB, Place, archive_of, pick, special_file

if TYPE_CHECKING:
    from collections.abc import Callable

_SHEET = "xl/worksheets/sheet1.xml"
_OFFICE = "http://schemas.openxmlformats.org/"


def _block(place: Place, kind: str, **fields: Any) -> None:
    """Write a brief that shows a table, chart, map or equation."""
    fields = {"caption": "Rain", "alt": "Rain by year", **fields}
    place.brief(sections=[{"heading": "Rain", "body": ["It came.", {kind: fields}]}])


def _workbook(sheet: bytes) -> bytes:
    """Return a workbook of one sheet, with the least that programs ask for."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = (
        f'<Types xmlns="{_OFFICE}package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/{_SHEET}" ContentType="{kind}.worksheet+xml"/></Types>'
    )
    links = (
        '<Relationships xmlns="{0}package/2006/relationships">'
        '<Relationship Id="rId1" Type="{0}{1}" Target="{2}"/></Relationships>'
    )
    relation = "officeDocument/2006/relationships/"
    book = (
        f'<workbook xmlns="{_OFFICE}spreadsheetml/2006/main" xmlns:r="{_OFFICE}officeDocument/2006/relationships">'
        '<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    return archive_of(
        {
            "[Content_Types].xml": types.encode(),
            _SHEET: sheet,
            "xl/workbook.xml": book.encode(),
            "_rels/.rels": links.format(
                _OFFICE, f"{relation}officeDocument", "xl/workbook.xml"
            ).encode(),
            "xl/_rels/workbook.xml.rels": links.format(
                _OFFICE, f"{relation}worksheet", "worksheets/sheet1.xml"
            ).encode(),
        }
    )


def _cells(inner: str) -> bytes:
    start = f'<worksheet xmlns="{_OFFICE}spreadsheetml/2006/main">'
    return f"{start}<sheetData>{inner}</sheetData></worksheet>".encode()


def bibliography_of_a_stranger(place: Place) -> None:
    secret = place.secret
    name, data = pick(
        place,
        [
            ("b.bib", "@article{a," + "{" * 50_000),
            ("b.bib", "@string{a = b # a}@book{k, title = a # a # a}"),
            ("b.bib", f"@book{{k, title={{\\input{{{secret}}}}}}}"),
            ("b.bib", f"@book{{k, crossref={{k}}, note={{{'x' * 10**6}}}}}"),
            (
                "b.bib",
                "@book{k, author={"
                + " and ".join(["A, B"] * 20_000)
                + "}, title={T}, date={99999999999}}",
            ),
            ("b.bib", '@preamble{"\\newread"}@book{k\n::error::x, title={\x1b[31m}}'),
            ("b.json", "[" * 50_000),
            (
                "b.json",
                json.dumps([{"id": "k", "type": "book", "issued": {"date-parts": [[1e308]]}}]),
            ),
            ("b.json", json.dumps([{"id": "k", "title": {"a": []}}, 5, None])),
            ("b.yaml", "a: &a [*a, *a]"),
            ("b.yaml", "references: !!python/object/apply:os.system ['touch owned']"),
            ("b.ris", "TY  - " * 50_000),
            ("b.ris", "TY  - JOUR\nL1  - file:///etc/passwd\nID  - k\nER  - "),
            ("b.bib", b"\xff\xfe\x00" * 999),
            (str(secret), ""),
            ("../outside/secret.txt", ""),
            ("/dev/zero", ""),
            ("b.enl", "x"),
        ],
    )
    if data:
        place.write(name, data)
    place.brief(bibliography=name, summary="See [@k, p. 4; @k] and @k.")


def citation_style_of_a_stranger(place: Place) -> None:
    place.write("b.bib", "@book{k, title={T}, author={A, B}, date={2020}}")
    style = place.rng.choice(
        [
            "<style/>",
            "<style><macro name='m'><text macro='m'/></macro></style>",
            "<" * 50_000,
            (BOMB + b"]><style>&e29;</style>").decode(),
            f'<!DOCTYPE s [<!ENTITY x SYSTEM "file://{place.secret}">]><style>&x;</style>',
            (
                '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
                '<citation><layout><text macro="a"/></layout></citation>'
                '<macro name="a"><text macro="a"/></macro></style>'
            ),
            '<link rel="independent-parent" href="file:///etc/passwd"/>',
            (
                '<style xmlns="http://purl.org/net/xbiblio/csl" xmlns:x="x"><info>'
                '<x:link href="http://127.0.0.1:1/" rel="independent-parent"/></info>'
                '<citation><layout><text variable="title"/></layout></citation></style>'
            ),
        ]
    )
    place.write("own.csl", style)
    name = place.rng.choice(
        ["own.csl", "own.csl", "../outside/secret.txt", "/etc/passwd", "http://127.0.0.1:1/a.csl"]
    )
    place.brief(bibliography="b.bib", citation_style=name, summary="See [@k].")


def data_that_explodes(place: Place) -> None:
    cell = '<c r="{}" t="inlineStr"><is><t>x</t></is></c>'
    name, data = pick(
        place,
        [
            ("d.csv", "a,b\n" + "1,2\n" * 500_000),
            ("d.csv", "a," * 100_000 + "\n1"),
            ("d.csv", '"' * 99_999),
            ("d.csv", "a,b\n1e999999999,nan\ninf,-0"),
            ("d.csv", "a,b\n" + "9" * 500_000 + ",1"),
            ("d.csv", b"\x00\xff\xfe" * 999),
            ("d.csv", "a,b\n=cmd|' /C calc'!A0,\x1b[31m\n::error::x,1"),
            ("d.csv", "a,a\n1,2"),
            ("d.csv", ""),
            ("d.csv", "\n" * 99_999),
            ("d.tsv", "a\tb\n" + "x" * 10**7 + "\t1"),
            ("d.csv", "a,b\n" + "x" * 200_000 + ",1"),
            ("d.xls", "<html>" + "<td" * 100_000),
            ("d.xls", "<table><tr><td>" + "<b>" * 5_000 + "a<td>b<tr><td>1<td>2"),
            (
                "d.xls",
                "<table><tr><td colspan=1000 rowspan=65534>a<td>b" + "<tr><td>1<td>2" * 2_000,
            ),
            (
                "d.xls",
                f'<html><iframe src="file://{place.secret}"></iframe><![x[y]]><table><tr><td>a<td>b<tr><td>1',
            ),
            (
                "d.xlsx",
                _workbook(_cells('<row r="1048576">' + cell.format("XFD1048576") + "</row>")),
            ),
            (
                "d.xlsx",
                _workbook(
                    BOMB + b"]>" + _cells("<row><c t='inlineStr'><is><t>&e29;</t></is></c></row>")
                ),
            ),
            ("d.xlsx", _workbook(_cells("<row><c><v>" + "9" * 10**6 + "</v></c></row>"))),
            ("d.xlsx", archive_of({"a": bytes(10**8)})),
            ("d.xlsx", _workbook(bytes(2 * 10**8))),
            ("d.xlsx", archive_of({"../../outside/owned": b"x", _SHEET: b"<"})),
            ("d.xlsx", _workbook(_cells("<row>" * 20_000 + "</row>" * 20_000))),
            ("d.ods", b"PK\x03\x04" + b"\xff" * 999),
            (
                "d.xlsx",
                _workbook(
                    _cells(
                        '<row><c s="99"><v>1</v></c><c t="s"><v>-1</v></c><c t="d"><v>x</v></c></row>'
                    )
                ),
            ),
            (
                "d.ods",
                archive_of(
                    {
                        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                        "content.xml": BOMB + b"]><a>&e29;</a>",
                    }
                ),
            ),
            (
                "d.ods",
                archive_of(
                    {"content.xml": b"<table:table-row table:number-rows-repeated='99999999'/>"}
                ),
            ),
            ("d.xls", b"\xd0\xcf\x11\xe0"),
            ("../outside/secret.txt", ""),
            (str(place.secret), ""),
            ("/dev/zero", ""),
        ],
    )
    if data:
        place.write(name, data)
    if place.rng.random() < 0.5:
        _block(
            place, "table", file=name, columns=place.rng.choice([["a", "b"], ["a"], ["nothing"]])
        )
    else:
        kind = place.rng.choice(["bar", "line", "pie", "dot", "area", "stacked", "grouped"])
        _block(place, "chart", type=kind, file=name, x="a", y="b")


def data_that_are_special(place: Place) -> None:
    name = f"{place.name}.{place.rng.choice(['csv', 'xlsx', 'geojson', 'bib', 'vl.json'])}"
    special_file(place, place.folder / name)
    match name.rpartition(".")[2]:
        case "bib":
            place.brief(bibliography=name, summary="See [@k].")
        case "json":
            _block(place, "chart", spec=name)
        case "geojson":
            place.write("v.csv", "code,n\nA,1\nB,2")
            _block(place, "map", file=name, values="v.csv", key="code", value="n")
        case _:
            _block(place, "table", file=name)


def map_without_end(place: Place) -> None:
    deep: Any = [1, 2]
    for _ in range(200):
        deep = [deep]
    many = [[n % 360 - 180, n % 180 - 90] for n in range(300_000)]
    shape = place.rng.choice(
        [
            {"type": "Polygon", "coordinates": [many]},
            {"type": "Polygon", "coordinates": deep},
            {"type": "Polygon"},
            {"type": "Polygon", "coordinates": [[[1e308, 1e308], [-1e308, 0], [0, 1e308]]]},
            {"type": "Point", "coordinates": ["a", None]},
            {"type": "MultiPolygon", "coordinates": [[]] * 50_000},
            {"type": "Polygon", "coordinates": [[[0, 0]] * 4]},
            None,
            {
                "type": "GeometryCollection",
                "geometries": [{"type": "GeometryCollection", "geometries": []}] * 999,
            },
            {"type": "Polygon", "coordinates": [[[True, False], ["1", "2"], {}, [0, 0]]]},
            {"type": "Polygon", "coordinates": [[[10**400, 0], [0, 1], [1, 1]]]},
            "Polygon",
        ]
    )
    features = [{"type": "Feature", "properties": {"code": key}, "geometry": shape} for key in "AB"]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    text = place.rng.choice(
        [text] * 4
        + ["[" * 99_999, "NaN", '{"type": "Topology"}', text.replace('"A"', '"\\u001b[31m"')]
    )
    place.write("m.geojson", text)
    place.write(
        "v.csv",
        place.rng.choice(
            ["code,n\nA,1\nB,2", "code,n\nA,inf\nB,nan", "code,n\n" + "A,1\n" * 99_999]
        ),
    )
    _block(place, "map", file="m.geojson", values="v.csv", key="code", value="n")


def vega_lite_of_a_stranger(place: Place) -> None:
    values = [{"a": 1, "b": 2}, {"a": 2, "b": 3}]
    data = place.rng.choice(
        [
            {"values": values},
            {"url": f"file://{place.secret}"},
            {"url": "../outside/secret.txt"},
            {"url": "http://127.0.0.1:1/a.csv"},
            {"url": "/etc/passwd", "format": {"type": "csv"}},
            {"sequence": {"start": 0, "stop": 10**9}},
            {"values": "x" * 10**6},
            {"values": values * 100_000},
            {"name": "none"},
            {"graticule": {"step": [1e-6, 1e-6]}},
            {"sphere": True},
            {"values": values, "format": {"parse": {"a": "date:'%" + "%" * 9999 + "'"}}},
        ]
    )
    encoding = {
        "x": {"field": "a", "type": "quantitative"},
        "y": {"field": "b", "type": "quantitative"},
    }
    spec: dict[str, Any] = {"data": data, "mark": "bar", "encoding": encoding}
    spec |= place.rng.choice(
        [
            {},
            {"width": 1e9, "height": 1e9},
            {"width": -5},
            {"mark": {"type": "image", "url": f"file://{place.secret}"}},
            {"mark": {"type": "text", "text": "\x1b[31m\x00"}},
            {"transform": [{"calculate": "(function(){while(true);})()", "as": "c"}]},
            {"transform": [{"calculate": "repeat('x', 1e9)", "as": "c"}]},
            {"transform": [{"sample": 1e9}]},
            {"mark": {"href": "javascript:x()"}},
            {
                "transform": [
                    {"calculate": "constructor.constructor('return process')()", "as": "c"}
                ]
            },
            {"config": {"font": "x" * 99_999}},
            {"params": [{"name": "p", "expr": "p"}]},
            {"layer": [{"layer": []}] * 500},
            {"$schema": f"file://{place.secret}"},
            {"encoding": {"x": {"bin": {"maxbins": 1e9}, "field": "a"}}},
            {"title": "\u202e" * 9999},
            {"title": "\x00\uffff"},
            {"transform": [{"calculate": "length(sequence(1e9))", "as": "c"}]},
            {"usermeta": {"embedOptions": {}}},
        ]
    )
    text = place.rng.choice(
        [json.dumps(spec)] * 8 + ["[" * 99_999, "{}", "NaN", '{"data": {"url": 5}}']
    )
    place.write("c.vl.json", text)
    _block(place, "chart", spec="c.vl.json")


def equation_without_end(place: Place) -> None:
    tex = place.rng.choice(
        [
            "{" * 9999,
            "\\frac{1}" * 9999 + "{2}",
            "x^{" * 500 + "}" * 500,
            "\\def\\a{\\a}\\a",
            "\\input{/etc/passwd}",
            "\\" * 9999,
            "\\begin{matrix}" * 200,
            "x" * 200_000,
            "\\color{" + "x" * 9999 + "}",
            "\\href{javascript:x()}{a}",
            "\x00",
            "&" * 999,
            "\\left(" * 999,
            "\\mathbf" * 999,
            "\\text{\x1b[31m}",
            "\ud83d",
            "\\sqrt[" * 99,
            "\\left( x \\right",
            "\\text{<script>x</script>}",
            "\\limits\\limits",
            "\\hat\\scriptstyle",
            "\\style{background: url(/etc/passwd)}{x}",
        ]
    )
    _block(place, "equation", tex=tex, alt="An equation")


CONSTRUCTIONS: tuple[Callable[[Place], None], ...] = (
    bibliography_of_a_stranger,
    citation_style_of_a_stranger,
    data_that_explodes,
    data_that_are_special,
    map_without_end,
    vega_lite_of_a_stranger,
    equation_without_end,
)
