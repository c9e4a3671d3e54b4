"""What an acknowledgement costs and withstands: durable ones against none at all on the same server, and with broker or database away.

One machine rings, answers and stores, so that ratios within a run say something and rates only what this machine can do.
"""

import platform
import random
import resource
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from importlib.metadata import version
from os import kill
from pathlib import Path
from statistics import median

import click
from ack_load import Outcome, finish, start
from ack_server import BARE, NOTHING
from ack_stage import HOOK, Stage
from rich.console import Console
from rows import Row, render

from connector.testing.processes import family, frozen
from connector.testing.services import Service, start_postgres, start_redis

SERVER = [str(Path(__file__).with_name("ack_server.py"))]
WEB = ["-m", "connector.cli", "web"]
PACKAGES = ("warm-handoff", "flask", "waitress", "gunicorn", "sqlalchemy", "psycopg")
#: An agreed time within which a platform hears that we cannot keep its event.
LONGEST = 0.5


def spread(name: str, values: Sequence[float], **said: object) -> Row:
    """The median of rounds, with the least and the greatest."""
    return Row(name=name, value=median(values), low=min(values), high=max(values), **{"unit": "", **said})  # type: ignore[arg-type]


def measure_cost(stage: Stage, name: str, *, rounds: int, seconds: float, chance: random.Random) -> list[Row]:
    """Durable acknowledgements against pages that keep nothing, in turns, in another order each round."""
    paths = {"ack": HOOK, "nothing": NOTHING, "bare": BARE}
    seen: dict[str, list[Outcome]] = {key: [] for key in paths}
    with stage():
        stage.ring(1.0)
        for _ in range(rounds):
            for key in chance.sample(list(paths), k=len(paths)):
                seen[key].append(stage.ring(seconds, path=paths[key]))
    refused = sum(
        count for outcomes in seen.values() for o in outcomes for status, count in o.statuses.items() if status != "202"
    )

    def ratio(of: Callable[[Outcome], float], peer: str) -> list[float]:
        return [of(ack) / of(other) for ack, other in zip(seen["ack"], seen[peer], strict=True)]

    def p99(outcome: Outcome) -> float:
        return outcome.quantile(0.99)

    return [
        spread(f"{name}: durable ack ÷ no-op", ratio(lambda o: o.rate, "nothing"), goal=0.45, note=f"{rounds} rounds of {seconds:g} s in turns, 32 connections, 4 KB"),
        spread(f"{name}: the same ÷ no-op without Flask", ratio(lambda o: o.rate, "bare"), note="webhooks are answered without Flask"),
        spread(f"{name}: p99 of ack ÷ p99 of no-op", ratio(p99, "nothing"), goal=2.0, at_most=True),
        spread(f"{name}: durable acks", [o.rate for o in seen["ack"]], unit="/s", note=f"no-op {median(o.rate for o in seen['nothing']):.0f}/s"),
        spread(f"{name}: p99 of ack", [1000 * p99(o) for o in seen["ack"]], unit="ms", note=f"no-op {1000 * median(map(p99, seen['nothing'])):.1f} ms"),
        Row(name=f"{name}: other answers than 202", value=float(refused), goal=0.0, at_most=True, unit="", note="threads are fewer than connections"),
    ]  # fmt: skip


def measure_broker(folder: Path, postgres: Service, *, rounds: int, seconds: float) -> list[Row]:
    """The p99 of the web role with its broker frozen, and killed, against healthy, in turns."""
    with ExitStack() as stack:
        healthy, doomed = (stack.enter_context(start_redis(_folder(folder, name))) for name in ("healthy", "doomed"))
        stages = [
            Stage(
                folder=folder / name,
                words=WEB,
                environment={"DATABASE_URL": postgres.url, "BROKER_URL": redis.url, "HANDOFF_SETTLE_SECONDS": "0"},
            )
            for name, redis in (("a", healthy), ("b", doomed))
        ]
        for stage in stages:
            stack.enter_context(stage())
            stage.ring(1.0, connections=8)
        kill(doomed.pid, signal.SIGKILL)
        seen: dict[str, list[Outcome]] = {"healthy": [], "frozen": [], "killed": []}
        for number in range(rounds):
            for key in (list(seen), list(reversed(seen)))[number % 2]:
                with frozen(healthy.pid) if key == "frozen" else nullcontext():
                    seen[key].append(stages[key == "killed"].ring(seconds, connections=8, pause=0.02))

    def pooled(key: str, share: float) -> float:
        together = Outcome(latencies=[latency for outcome in seen[key] for latency in outcome.latencies])
        return 1000 * together.quantile(share)

    base = pooled("healthy", 0.99)
    rows = [Row(name="broker healthy: p99 of ack", value=base, unit="ms", note=f"p50 {pooled('healthy', 0.5):.1f} ms; web role, Redis, PostgreSQL, 8 connections")]  # fmt: skip
    for key in ("frozen", "killed"):
        refused = sum(count for o in seen[key] for status, count in o.statuses.items() if status != "202")
        rows += [
            Row(name=f"broker {key}: p99 ÷ healthy", value=pooled(key, 0.99) / base, goal=1.2, at_most=True, unit="", note=f"p50 {pooled(key, 0.5):.1f} ms, {sum(len(o.latencies) for o in seen[key])} bells, {refused} of them not 202"),
        ]  # fmt: skip
    return rows


