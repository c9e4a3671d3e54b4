"""The demo: both helpdesks as sandboxes, the connector as a real process, real webhooks, invented customers."""

import json
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from connector.bootstrap import Application
from connector.cli.demo_report import Outcome, report
from connector.core.context import Mode
from connector.errors import ConfigurationError
from connector.settings import Settings
from connector.testing.processes import Process, SandboxClient, free_port, wait_until

_PEOPLE_GROUP: Final = "Support"
_PACE: Final = 0.05
_QUIET_SECONDS: Final = 1.5
_START_SECONDS: Final = 40.0
_WORK_SECONDS: Final = 120.0


@dataclass
class _Desk:
    """One sandbox of the demo."""

    key: str
    url: str
    client: SandboxClient
    ids: dict[str, str] = field(default_factory=dict)


@click.command()
@click.option("--keep", is_flag=True, help="Leave the pages open until Ctrl-C.")
def demo(*, keep: bool) -> None:
    """See it work: sandboxes of both helpdesks, sixty and more invented customers, no key and no server."""
    console = Console()
    with tempfile.TemporaryDirectory(prefix="warm-handoff-demo-") as folder, ExitStack() as stack:
        home = Path(folder)
        console.print("[bold]Warm Handoff[/bold] demo: starting the sandboxes and the connector …")
        desks = [_start_sandbox(stack, home, entry.name, entry.value) for entry in entry_points(group="connector.sandboxes")]
        settings = Settings(data_dir=home, port=free_port(), settle_seconds=0.5, sweep_seconds=0.2, metrics_port=0)
        application = Application(settings=settings)
        stack.callback(application.close)
        for desk in desks:
            _connect(application, desk, settings.port)
        connector = stack.enter_context(_serve(home, settings))
        tickets, outcomes = _run(console, desks, application, connector)
        good = report(console, tickets, outcomes, application.inbox.durations(), application)
        if keep:
            _keep_open(console, desks)
    if not good:
        raise click.exceptions.Exit(1)


def read_demo(name: str) -> list[dict[str, Any]]:
    """Read one of the demo's files."""
    text = (files("connector.testing") / "demo" / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _start_sandbox(stack: ExitStack, home: Path, key: str, module: str) -> _Desk:
    port = free_port()
    process = stack.enter_context(Process([module, "--port", str(port)], log=home / f"{key}.log"))
    client = SandboxClient(f"http://127.0.0.1:{port}")
    wait_until(lambda: client.is_up() or not process.is_alive, seconds=_START_SECONDS, what=f"the {key} sandbox")
    if not process.is_alive:
        raise ConfigurationError(f"the {key} sandbox did not start: {process.output()[-500:]}")
    client.post("knowledge", read_demo("knowledge"))
    return _Desk(key, client.url, client)


def _connect(application: Application, desk: _Desk, port: int) -> None:
    connection = desk.client.get("connection")
    secret = secrets.token_urlsafe(24)
    application.accounts.save(
        name=f"{desk.key}-demo",
        integration=desk.key,
        settings={**connection["settings"], "base_url": desk.url},
        credentials=connection["credentials"],
        webhook_secrets=[secret],
        rules_text=f"people_group: {_PEOPLE_GROUP}",
        mode=Mode.ASSIST,
    )
    account = application.accounts.get(f"{desk.key}-demo")
    if account is not None:
        application.knowledge_sync.read_first(account)
        while application.knowledge_sync.encode(account):
            pass
    desk.client.post("webhook", {"url": f"http://127.0.0.1:{port}/hooks/{desk.key}/{desk.key}-demo", "secret": secret})


@contextmanager
def _serve(home: Path, settings: Settings) -> Iterator[Process]:
    environment = {
        "HANDOFF_DATA_DIR": str(settings.data_dir),
        "HANDOFF_PORT": str(settings.port),
        "HANDOFF_SETTLE_SECONDS": str(settings.settle_seconds),
        "HANDOFF_SWEEP_SECONDS": str(settings.sweep_seconds),
        "HANDOFF_METRICS_PORT": "0",
        "HANDOFF_LOG_LEVEL": "info",
        "DATABASE_URL": "",
        "BROKER_URL": "memory://",
    }
    with Process(["connector.cli", "serve"], log=home / "connector.log", environment=environment) as process:
        ready = SandboxClient(f"http://127.0.0.1:{settings.port}")
        wait_until(lambda: _answers(ready) or not process.is_alive, seconds=_START_SECONDS, what="the connector")
        if not process.is_alive:
            raise ConfigurationError(f"the connector did not start: {process.output()[-500:]}")
        yield process


def _answers(client: SandboxClient) -> bool:
    try:
        return bool(client._session.get(f"{client.url}/readyz", timeout=2).ok)
    except OSError:
        return False


def _run(
    console: Console, desks: list[_Desk], application: Application, connector: Process
) -> tuple[list[dict[str, Any]], dict[str, Outcome]]:
    by_key = {desk.key: desk for desk in desks}
    tickets, replies = read_demo("tickets"), read_demo("people_replies")
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
    ) as progress:
        writing = progress.add_task("customers write", total=len(tickets))
        working = progress.add_task("tickets triaged", total=len(tickets))
        for ticket in tickets:
            desk = by_key[ticket["platform"]]
            desk.ids[ticket["ref"]] = desk.client.post("tickets", _as_customer(ticket))["id"]
            progress.advance(writing)
            time.sleep(_PACE)
        _follow(application, connector, len(tickets), lambda done: progress.update(working, completed=min(done, len(tickets))))
        again = progress.add_task("customers write again", total=len(replies))
        known = sum(application.inbox.counts().values())
        for reply in replies:
            desk = next(d for d in desks if reply["ref"] in d.ids)
            desk.client.post(f"tickets/{desk.ids[reply['ref']]}/reply", {"body": reply["body"]})
            progress.advance(again)
        _follow(application, connector, known + len(replies), lambda _done: None)
    levels = application.triages.levels()
    outcomes = {
        ref: Outcome.of(desk.client.get(f"tickets/{ticket_id}"), desk.key, levels.get((f"{desk.key}-demo", ticket_id)))
        for desk in desks
        for ref, ticket_id in desk.ids.items()
    }
    return tickets, outcomes


def _as_customer(ticket: dict[str, Any]) -> dict[str, Any]:
    return {key: ticket[key] for key in ("subject", "body", "channel", "requester_name", "requester_email")}


def _follow(application: Application, connector: Process, wanted: int, show: Callable[[int], object]) -> None:
    """Watch the inbox until at least so many events came in and nothing has waited for a second."""
    quiet_since = time.monotonic()

    def is_quiet() -> bool:
        nonlocal quiet_since
        if not connector.is_alive:
            raise ConfigurationError(f"the connector ended by itself: {connector.output()[-500:]}")
        counts = application.inbox.counts()
        show(sum(application.triages.counts().values()))
        if counts.get("new", 0) or sum(counts.values()) < wanted:
            quiet_since = time.monotonic()
        return time.monotonic() - quiet_since > _QUIET_SECONDS

    wait_until(is_quiet, seconds=_WORK_SECONDS, what="all tickets to be triaged", every=0.2)


def _keep_open(console: Console, desks: list[_Desk]) -> None:
    for desk in desks:
        console.print(f"  {desk.key}: [link={desk.url}/_sandbox/]{desk.url}/_sandbox/[/link]")
    console.print("The pages stay open; press Ctrl-C to end.")
    try:
        while True:
            time.sleep(1)
    except KeyboardInterrupt:
        console.print("Bye.")
