"""Who may ask, and what every answer says about itself: the preview is for this machine alone.

A page of a stranger, open in the same browser, can send requests to 127.0.0.1. It cannot choose the
Host (whatever its name resolves to), and it is named in Origin or Sec-Fetch-Site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ADDRESS = "127.0.0.1"

# Of our own pages: nothing but what this server has, no script but the one, in nobody's frame.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# Of a brief: nothing but itself, no script at all, in a frame of our pages.
BRIEF_POLICY = (
    "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
# Of a PDF, which the browser shows in a page of its own making.
PDF_POLICY = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
)

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": PAGE_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Lets through what this machine's own browser asks of this very server."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in (ADDRESS, "localhost")}
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope["method"], Headers(scope=scope))
        if refusal is None:
            await self._app(scope, receive, send_with_headers)
        else:
            status, reason = refusal
            answer = PlainTextResponse(f"{reason}\n", status)
            await answer(scope, receive, send_with_headers)

    def _refusal(self, method: str, headers: Headers) -> tuple[int, str] | None:
        """Say with which status and why a request is refused; None where it is not."""
        if [host.lower() for host in headers.getlist("host")] not in [[h] for h in self._hosts]:
            return 421, "This server answers to 127.0.0.1 and localhost alone."
        if any(origin.lower() not in self._origins for origin in headers.getlist("origin")):
            return 403, "This server answers to its own pages alone."
        if _is_asked_by_others(headers):
            return 403, "This server answers to its own pages alone."
        if method not in ("GET", "HEAD"):
            return 405, "Nothing here can be changed: GET and HEAD are all there is."
        return None


def _is_asked_by_others(headers: Headers) -> bool:
    """Say whether a page of another site asks; following a link from there is no such thing."""
    site = headers.get("sec-fetch-site", "none")
    is_visit = (
        headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    )
    return site not in ("same-origin", "none") and not is_visit
