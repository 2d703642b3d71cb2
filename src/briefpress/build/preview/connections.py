"""Connections to the preview: no more than this process can hold, and none that only waits.

Any program on this machine can connect, and say nothing. Each connection takes one of the files
that this process may have open; when they are used up, it could read and build nothing any more.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from collections.abc import Collection

_IDLE = 10.0  # seconds in which a connection has to ask for something
_MOST = 64  # connections, of which a browser keeps six
_AT_ONCE = 8  # more, which are taken before the first of them is looked at


def most_connections() -> int:
    """Return how many connections there may be: a quarter of the files that this process may open."""
    if sys.platform == "win32":
        return _MOST
    import resource  # noqa: PLC0415 - not on every system

    return max(min(_MOST, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 4), 1)


class Listener(socket.socket):
    """A socket that takes connections when there is room, and lets the others wait."""

    def __init__(self, address: str, port: int) -> None:
        super().__init__(socket.AF_INET, socket.SOCK_STREAM)
        self._taken: list[socket.socket] = []
        if os.name == "posix":  # elsewhere it would let another program take the port over
            self.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self.bind((address, port))
            self.listen()
        except OSError:
            self.close()
            raise

    def accept(self) -> tuple[socket.socket, Any]:
        """Return a connection that waits; raises `BlockingIOError` while there are too many."""
        self._taken = [each for each in self._taken if each.fileno() >= 0]
        if len(self._taken) >= most_connections() + _AT_ONCE:
            raise BlockingIOError
        taken, address = super().accept()
        self._taken.append(taken)
        return taken, address


class Connection(H11Protocol):
    """A connection that is closed when nothing is asked for, or for a newer one if there are too many."""

    _timer: asyncio.TimerHandle | None = None
    idle_since = 0.0  # seconds on the clock of the loop

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection."""
        super().connection_made(transport)
        self._wait()
        waiting = [each for each in self._all() if each is not self and each.is_idle]
        if len(self.connections) > most_connections():
            min(waiting, key=lambda each: each.idle_since, default=self).transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Look at it no more."""
        if self._timer:
            self._timer.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self.idle_since = self.loop.time()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is asked for: no request has come in whole, or all of them are answered."""
        cycle: Any = self.cycle
        return cycle is None or bool(cycle.response_complete)

    def _wait(self) -> None:
        self.idle_since = self.loop.time()
        self._timer = self.loop.call_later(_IDLE, self._look)

    def _look(self) -> None:
        left = self.idle_since + _IDLE - self.loop.time()
        if self.is_idle and left <= 0:
            self.transport.abort()
        else:
            self._timer = self.loop.call_later(left if left > 0 else _IDLE, self._look)

    def _all(self) -> Collection[Connection]:
        return [each for each in self.connections if isinstance(each, Connection)]
