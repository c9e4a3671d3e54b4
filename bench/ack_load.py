"""Rings like Zendesk from a process of its own: signed bells of 4 KB over many connections, each answered before the next.

Reads what to do as JSON from its first argument and prints what came of it as JSON, see ``Order`` and ``Outcome``.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from integrations.zendesk.signature import SIGNATURE_HEADER, TIMESTAMP_HEADER, signed

BODY_BYTES = 4096
#: Answers are waited for so long after the last bell; Zendesk gives up after about as long.
GRACE_SECONDS = 12.0
#: What is counted in place of a status when the connection broke, or when no answer came in time.
BROKEN, SILENT = 0, -1


@dataclass(frozen=True, kw_only=True)
class Order:
    """What to ring, how, and for how long. ``first`` is the first ticket's number; ``pause`` rests each connection between bells."""

    port: int
    path: str
    secret: str
    first: int
    seconds: float
    connections: int = 32
    pause: float = 0.0


@dataclass(kw_only=True)
class Outcome:
    """How many bells got which answer, and after how many seconds, in the order of the answers."""

    seconds: float = 0.0
    statuses: dict[str, int] = field(default_factory=dict)
    latencies: list[float] = field(default_factory=list)
    retry_after: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def quantile(self, share: float) -> float:
        """The latency in seconds that this share of the answers does not exceed."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ring(order: Order) -> Outcome:
    """Ring from another process and return what came of it."""
    process = start(order)
    return finish(process)


def start(order: Order) -> "subprocess.Popen[str]":
    """Begin to ring from another process."""
    return subprocess.Popen([sys.executable, __file__, json.dumps(asdict(order))], stdout=subprocess.PIPE, text=True)  # noqa: S603


def finish(process: "subprocess.Popen[str]") -> Outcome:
    """Wait for a process that rings, and return what came of it."""
    output, _ = process.communicate(timeout=120)
    if process.returncode:
        raise RuntimeError(f"the load generator ended with {process.returncode}")
    return Outcome(**json.loads(output))


class Bells:
    """Makes the requests, each for another ticket."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._number = order.first
        self._now = datetime.now(UTC)
        self._padding = "x" * BODY_BYTES

    def make(self) -> bytes:
        """The next request, signed as Zendesk signs."""
        self._number += 1
        start = f'{{"type":"zen:event-type:ticket.created","detail":{{"id":"{self._number}"}},"padding":"'
        body = f'{start}{self._padding[: BODY_BYTES - len(start) - 2]}"}}'.encode()
        headers = signed(body, self._order.secret, self._now).headers
        head = (
            f"POST {self._order.path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            f"{SIGNATURE_HEADER}: {headers[SIGNATURE_HEADER]}\r\n{TIMESTAMP_HEADER}: {headers[TIMESTAMP_HEADER]}\r\n\r\n"
        )
        return head.encode() + body


class Caller(asyncio.Protocol):
    """One connection: a bell, its answer, the next bell, until the time is over."""

    def __init__(self, order: Order, bells: Bells, outcome: Outcome, statuses: Counter[int], until: float) -> None:
        self._order, self._bells, self._outcome, self._statuses, self._until = order, bells, outcome, statuses, until
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._begun = 0.0
        self._seen = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._ring()

    def data_received(self, data: bytes) -> None:
        """Go on once the answer is complete."""
        self._seen += data
        head, found, rest = self._seen.partition(b"\r\n\r\n")
        if not found:
            return
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        if len(rest) < int(fields.get(b"content-length", b"0")):
            return
        if b"retry-after" in fields:
            self._outcome.retry_after.append(fields[b"retry-after"].decode())
        self._count(int(head[9:12]))
        self._seen = b""
        if self._order.pause:
            asyncio.get_running_loop().call_later(self._order.pause, self._ring)
        else:
            self._ring()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count a bell that was cut off."""
        if self._begun:
            self._count(BROKEN)
        self._finish()

    def give_up(self) -> None:
        """Count a bell that nobody answered."""
        if self._begun:
            self._count(SILENT)
        self._finish()
        self._transport.abort()

    def _ring(self) -> None:
        if time.perf_counter() >= self._until or self._transport.is_closing():
            self._finish()
            self._transport.close()
            return
        request = self._bells.make()
        self._begun = time.perf_counter()
        self._transport.write(request)

    def _count(self, status: int) -> None:
        self._outcome.latencies.append(time.perf_counter() - self._begun)
        self._statuses[status] += 1
        self._begun = 0.0

    def _finish(self) -> None:
        if not self.done.done():
            self.done.set_result(None)


async def call(order: Order) -> Outcome:
    """Ring over all connections until the time is over and every bell is answered or given up."""
    loop = asyncio.get_running_loop()
    outcome, statuses, bells = Outcome(), Counter[int](), Bells(order)
    begun = time.perf_counter()

    async def connect(until: float) -> None:
        while time.perf_counter() < until:  # a server may close a connection that rested
            try:
                _, caller = await loop.create_connection(
                    lambda: Caller(order, bells, outcome, statuses, until), "127.0.0.1", order.port
                )
            except OSError:
                statuses[BROKEN] += 1
                await asyncio.sleep(0.01)
                continue
            try:
                await asyncio.wait_for(asyncio.shield(caller.done), until - time.perf_counter() + GRACE_SECONDS)
            except TimeoutError:
                caller.give_up()

    await asyncio.gather(*(connect(begun + order.seconds) for _ in range(order.connections)))
    outcome.seconds = time.perf_counter() - begun
    outcome.statuses = {str(status): count for status, count in sorted(statuses.items())}
    return outcome


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(call(Order(**json.loads(sys.argv[1])))))))  # noqa: T201