def measure_away(stage: Stage, name: str, away: Callable[[int], object], *, seconds: float) -> list[Row]:
    """How long a bell waits for its 503 from the moment the database goes, and how soon bells are kept once it is back."""
    with stage() as pid, ExitStack() as stack:
        stage.ring(1.0)
        ringing = start(stage.order(seconds))
        time.sleep(min(1.5, seconds / 3))
        stack.enter_context(away(pid))  # type: ignore[arg-type]
        outcome = finish(ringing)
        gone = stage.ring(2.0)
        stack.close()
        back = time.monotonic()
        while not stage.ring(0.05, connections=1).statuses.get("202") and time.monotonic() < back + 30:
            pass
        recovered = time.monotonic() - back
    both = [outcome, gone]
    refused = sum(o.statuses.get("503", 0) for o in both)
    others = {status: count for o in both for status, count in o.statuses.items() if status not in ("202", "503")}
    worst = max(latency for o in both for latency in o.latencies)
    short = all(float(wait) < 60 for o in both for wait in o.retry_after) and sum(len(o.retry_after) for o in both) == refused
    return [
        Row(name=f"{name}: longest wait for an answer", value=worst, goal=LONGEST, at_most=True, must=True, unit="s", note=f"{refused} × 503, Retry-After {'below a minute on each' if short else 'MISSING'}, others {others or 'none'}, kept meanwhile {gone.statuses.get('202', 0)}"),
        Row(name=f"{name}: bells are kept again after", value=recovered, unit="s"),
    ]  # fmt: skip


@contextmanager
def stopped(postgres: Service) -> Iterator[None]:
    """PostgreSQL ends at once, as after a crash; it does not come back."""
    kill(postgres.pid, signal.SIGQUIT)
    yield


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another process writes to the SQLite file and does not end."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.close()


@contextmanager
def full(pid: int) -> Iterator[None]:
    """No file of the process can grow, as on a full disk."""
    limits = {member: resource.prlimit(member, resource.RLIMIT_FSIZE) for member in family(pid)}
    for member, (_, most) in limits.items():
        resource.prlimit(member, resource.RLIMIT_FSIZE, (0, most))
    try:
        yield
    finally:
        for member, limit in limits.items():
            resource.prlimit(member, resource.RLIMIT_FSIZE, limit)


def _folder(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir(mode=0o755)
    return folder


def measure(home: Path, parts: Sequence[str], *, rounds: int, seconds: float, seed: int) -> Mapping[str, list[Row]]:
    """Every part that is wanted."""
    chance, tables = random.Random(seed), {}
    if "sqlite" in parts:
        stage = Stage(folder=_folder(home, "sqlite"), words=SERVER, environment={})
        tables["SQLite, synchronous=FULL"] = measure_cost(stage, "SQLite", rounds=rounds, seconds=seconds, chance=chance)
    if "locks" in parts:
        stage = Stage(folder=_folder(home, "locks"), words=SERVER, environment={})
        file = stage.folder / "data" / "handoff.db"
        tables["SQLite away"] = [
            *measure_away(stage, "SQLite locked by another process", lambda _: locked(file), seconds=5.0),
            *measure_away(stage, "disk full", full, seconds=5.0),
        ]
    if {"postgres", "broker", "away"} & set(parts):
        with start_postgres(_folder(home, "postgres"), fsync=True) as postgres:
            environment = {"DATABASE_URL": postgres.url}
            stage = Stage(folder=_folder(home, "pg"), words=SERVER, environment=environment)
            if "postgres" in parts:
                tables["PostgreSQL, fsync on"] = measure_cost(stage, "PostgreSQL", rounds=rounds, seconds=seconds, chance=chance)
            if "broker" in parts:
                tables["Broker away"] = measure_broker(home, postgres, rounds=rounds, seconds=seconds)
            if "away" in parts:
                web = Stage(
                    folder=_folder(home, "web"), words=WEB, environment={**environment, "BROKER_URL": "redis://127.0.0.1:9/0"}
                )
                tables["PostgreSQL away"] = [
                    *measure_away(web, "PostgreSQL frozen", lambda _: frozen(postgres.pid), seconds=5.0),
                    *measure_away(web, "PostgreSQL stopped", lambda _: stopped(postgres), seconds=5.0)[:1],
                ]
    return tables


PARTS = ("sqlite", "postgres", "broker", "locks", "away")


@click.command()
@click.option("--rounds", default=9, show_default=True, help="Rounds in turns.")
@click.option("--seconds", default=2.0, show_default=True, help="Length of a round.")
@click.option("--seed", default=29, show_default=True, help="Orders the turns.")
@click.option("--part", "parts", type=click.Choice(PARTS), multiple=True, help="Only these parts.")
def main(*, rounds: int, seconds: float, seed: int, parts: Sequence[str]) -> None:
    """Print the figures."""
    console = Console(width=200)
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    console.print(f"seed {seed}; Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {versions}; medians, least and greatest of rounds", highlight=False)  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o755)
        for title, rows in measure(home, parts or PARTS, rounds=rounds, seconds=seconds, seed=seed).items():
            console.print(render(title, rows))


if __name__ == "__main__":
    main()
