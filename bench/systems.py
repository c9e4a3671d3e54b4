"""What one process costs and bears: ready after a kill, idle processor time, memory, sustained triage, and a ticket beside a million others.

Real processes and stand-ins, except the last, which runs the real pipeline and store in this process. Medians of rounds, with the least and the
greatest beside them. ``--quick`` does a short form of each, for looking whether it runs.
"""

import os
import platform
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

import click
from millions import compare_sizes
from rates import scaled, spread, text
from rich.console import Console
from rows import Row, render

from connector.testing.processes import Process, SandboxClient, free_port, wait_until
from connector.testing.services import start_postgres
from connector.testing.world import World

SEED: Final = 20261127
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_WITHOUT_MODEL: Final = """
import sys
from pathlib import Path
from connector.bootstrap import Application
from connector.settings import Settings
application = Application(settings=Settings(data_dir=sys.argv[1]))
application.database, application.celery, application.web, application.sweeper(polls=True)
print(next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS")).split()[1])
"""


def measure_starts(lot: random.Random, *, rounds: int) -> list[Row]:
    """Seconds until ready: after a good end, and after kill -9 in the middle of work, in turns."""
    plain, killed = [], []
    with tempfile.TemporaryDirectory() as folder, World("zendesk", Path(folder)) as world:
        world.connect()
        for _ in range(rounds):
            plain.append(_start(world))
            written = [world.write(*text(lot)) for _ in range(20)]
            world.kill()
            killed.append(_start(world))
            for ticket in written:
                world.wait_for_note(ticket, seconds=120)
            world.stop()
    ratio = [k / p for k, p in zip(killed, plain, strict=True)]
    return [
        spread("ready after a plain start", plain, unit="s"),
        spread("ready after kill -9 ÷ a plain start", ratio, unit="", goal=1.5, at_most=True, note="twenty tickets under way at the kill"),
    ]  # fmt: skip


def _start(world: World) -> float:
    begun = time.perf_counter()
    world.start()
    return time.perf_counter() - begun


def measure_idle(*, rounds: int, seconds: float) -> list[Row]:
    """Processor time of ``handoff serve --poll`` with nothing to do, and its memory with everything loaded; memory without models."""
    idle, memory = [], []
    with tempfile.TemporaryDirectory() as folder, World("zendesk", Path(folder), roles=(("serve", "--poll"),)) as world:
        del world.environment["HANDOFF_SWEEP_SECONDS"]
        world.connect()
        world.start()
        time.sleep(min(20.0, seconds))
        for _ in range(rounds):
            before = _spent(world.processes[0].pid)
            time.sleep(seconds)
            idle.append(100.0 * (_spent(world.processes[0].pid) - before) / seconds)
            memory.append(_resident(world.processes[0].pid))
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", _WITHOUT_MODEL, folder]
        bare = [int(subprocess.run(command, capture_output=True, check=True).stdout) / 1024 for _ in range(rounds + 1)]  # noqa: S603
        del bare[0]  # it made the tables
    return [
        spread("idle processor time of one process", idle, goal=2.5, at_most=True, note=f"percent of one core over {seconds:.0f} s, polling"),
        spread("memory without models", bare, unit="MB", goal=100.0, at_most=True, note="database, broker, web and sweeper made"),
        spread("memory of one process after its start", memory, unit="MB"),
    ]  # fmt: skip


def measure_workers(lot: random.Random, *, processes: int, tickets: int) -> list[Row]:
    """Memory that each process of a worker has to itself after some work: the models are loaded before the fork and shared."""
    with tempfile.TemporaryDirectory() as name, scaled(Path(name), processes) as world:
        world.start()
        for ticket in [world.write(*text(lot)) for _ in range(tickets)]:
            world.wait_for_note(ticket, seconds=120)
        parent = world.processes[1].pid
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        own = [_unshared(child) for child in children]
    return [
        spread(
            "memory that one more process of a worker takes",
            own,
            unit="MB",
            note=f"{len(own)} processes, after {tickets} tickets",
        )
    ]


def _unshared(pid: str) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    sizes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
    return (sizes["Private_Dirty"] + sizes["Private_Clean"]) / 1024


