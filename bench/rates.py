"""Rate budgets under load: refusals by a helpdesk that enforces its limit, credits of a ticket, a neighbour beside a burst, a long line.

Every figure is the median of rounds, with the smallest and the largest beside it. Real processes, PostgreSQL and Redis, stand-ins that
refuse beyond their limit. ``--quick`` does a short form of each, for looking whether it runs.
"""

import platform
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

import click
import sqlalchemy as sa
from rich.console import Console
from rows import Row, render

from connector.store.accounts import Accounts
from connector.store.database import Database
from connector.store.inbox import Inbox
from connector.store.sealing import Sealer
from connector.store.tables import INBOX
from connector.testing.processes import Process, SandboxClient, free_port, wait_until
from connector.testing.services import start_postgres, start_redis
from connector.testing.world import World

SEED: Final = 20261126
RESERVE: Final = 0.2
_WARM_UP: Final = 10.0
_WORDS: Final = ("the kettle", "my order", "a lamp", "the invoice", "my password", "the delivery", "a chair", "the guarantee")


def text(lot: random.Random) -> tuple[str, str]:
    """Subject and words of an invented ticket."""
    thing = lot.choice(_WORDS)
    return f"About {thing}", f"Hello, I have a question about {thing}. How do I go about it? My number is {lot.randrange(10**6)}."


def spread(name: str, values: Sequence[float], **said: object) -> Row:
    """The median of the rounds, and their spread."""
    return Row(name=name, value=statistics.median(values), low=min(values), high=max(values), **said)  # type: ignore[arg-type]


@contextmanager
def scaled(folder: Path, processes: int) -> Iterator[World]:
    """One Zendesk account, connected and live, with so many worker processes over PostgreSQL and Redis."""
    (folder / "pg").mkdir()
    (folder / "redis").mkdir()
    roles = (("web",), ("worker", "--concurrency", str(processes)), ("sweeper",))
    with start_postgres(folder / "pg") as postgres, start_redis(folder / "redis") as redis:
        environment = {"DATABASE_URL": postgres.url, "BROKER_URL": redis.url}
        with World("zendesk", folder, roles=roles, environment=environment) as world:
            world.sandbox.values["touches_new_tickets"] = False
            world.connect()
            yield world


def measure_refusals(lot: random.Random, *, limit: int, seconds: float) -> tuple[float, float]:
    """A backlog beside four worker processes: refusals in all, and calls in percent of what is allowed."""
    with tempfile.TemporaryDirectory() as folder, scaled(Path(folder), 4) as world:
        values = {"enforces_rate_limits": True, "calls_per_minute": limit, "updates_per_minute": limit}
        world.sandbox.values.update(values)
        world.start()
        for _ in range(int(limit * (seconds + 2 * _WARM_UP) / 60.0 / 3.0) + 40):
            world.write(*text(lot))
        begun = time.time() + _WARM_UP
        time.sleep(_WARM_UP + seconds)
        calls = [call for call in list(world.sandbox.log.calls) if call["path"].startswith("/api/")]
        refused = sum(call["status"] == 429 for call in calls)
        done = sum(begun <= call["at"] < begun + seconds for call in calls)
        return float(refused), 100.0 * done / ((1.0 - RESERVE) * limit * seconds / 60.0)


def measure_credits(lot: random.Random, key: str, tickets: int) -> list[tuple[float, float]]:
    """What single new tickets cost at the helpdesk until they are written on, and with what the bells of our own writes cost."""
    environment = {"HANDOFF_SETTLE_SECONDS": "2"}  # the default is five; with none, the very second of the ticket is not over
    with tempfile.TemporaryDirectory() as folder, World(key, Path(folder), environment=environment) as world:
        world.sandbox.values["touches_new_tickets"] = False
        world.connect()
        world.start()

        def one() -> tuple[float, float]:
            before = spent(world)
            ticket = world.write(*text(lot))
            world.wait_for_note(ticket)
            written = spent(world) - before
            time.sleep(3.5)
            return written, spent(world) - before

        one()
        return [one() for _ in range(tickets)]


