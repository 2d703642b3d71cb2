"""Using the library changes nothing in the process that uses it: neither Python nor other libraries."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from conftest import ROOT, write_brief

if TYPE_CHECKING:
    from pathlib import Path

STATE = """
import gc, hashlib, json, logging, os, signal, sys, threading, warnings
import pypdf, weasyprint
from pathlib import Path

def state():
    loggers = [logging.getLogger(name) for name in ("", "weasyprint", "weasyprint.progress", "fontTools", "pypdf")]
    members = {
        f"{module.__name__}.{name}": id(value)
        for module in (weasyprint, weasyprint.css, weasyprint.html, weasyprint.document, weasyprint.pdf, pypdf)
        for name, value in sorted(vars(module).items())
        if callable(value)
    }
    return {
        "gc": [gc.isenabled(), gc.get_threshold(), gc.get_freeze_count(), gc.get_debug()],
        "loggers": [[str(each.handlers), each.level, each.propagate, str(each.filters)] for each in loggers],
        "environment": dict(os.environ),
        "warnings": str(warnings.filters),
        "signals": [str(signal.getsignal(each)) for each in signal.valid_signals()],
        "threads": threading.active_count(),
        "recursion": sys.getrecursionlimit(),
        "hooks": [str(sys.excepthook), str(sys.meta_path), str(sys.path), str(sys.path_hooks)],
        "folder": os.getcwd(),
        "members": members,
        "writer": isinstance(pypdf.PdfWriter(), pypdf.PdfWriter),
        "css": weasyprint.css.CSS is weasyprint.CSS,
        "modules": [sys.modules[name] is module for name, module in (("pypdf", pypdf), ("weasyprint", weasyprint))],
        "files": sorted(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else [],
    }

folder, brief, uses = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
for name, use in uses.items():
    before = state()
    exec(use)
    after = state()
    changed = {key: [before[key], after[key]] for key in before if before[key] != after[key]}
    print(json.dumps([name, changed]))
"""

PAGE = 'briefpress.HtmlDocument(\'<html lang="en"><title>T</title><h1>T</h1><p>x\', "page.html")'
USES = {
    "import": "import briefpress",
    "build": "import briefpress\nassert briefpress.build(brief, out=folder / 'out').files",
    "print_pdf": f"import briefpress\nassert briefpress.print_pdf({PAGE}).pages == 1",
    "check": (
        "import briefpress\n(folder / 'a.pdf').write_bytes(b'%PDF-1.7')\n"
        "assert briefpress.check(folder / 'a.pdf').exit_code == 1"
    ),
    "HtmlDocument": f"import briefpress\nassert {PAGE}.text",
    "inspect": (
        "import briefpress, briefpress.structure\n"
        f"pdf = briefpress.print_pdf({PAGE})\n"
        "assert briefpress.structure.inspect(pdf.data).roots"
    ),
    "render": (
        "from briefpress import content, html\nmanuscript = content.load(brief)\n"
        "assert html.render(manuscript.brief, html.Theme(), manuscript.images, 'brief.yaml').text"
    ),
    "every name": "import briefpress\n[getattr(briefpress, name) for name in dir(briefpress)]",
}


def test_nothing_is_changed_in_the_process_of_the_caller(tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "brief.yaml")
    command = [sys.executable, "-c", STATE, str(tmp_path), str(brief), json.dumps(USES)]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert [json.loads(line) for line in done.stdout.splitlines()] == [[name, {}] for name in USES]


def test_every_public_function_is_among_those_that_are_tried() -> None:
    import briefpress  # noqa: PLC0415 - its names alone are of interest

    known = {"__version__", "PdfDocument"}  # a value that print_pdf returns
    assert set(dir(briefpress)) - known <= USES.keys()
