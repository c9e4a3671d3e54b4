"""A wire that can be cut: a TCP relay in front of a database, a broker or a helpdesk, with trouble on demand."""

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Coroutine
from enum import StrEnum
from typing import Any, Final, Self

_CHUNK: Final = 65536
#: SO_LINGER with no time: closing sends a reset instead of a good-bye.
_AT_ONCE: Final = struct.pack("ii", 1, 0)


class Trouble(StrEnum):
    """What the wire does to connections, those that stand and new ones alike."""

    NONE = "none"
    REFUSE = "refuse"  # nobody listens
    RESET_BEFORE = "reset_before"  # cut before the request reaches the other side
    RESET_AFTER = "reset_after"  # cut once it has reached it, before the answer comes back
    DELAY = "delay"  # every piece comes later
    THROTTLE = "throttle"  # a trickle
    HALF_OPEN = "half_open"  # taken and never answered, as behind a dead router


class Wire:
    """Relays ``127.0.0.1:port`` to another loopback port. Use as a context manager."""

    def __init__(self, target: int, *, delay_seconds: float = 0.2, bytes_per_second: float = 20_000.0) -> None:
        self.trouble = Trouble.NONE
        self.cut = 0
        self._target = target
        self._delay = delay_seconds
        self._pace = bytes_per_second
        self._pairs: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="wire", daemon=True)
        self._thread.start()
        self._server: asyncio.Server | None = None
        self.port = 0
        self._do(self._listen())

    def set(self, trouble: Trouble) -> None:
        """Begin a trouble, or end it with ``NONE``."""
        self._do(self._set(trouble))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._relay, "127.0.0.1", self.port, reuse_address=True)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in list(self._pairs):
            self._reset(writer)

    async def _set(self, trouble: Trouble) -> None:
        self.trouble = trouble
        if trouble is Trouble.REFUSE:
            await self._close()
        elif self._server is None:
            await self._listen()
        if trouble is Trouble.NONE:  # what hung in the dead wire learns that it is gone
            for writer in [w for w in self._pairs if getattr(w, "is_stuck", False)]:
                self._reset(writer)

    async def _relay(self, near_reader: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        try:
            far_reader, far = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            self._reset(near)
            return
        self._pairs |= {near, far}
        try:
            await asyncio.gather(self._carry(near_reader, far, near, True), self._carry(far_reader, near, far, False))
        finally:
            for writer in (near, far):
                self._pairs.discard(writer)
                writer.close()

    async def _carry(
        self, reader: asyncio.StreamReader, onward: asyncio.StreamWriter, back: asyncio.StreamWriter, is_request: bool
    ) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            while piece := await reader.read(_CHUNK):
                trouble = self.trouble
                if trouble is Trouble.HALF_OPEN:
                    onward.is_stuck = back.is_stuck = True  # type: ignore[attr-defined]
                    continue
                if (trouble, is_request) in ((Trouble.RESET_BEFORE, True), (Trouble.RESET_AFTER, False)):
                    self._reset(onward)
                    self._reset(back)
                    return
                if trouble is Trouble.DELAY:
                    await asyncio.sleep(self._delay)
                if trouble is Trouble.THROTTLE:
                    await asyncio.sleep(len(piece) / self._pace)
                onward.write(piece)
                await onward.drain()
        with contextlib.suppress(OSError):
            onward.write_eof()

    def _reset(self, writer: asyncio.StreamWriter) -> None:
        self.cut += 1
        with contextlib.suppress(OSError, AttributeError):
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
        writer.transport.abort()
