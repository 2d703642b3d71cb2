"""What the preview answers: pages, the outputs of briefs that are watched, and events."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from briefpress.build.preview.guard import BRIEF_POLICY, PDF_POLICY, Guard
from briefpress.build.preview.pages import Pages
from briefpress.build.preview.readings import Readings
from briefpress.html import Theme

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from briefpress.build.preview.state import Board, Watched

_SCRIPT = Path(__file__).with_name("preview.js")
_FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}  # the address holds a digest


def application(board: Board, port: int, token: str) -> ASGIApp:
    """Return what answers requests that are sent to a port of this machine by who knows the token."""
    answers = _Answers(board)
    routes = [
        Route("/", answers.overview),
        Route("/events", answers.events),
        Route("/preview.css", answers.style),
        Route("/preview.js", answers.script),
        Route("/briefs/{slug}", answers.brief),
        Route("/briefs/{slug}/", answers.brief),
        Route("/briefs/{slug}/document", answers.document),
        Route("/briefs/{slug}/pages/{digest}/{number:int}.webp", answers.picture),
        Route("/briefs/{slug}/{name}.pdf", answers.pdf),
    ]
    # A file may go while it is read: then it is not there.
    faults = {
        HTTPException: answers.missing,
        OSError: answers.missing,
        TemplateError: answers.broken,
    }
    app = Starlette(routes=routes, exception_handlers=faults)
    app.router.redirect_slashes = False
    return Guard(app, port, token)


class _Answers:
    """One answer for each route; those that are no coroutines run in threads."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._pages = Pages(board)
        self._readings = Readings()

    def overview(self, _: Request) -> Response:
        return HTMLResponse(self._pages.overview())

    def brief(self, request: Request) -> Response:
        brief = self._asked(request)
        path = self._board.output(brief.slug, ".pdf")
        reading = self._readings.reading(path, brief.digest) if path else None
        return HTMLResponse(self._pages.brief(brief, reading))

    def document(self, request: Request) -> Response:
        return self._file(request, ".html", "text/html", BRIEF_POLICY)

    def pdf(self, request: Request) -> Response:
        if request.path_params["name"] != request.path_params["slug"]:
            raise HTTPException(404)
        return self._file(request, ".pdf", "application/pdf", PDF_POLICY)

    def picture(self, request: Request) -> Response:
        slug, digest, number = (request.path_params[each] for each in ("slug", "digest", "number"))
        path = self._board.output(slug, ".pdf")
        is_shown = path and number and self._asked(request).digest == digest
        drawn = self._readings.picture(path, digest, number) if path and is_shown else None
        if drawn is None:
            raise HTTPException(404)
        return Response(drawn, media_type="image/webp", headers=_FOR_EVER)

    def style(self, _: Request) -> Response:
        return FileResponse(Theme().style("preview.css"), media_type="text/css")

    def script(self, _: Request) -> Response:
        return FileResponse(_SCRIPT, media_type="text/javascript")

    async def events(self, _: Request) -> Response:
        return StreamingResponse(self._events(), media_type="text/event-stream")

    async def _events(self) -> AsyncIterator[str]:
        yield "retry: 1000\n\n"
        async for change in self._board.changes():
            yield f"event: change\ndata: {json.dumps(asdict(change))}\n\n"

    def _asked(self, request: Request) -> Watched:
        brief = self._board.get(request.path_params["slug"])
        if brief is None:
            raise HTTPException(404)
        return brief

    def _file(self, request: Request, ending: str, kind: str, policy: str) -> Response:
        path = self._board.output(self._asked(request).slug, ending)
        if path is None:
            raise HTTPException(404)
        headers = {"Content-Security-Policy": policy}
        return Response(path.read_bytes(), media_type=kind, headers=headers)

    def missing(self, _: Request, fault: Exception) -> Response:
        """Answer a request for what is not there."""
        status = fault.status_code if isinstance(fault, HTTPException) else 404
        message = "There is no such page; the brief may have been removed or renamed."
        return HTMLResponse(self._pages.fault("Not found", message), status)

    def broken(self, _: Request, fault: Exception) -> Response:
        """Answer where a template, or we ourselves, are at fault; the server goes on."""
        return Response(f"This page cannot be shown: {fault}\n", 500, media_type="text/plain")
