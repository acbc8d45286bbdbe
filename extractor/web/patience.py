"""Requests must be whole in time: a client that sends its request a byte at a time holds no connection for long."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

#: For head and body together. A megabyte over the machine's own network takes far less than a second.
SECONDS = 30.0
_UNFINISHED = (h11.IDLE, h11.SEND_BODY)


class PatientProtocol(H11Protocol):
    """uvicorn's protocol with a limit on the time in which a request comes in, which it lacks itself."""

    _limit: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._release()
        super().connection_lost(exc)

    def _watch(self) -> None:
        """The time runs from the first byte of a request, or from the connection, to the last byte of its body."""
        if self.conn.their_state not in _UNFINISHED:
            self._release()
        elif self._limit is None:
            self._limit = self.loop.call_later(SECONDS, self.transport.abort)

    def _release(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None
