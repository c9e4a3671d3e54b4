"""Real processes on loopback, for the demo and for tests that kill them. Only what was started here is ever ended."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import requests


def free_port() -> int:
    """Return a loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], Any], *, seconds: float, what: str, every: float = 0.05) -> Any:
    """Return the first truthy value of ``condition``. Raises TimeoutError naming what was waited for."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(every)
    raise TimeoutError(f"waited {seconds:.0f} s for {what}")


def family(pid: int) -> list[int]:
    """The process and all that descend from it: the processes of PostgreSQL lead groups of their own."""
    children: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        children.setdefault(int(words[1]), []).append(int(status.parent.name))
    found = [pid]
    for member in found:
        found += children.get(member, [])
    return found


@contextmanager
def frozen(pid: int) -> Iterator[None]:
    """Stop the process and its descendants as a hanging machine would, and let them go on."""
    stopped = family(pid)
    for member in stopped:
        os.kill(member, signal.SIGSTOP)
    try:
        yield
    finally:
        for member in stopped:
            os.kill(member, signal.SIGCONT)


class Process:
    """A process of ours with its output in a file. Use as a context manager."""

    def __init__(self, arguments: Sequence[str], *, log: Path, environment: Mapping[str, str] | None = None) -> None:
        self.log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603 - our own command line
                [sys.executable, "-m", *arguments],
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(environment or {})},
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def kill(self) -> None:
        """kill -9, for it and the children it forked."""
        if self.is_alive:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def signal(self, number: int) -> None:
        """Send a signal to it and the children it forked."""
        if self.is_alive:
            os.killpg(self._process.pid, number)

    def stop(self, *, seconds: float = 15.0) -> int:
        """Ask it to end; insist after a while. Returns the exit status."""
        if self.is_alive:
            self._process.terminate()
            try:
                self._process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
        return int(self._process.returncode)

    def output(self) -> str:
        """What it has printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class SandboxClient:
    """The neutral control API of a sandbox that runs somewhere else."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._session = requests.Session()
        self._session.trust_env = False

    def is_up(self) -> bool:
        """Whether it answers."""
        try:
            return self._session.get(f"{self.url}/_sandbox/api/switches", timeout=2).ok
        except requests.RequestException:
            return False

    def get(self, path: str) -> Any:
        """Read from the control API."""
        answer = self._session.get(f"{self.url}/_sandbox/api/{path}", timeout=10)
        answer.raise_for_status()
        return answer.json()

    def post(self, path: str, body: Any) -> Any:
        """Do something through the control API."""
        answer = self._session.post(f"{self.url}/_sandbox/api/{path}", json=body, timeout=10)
        answer.raise_for_status()
        return answer.json()
