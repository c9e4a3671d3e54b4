"""The stage of the acknowledgement benchmark: an account, servers that come and go, and what to do to them."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests
from ack_load import Order, Outcome, ring
from pydantic import SecretStr

from connector.bootstrap import Application
from connector.settings import Settings
from connector.testing.processes import free_port, wait_until

SECRET = "a-secret-of-forty-characters-as-zendesk-m"  # noqa: S105 - of an account that exists only here
HOOK = "/hooks/zendesk/acme"


@dataclass(kw_only=True)
class Stage:
    """One web process with one account. Every ring is for tickets that never rang before."""

    folder: Path
    words: list[str]
    environment: Mapping[str, str]
    port: int = field(default_factory=free_port)
    _next: int = 1

    def order(self, seconds: float, *, path: str = HOOK, connections: int = 32, pause: float = 0.0) -> Order:
        """What to ring."""
        self._next += 1_000_000
        return Order(
            port=self.port, path=path, secret=SECRET, first=self._next, seconds=seconds, connections=connections, pause=pause
        )

    def ring(self, seconds: float, **more: object) -> Outcome:
        """Ring and wait for what came of it."""
        return ring(self.order(seconds, **more))  # type: ignore[arg-type]

    @contextmanager
    def __call__(self) -> Iterator[int]:
        """The process, answering; gives its number."""
        settings = Settings(
            data_dir=self.folder / "data", database_url=self.environment.get("DATABASE_URL", ""), secret_key=SecretStr("s")
        )
        application = Application(settings=settings)
        application.accounts.save(
            name="acme", integration="zendesk", settings={"subdomain": "acme"}, credentials={"api_token": "t"},
            webhook_secrets=[SECRET], rules_text="",
        )  # fmt: skip
        application.close()
        environment = {
            **os.environ, "HANDOFF_DATA_DIR": str(settings.data_dir), "HANDOFF_SECRET_KEY": "s", "HANDOFF_PORT": str(self.port),
            "PYTHONPATH": str(Path(__file__).parents[1]), **self.environment,
        }  # fmt: skip
        process = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, *self.words], env=environment, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            wait_until(self.answers, seconds=40, what="the web process")
            yield process.pid
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def answers(self) -> bool:
        """Whether the process is there."""
        try:
            return requests.get(f"http://127.0.0.1:{self.port}/healthz", timeout=2).ok
        except requests.RequestException:
            return False