def _spent(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _resident(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def measure_triage(*, rounds: int, tickets: int) -> list[Row]:
    """Tickets a second that one process triages while they come as fast as it takes them, the stand-in in a process beside it."""
    found, facts, texts = [], [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder, World("zendesk", Path(folder)) as world:
            port = free_port()
            with Process(["integrations.zendesk.sandbox", "--port", str(port)], log=Path(folder) / "helpdesk.log"):
                helpdesk = SandboxClient(f"http://127.0.0.1:{port}")
                wait_until(helpdesk.is_up, seconds=20, what="the helpdesk")
                limits = {"enforces_rate_limits": True, "calls_per_minute": 10**6, "updates_per_minute": 10**6}
                helpdesk.post("switches", {"touches_new_tickets": False, **limits})
                world.reached_at = helpdesk.url
                world.connect()
                helpdesk.post("webhook", {"url": world.hook, "secret": world.secret})
                world.start()
                writer = ["rates", "burst", helpdesk.url]
                environment = {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1])])}
                for count in (20, tickets):  # the first are for warming up
                    stored, before, begun = _stored(world), _finished(world), time.perf_counter()
                    with Process([*writer, str(count)], log=Path(folder) / "burst.log", environment=environment):
                        wait_until(
                            lambda b=before, c=count: _finished(world) >= b + c, seconds=600, what="all tickets", every=0.2
                        )
                found.append(tickets / (time.perf_counter() - begun))
                grown, of_texts = (now - then for now, then in zip(_stored(world), stored, strict=True))
                facts.append((grown - of_texts) / tickets)
                texts.append(of_texts / tickets)
    return [
        spread("sustained triage, one process", found, unit="/s", goal=25.0, note=f"{rounds} rounds of {tickets} tickets, zendesk, stand-in and customers on the same cores"),
        spread("disk a ticket, kept 400 days", facts, unit="KB", note="tables and indices"),
        spread("disk a ticket, kept as long as customers' words", texts, unit="KB"),
    ]  # fmt: skip


def _stored(world: World) -> tuple[float, float]:
    """KB of the whole database, and of customers' words."""
    with sqlite3.connect(f"file:{world.home / 'data' / 'handoff.db'}?mode=ro", uri=True) as connection:
        sizes = connection.execute(
            "SELECT tbl_name = 'customer_text', sum(pgsize) / 1024.0 FROM dbstat JOIN sqlite_master USING (name) GROUP BY 1"
        )
        by_kind = dict(sizes.fetchall())
        return sum(by_kind.values()), by_kind[1]


def _finished(world: World) -> int:
    with sqlite3.connect(f"file:{world.home / 'data' / 'handoff.db'}?mode=ro", uri=True) as connection:
        return int(connection.execute("SELECT count(*) FROM inbox WHERE kind = 'created' AND state = 'done'").fetchone()[0])


def measure_millions(*, small: int, large: int, tickets: int, rounds: int) -> list[Row]:
    """Processor time of a ticket beside many others, on both databases."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "postgres").mkdir()
        rows = compare_sizes("SQLite", lambda n: f"sqlite:///{folder / str(n)}.db", small, large, tickets=tickets, rounds=rounds)
        with start_postgres(folder / "postgres") as postgres:
            return rows + compare_sizes("PostgreSQL", lambda _: postgres.url, small, large, tickets=tickets, rounds=rounds)


@click.command()
@click.option("--quick", is_flag=True, help="One short round of each.")
@click.option("--only", multiple=True, type=click.Choice(["starts", "idle", "workers", "triage", "millions"]), help="Only these.")
def main(*, quick: bool, only: Sequence[str]) -> None:
    """Measure, and print a row for each figure."""
    lot, rounds = random.Random(SEED), 1 if quick else 5
    parts: dict[str, Callable[[], list[Row]]] = {
        "starts": lambda: measure_starts(lot, rounds=rounds),
        "idle": lambda: measure_idle(rounds=rounds, seconds=3.0 if quick else 20.0),
        "workers": lambda: measure_workers(lot, processes=4, tickets=10 if quick else 100),
        "triage": lambda: measure_triage(rounds=min(rounds, 3), tickets=40 if quick else 600),
        "millions": lambda: measure_millions(small=1000 if quick else 10_000, large=5000 if quick else 1_000_000, tickets=20 if quick else 100, rounds=rounds),
    }  # fmt: skip
    rows = [row for name, part in parts.items() if not only or name in only for row in part()]
    Console(width=150).print(render("One process, and many tickets", rows))
    click.echo(
        f"seed {SEED}, medians of {rounds} rounds; the interval is the least and the greatest. warm-handoff {version('warm-handoff')}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}, {os.cpu_count()} cores"
    )


if __name__ == "__main__":
    main()