def spent(world: World) -> float:
    """The credits of all calls about tickets so far."""
    calls = [call["path"] for call in list(world.sandbox.log.calls) if call["path"].startswith("/api/v2/tickets")]
    parts = [parse_qs(urlsplit(path).query).get("include", [""])[0] for path in calls] if world.key == "freshdesk" else []
    return float(len(calls) + sum(len([part for part in included.split(",") if part]) for included in parts))


def measure_neighbour(lot: random.Random, *, burst: int, tickets: int, limit: int) -> tuple[float, float, float]:
    """Seconds until a ticket is written on, the 95th percentile: alone, while the bells of another account's burst come, and after."""
    with tempfile.TemporaryDirectory() as folder, World("freshdesk", Path(folder)) as world:
        world.sandbox.values["touches_new_tickets"] = False
        world.connect()
        port = free_port()
        with Process(["integrations.zendesk.sandbox", "--port", str(port)], log=Path(folder) / "noisy.log"):
            noisy = SandboxClient(f"http://127.0.0.1:{port}")
            wait_until(noisy.is_up, seconds=20, what="the noisy neighbour's helpdesk")
            noisy.post("switches", {"touches_new_tickets": False, "enforces_rate_limits": True, "calls_per_minute": limit})
            connect_noisy(world, noisy)
            world.start()

            def wait_for_one() -> float:
                time.sleep(lot.uniform(0.1, 0.4))
                begun = time.perf_counter()
                ticket = world.write(*text(lot))
                is_done = lambda: any(tag.startswith("ai_urgency") for tag in world.see(ticket).tags)  # noqa: E731
                wait_until(is_done, seconds=60, what="the neighbour's ticket", every=0.005)
                return time.perf_counter() - begun

            for _ in range(5):
                wait_for_one()
            alone = [wait_for_one() for _ in range(tickets)]
            with Process(
                ["rates", "burst", noisy.url, str(burst)], log=Path(folder) / "burst.log", environment={"PYTHONPATH": _paths()}
            ) as process:
                storm = [wait_for_one()]
                while process.is_alive:
                    storm.append(wait_for_one())
            backlog = [wait_for_one() for _ in range(tickets)]
            return percentile(alone), percentile(storm), percentile(backlog)


def connect_noisy(world: World, noisy: SandboxClient) -> None:
    """Connect the account that will burst, beside the other."""
    name, secret = "noisy", "a secret of the noisy one"
    opened = noisy.get("connection")
    given = {**opened["settings"], **opened["credentials"], "base_url": noisy.url}
    environment = {f"ZENDESK_{key.upper()}": value for key, value in given.items()} | {"ZENDESK_WEBHOOK_SECRET": secret}
    for arguments in (("connect", "zendesk", name, "--people-group", "Support"), ("go-live", name)):
        status, output = world.handoff(*arguments, environment=environment)
        if status:
            raise click.ClickException(output)
    noisy.post("webhook", {"url": f"http://127.0.0.1:{world.port}/hooks/zendesk/{name}", "secret": secret})


def percentile(values: Sequence[float], share: float = 0.95) -> float:
    """The value that this share of them does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def measure_line(waiting: int, sweeps: int) -> list[float]:
    """Milliseconds of a sweep while so many rows of one account wait, and one row of each of a hundred others."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/line.db")
        database.migrate()
        accounts, inbox = Accounts(database, Sealer("bench")), Inbox(database)
        names = ["acme", *(f"other-{n}" for n in range(100))]
        for name in names:
            accounts.save(name=name, integration="memory", settings={}, credentials={}, webhook_secrets=["s"], rules_text="")
        row = {"kind": "created", "state": "new", "received_at": 1.0, "next_at": 1.0}
        counts = {name: waiting if name == "acme" else 1 for name in names}
        for name, count in counts.items():
            for start in range(0, count, 20_000):
                numbers = range(start, min(count, start + 20_000))
                with database.write() as connection:
                    rows = [{**row, "account": name, "ticket": str(n), "dedupe": str(n)} for n in numbers]
                    connection.execute(sa.insert(INBOX), rows)
        took = []
        for _ in range(sweeps):
            begun = time.perf_counter()
            inbox.hand_out(16)
            took.append(1000.0 * (time.perf_counter() - begun))
        database.close()
        return took


def _paths() -> str:
    here = Path(__file__).parent
    return f"{here}:{here.parent}"


