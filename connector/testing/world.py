"""A whole small world for scenarios: a sandbox, the connector as real processes, and a look into its database."""

import io
import os
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Self
from unittest.mock import patch

import requests

from connector.testing.processes import Process, free_port, wait_until
from connector.testing.sandbox import NewTicket, RunningSandbox, Sandbox, TicketView, Webhook

#: The roles of one embedded process, and of the scaled mode.
EMBEDDED: tuple[tuple[str, ...], ...] = (("serve",),)
SCALED: tuple[tuple[str, ...], ...] = (("web",), ("worker", "--concurrency", "2"), ("sweeper",))


def open_sandbox(key: str) -> Sandbox:
    """Create the sandbox that is registered under this key in the entry point group ``connector.sandboxes``."""
    (entry,) = entry_points(group="connector.sandboxes", name=key)
    sandbox: Sandbox = import_module(entry.value).create_sandbox()
    return sandbox


class World:
    """One account of one helpdesk and the processes that serve it. Use as a context manager."""

    def __init__(
        self, key: str, home: Path, *, roles: Sequence[Sequence[str]] = EMBEDDED, environment: Mapping[str, str] | None = None
    ) -> None:
        self.key = key
        self.account = f"{key}-test"
        self.secret = secrets.token_urlsafe(16)
        self.sandbox = open_sandbox(key)
        self.running: RunningSandbox = self.sandbox.serve()
        self.port = free_port()
        self.home = home
        self.roles = roles
        self.processes: list[Process] = []
        self.environment = {
            "HANDOFF_DATA_DIR": str(home / "data"),
            "HANDOFF_PORT": str(self.port),
            "HANDOFF_SETTLE_SECONDS": "0",
            "HANDOFF_SWEEP_SECONDS": "0.1",
            "HANDOFF_QUARANTINE_SECONDS": "0.8",
            "DATABASE_URL": "",
            "BROKER_URL": "memory://",
            **(environment or {}),
        }
        self.reached_at = self.running.url
        self.sandbox.webhook = Webhook(url=self.hook, secret=self.secret)

    @property
    def hook(self) -> str:
        """The address of the account's webhook."""
        return f"http://127.0.0.1:{self.port}/hooks/{self.key}/{self.account}"

    def handoff(self, *arguments: str, environment: Mapping[str, str] | None = None) -> tuple[int, str]:
        """Run the installed command to its end, in this process, which saves its start; returns exit status and output."""
        (script,) = entry_points(group="console_scripts", name="handoff")
        surroundings = {**os.environ, **self.environment, **(environment or {})}
        said = io.StringIO()
        with (
            patch.dict(os.environ, surroundings, clear=True),
            patch.object(sys, "argv", ["handoff", *arguments]),
            redirect_stdout(said),
            redirect_stderr(said),
        ):
            status = _ended(script.load())
        return status, said.getvalue()

    def run_handoff(
        self, *arguments: str, environment: Mapping[str, str] | None = None, seconds: float = 60.0
    ) -> tuple[int, str]:
        """The same as a process of its own."""
        log = self.home / f"command-{secrets.token_hex(4)}.log"
        process = Process(["connector.cli", *arguments], log=log, environment={**self.environment, **(environment or {})})
        wait_until(lambda: not process.is_alive, seconds=seconds, what=f"handoff {arguments[0]}")
        return process.stop(), process.output()

    def connect(self, *, live: bool = True, people_group: str = "Support", in_processes: bool = False) -> str:
        """Connect the account as an admin would: settings and secrets from the environment. Returns what was printed."""
        run = self.run_handoff if in_processes else self.handoff
        connection = self.sandbox.connection()
        given = {**connection["settings"], **connection["credentials"], "base_url": self.reached_at}
        environment = {f"{self.key.upper()}_{name.upper()}": value for name, value in given.items()}
        environment[f"{self.key.upper()}_WEBHOOK_SECRET"] = self.secret
        status, output = run("connect", self.key, self.account, "--people-group", people_group, environment=environment)
        assert status == 0, output
        if live:
            status, more = run("go-live", self.account)
            assert status == 0, more
        return output

    def start(self, *, waits: bool = True) -> None:
        """Start every role and wait until the web role answers."""
        self.processes = [self.launch(role) for role in self.roles]
        if waits:
            wait_until(self.is_up, seconds=40, what="the connector")

    def start_again(self, place: int) -> None:
        """Start the role at this place of ``roles`` anew after its end. Does not wait."""
        self.processes[place] = self.launch(self.roles[place])

    def launch(self, role: Sequence[str]) -> Process:
        """Start a process in this role."""
        return Process(["connector.cli", *role], log=self.home / f"{role[0]}.log", environment=self.environment)

    def is_up(self) -> bool:
        """Whether the web role answers. Raises AssertionError with its output when a role has ended."""
        for process in self.processes:
            assert process.is_alive, process.output()
        try:
            return requests.get(f"http://127.0.0.1:{self.port}/readyz", timeout=2).status_code == 200
        except requests.RequestException:
            return False

    def answers(self) -> bool:
        """Whether the web role lives."""
        try:
            return requests.get(f"http://127.0.0.1:{self.port}/healthz", timeout=2).status_code == 200
        except requests.RequestException:
            return False

    def kill(self) -> None:
        """kill -9 everything."""
        for process in self.processes:
            process.kill()

    def stop(self) -> None:
        """End everything in good order."""
        for process in self.processes:
            process.stop()

    def write(self, subject: str, body: str, **more: Any) -> str:
        """A customer writes, each time another one unless told; returns the ticket's id."""
        who = {"requester_name": "Sam Example", "requester_email": f"sam-{secrets.token_hex(4)}@example.com", **more}
        return self.sandbox.create_ticket(NewTicket(subject=subject, body=body, **who))

    def see(self, ticket_id: str) -> TicketView:
        """What an agent sees."""
        view = self.sandbox.view(ticket_id)
        assert view is not None
        return view

    def wait_for_note(self, ticket_id: str, *, count: int = 1, seconds: float = 30.0) -> TicketView:
        """Wait until the ticket carries so many notes of ours."""

        def is_done() -> bool:
            ours = any(tag.startswith("ai_urgency") for tag in self.see(ticket_id).tags)  # fields may come after the note
            return ours and len(self.our_notes(ticket_id)) >= count

        wait_until(is_done, seconds=seconds, what=f"note {count} on ticket {ticket_id}")
        return self.see(ticket_id)

    def our_notes(self, ticket_id: str) -> list[str]:
        """The notes on the ticket that carry a reference of ours."""
        return [note["text"] for note in self.see(ticket_id).notes if "Ref WH-" in note["text"]]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self.running.close()


def _ended(command: Callable[[], None]) -> int:
    try:
        command()
    except SystemExit as exc:
        return exc.code if isinstance(exc.code, int) else int(exc.code is not None)
    return 0
