"""The preview on a port of 127.0.0.1, in a thread beside what is watched."""

from __future__ import annotations

import secrets
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from briefpress.build.preview.app import application
from briefpress.build.preview.connections import Connection, Listener
from briefpress.build.preview.guard import ADDRESS, TOKEN
from briefpress.build.rules import PORT_TAKEN
from briefpress.findings import Location, Unusable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.build.preview.state import Board

_PATIENCE = 2  # seconds for answers that are under way when it ends


@contextmanager
def serving(board: Board, port: int) -> Iterator[str]:
    """Serve a board while the block runs, and give its address; port 0 chooses a free one.

    Whoever has the address is served, and nobody else: it holds a random token.
    Raises `Unusable` where the port is taken.
    """
    with _listening(port) as listener:
        chosen: int = listener.getsockname()[1]
        token = secrets.token_urlsafe()
        config = uvicorn.Config(
            application(board, chosen, token),
            loop="asyncio",
            http=Connection,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_PATIENCE,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://{ADDRESS}:{chosen}/?{TOKEN}={token}"
        finally:
            board.close()
            server.should_exit = True
            thread.join()


def _listening(port: int) -> Listener:
    """Return a socket that takes connections from this machine from now on."""
    try:
        return Listener(ADDRESS, port)
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        message = f"port {port} cannot be used: {reason}"
        raise Unusable(PORT_TAKEN.finding(message, Location(f"{ADDRESS}:{port}"))) from None