@click.group(invoke_without_command=True)
@click.option("--rounds", default=3, show_default=True, help="How often each is measured.")
@click.option("--burst", default=5000, show_default=True, help="Tickets of the noisy account at once.")
@click.option("--limit", default=600, show_default=True, help="Calls a minute that the helpdesk lets through.")
@click.option("--quick", is_flag=True, help="One short round of each.")
@click.option("--only", multiple=True, type=click.Choice(["refusals", "credits", "neighbour", "line"]), help="Only these.")
@click.pass_context
def main(context: click.Context, *, rounds: int, burst: int, limit: int, quick: bool, only: Sequence[str]) -> None:
    """Measure, and print a row for each figure."""
    if context.invoked_subcommand:
        return
    rounds, seconds, tickets = (1, 15.0, 10) if quick else (rounds, 60.0, 60)
    burst = min(burst, 200) if quick else burst
    lot = random.Random(SEED)
    parts: dict[str, Callable[[], list[Row]]] = {
        "refusals": lambda: refusals(lot, rounds, limit, seconds),
        "credits": lambda: ticket_credits(lot, tickets=5 if quick else 20),
        "neighbour": lambda: neighbour(lot, rounds, burst, tickets, limit),
        "line": lambda: [
            spread("a sweep while 1,000,000 rows wait", measure_line(10_000 if quick else 1_000_000, 30), unit="ms", note="30 sweeps, SQLite")
        ],
    }  # fmt: skip
    rows = [row for name, part in parts.items() if not only or name in only for row in part()]
    console = Console()
    console.print(render("Rate budgets", rows))
    console.print(
        f"seed {SEED}, {rounds} rounds; the interval is the smallest and the largest. warm-handoff {version('warm-handoff')}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}"
    )


@main.command("burst", hidden=True)
@click.argument("url")
@click.argument("count", type=int)
def let_burst(url: str, count: int) -> None:
    """Let so many customers write at once."""
    client, lot = SandboxClient(url), random.Random(SEED)
    for number in range(count):
        subject, body = text(lot)
        client.post("tickets", {"subject": subject, "body": body, "requester_email": f"customer{number}@example.com"})


def refusals(lot: random.Random, rounds: int, limit: int, seconds: float) -> list[Row]:
    """The rows of a limit that is enforced."""
    found = [measure_refusals(lot, limit=limit, seconds=seconds) for _ in range(rounds)]
    note = f"four worker processes, {limit} a minute enforced for {seconds:.0f} s, a fifth in reserve"
    return [
        spread("refusals (429) received", [refused for refused, _ in found], unit="", goal=0.0, at_most=True, must=True, note=note),
        spread("calls ÷ calls allowed", [share for _, share in found], goal=95.0, must=True, note=note),
    ]  # fmt: skip


def ticket_credits(lot: random.Random, *, tickets: int) -> list[Row]:
    """The rows of what tickets cost."""
    goals = {"zendesk": 3.0, "freshdesk": 6.0}
    note = f"{tickets} new tickets with tags, no faults"
    rows = []
    for key, goal in goals.items():
        found = measure_credits(lot, key, tickets)
        direct, everything = ([float(pair[n]) for pair in found] for n in (0, 1))
        rows.append(spread(f"credits of a new ticket, {key}", direct, unit="", goal=goal, at_most=True, must=True, note=note))
        rows.append(spread(f"with the bells of our own writes, {key}", everything, unit=""))
    return rows


def neighbour(lot: random.Random, rounds: int, burst: int, tickets: int, limit: int) -> list[Row]:
    """The rows of a neighbour."""
    found = [measure_neighbour(lot, burst=burst, tickets=tickets, limit=limit) for _ in range(rounds)]
    note = f"the other account brings {burst:,} at once; {tickets} tickets alone and after"
    return [
        spread("neighbour's p95 alone", [1000.0 * alone for alone, *_ in found], unit="ms"),
        spread("p95 ÷ alone, while the bells come", [storm / alone for alone, storm, _ in found], unit="", goal=1.5, at_most=True, note=note),
        spread("p95 ÷ alone, while the rest waits", [after / alone for alone, _, after in found], unit="", goal=1.5, at_most=True),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
