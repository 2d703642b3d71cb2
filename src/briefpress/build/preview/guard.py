"""Who may ask, and what every answer says about itself: the preview is for this machine alone.

A page of a stranger, open in the same browser, can send requests to 127.0.0.1. It cannot choose the
Host (whatever its name resolves to), and it is named in Origin or Sec-Fetch-Site. Other users of the
machine can send anything; what they lack is the token of the address that the command prints, which
the browser of whoever opened it keeps in a cookie.
"""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ADDRESS = "127.0.0.1"
TOKEN = "token"  # noqa: S105 - the name of the token in the address

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

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app, self._token = app, token
        self._cookie = f"briefpress-{port}"  # a browser has one jar for all ports of a machine
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

        answer = self._refusal(scope["method"], Headers(scope=scope)) or self._token_asked(scope)
        await (answer or self._app)(scope, receive, send_with_headers)

    def _token_asked(self, scope: Scope) -> Response | None:
        """Return the answer to a request without the cookie, or with the token; None where all is well."""
        request = Request(scope)
        if given := request.query_params.get(TOKEN, ""):
            if not self._is_token(given):
                return _refuse(
                    403, "This address is an old one: open the one that was printed last."
                )
            # To the same page without the token, so that it stands in no history.
            answer = RedirectResponse(f"/{scope['raw_path'].decode('ascii').lstrip('/')}", 303)
            answer.set_cookie(self._cookie, self._token, httponly=True, samesite="lax")
            return answer
        if not self._is_token(request.cookies.get(self._cookie, "")):
            return _refuse(403, "Open the address that briefpress watch printed; it holds a token.")
        return None

    def _is_token(self, given: str) -> bool:
        return compare_digest(given.encode(errors="replace"), self._token.encode())

    def _refusal(self, method: str, headers: Headers) -> Response | None:
        """Return the answer to a request that nobody may send; None where it is not one."""
        if [host.lower() for host in headers.getlist("host")] not in [[h] for h in self._hosts]:
            return _refuse(421, "This server answers to 127.0.0.1 and localhost alone.")
        if any(origin.lower() not in self._origins for origin in headers.getlist("origin")):
            return _refuse(403, "This server answers to its own pages alone.")
        if _is_asked_by_others(headers):
            return _refuse(403, "This server answers to its own pages alone.")
        if method not in ("GET", "HEAD"):
            return _refuse(405, "Nothing here can be changed: GET and HEAD are all there is.")
        return None


def _refuse(status: int, reason: str) -> Response:
    return PlainTextResponse(f"{reason}\n", status)


def _is_asked_by_others(headers: Headers) -> bool:
    """Say whether a page of another site asks; following a link from there is no such thing."""
    site = headers.get("sec-fetch-site", "none")
    is_visit = (
        headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    )
    return site not in ("same-origin", "none") and not is_visit
