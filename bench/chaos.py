"""Nothing lost, nothing twice: counted in the helpdesk after kills, cuts, crashes and an API that fails for a third of all calls.

The naive baseline runs in the same call, under the same faults of the API; where it doubles fewer than one ticket in ten the faults were
too tame and the whole run is void.
"""

import platform
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import click
from grounds import API_FAULTS, GROUNDS, embedded, naive, scaled
from rich.console import Console
from rich.progress import Progress
from rows import Row, render
from turmoil import Turmoil, Verdict

from connector.core.bounds import upper_bound

#: The baseline must double at least this share, in percent.
VOID_BELOW = 10.0
#: One ticket in so many is enough for the baseline.
BASELINE_SHARE = 10
_TICKETS = {"embedded": 5000, "redis": 10_000, "rabbitmq": 3000}


def run(ground: AbstractContextManager[Turmoil], title: str) -> Verdict:
    """One run with its progress."""
    with ground as turmoil, Progress(console=Console(stderr=True), refresh_per_second=1) as bar:
        task = bar.add_task(title, total=turmoil.tickets)

        def show(done: int, struck: int, name: str) -> None:
            bar.update(task, completed=done, description=f"{title} · {struck}/{len(turmoil.blows)} {name}")

        turmoil.progress = show
        return turmoil.run()


def rows_of(ours: Verdict, theirs: Verdict) -> Sequence[Row]:
    """What came of it."""
    doubled = 100 * theirs.doubled / theirs.tickets
    bound = 100 * upper_bound(0, ours.tickets)
    must = {"goal": 0.0, "at_most": True, "must": True, "unit": "tickets"}
    return [
        Row(name="lost", value=ours.lost, note=f"of {ours.tickets}; zero means at most {bound:.3f} % at 95 %", **must),  # type: ignore[arg-type]
        Row(name="with a second note", value=ours.doubled, **must),  # type: ignore[arg-type]
        Row(name="with a tag of a person lost", value=ours.tags_lost, **must),  # type: ignore[arg-type]
        Row(name="with anything public", value=ours.public, **must),  # type: ignore[arg-type]
        Row(name="processes that ended by themselves", value=ours.deaths, goal=0.0, at_most=True, unit=""),
        Row(name="events kept", value=ours.events, unit="", note="bells, and what polling found"),
        Row(name="blows while tickets waited", value=ours.busy, goal=ours.blows, must=True, unit="", note=f"of {ours.blows}"),
        Row(name="kills that cut off a write", value=ours.writes_cut, unit=""),
        Row(name="faults of the API", value=ours.api_faults, unit="", note=f"{100 * API_FAULTS:.0f} % of all calls"),
        Row(name="bells rung twice", value=ours.repeated_bells, unit=""),
        Row(name="rate under attack", value=ours.tickets / ours.seconds, unit="tickets/s", note=f"{ours.seconds:.0f} s"),
        Row(name="naive baseline: with a second note", value=doubled, goal=VOID_BELOW, must=True, note=f"{theirs.doubled} of {theirs.tickets}, else the run is void"),
        Row(name="naive baseline: lost", value=theirs.lost, unit="tickets"),
    ]  # fmt: skip


@click.command()
@click.option("--ground", type=click.Choice(GROUNDS), default="embedded", show_default=True)
@click.option("--helpdesk", default="zendesk", show_default=True, help="Which stand-in.")
@click.option("--tickets", type=int, help="Default: 5,000 embedded, 10,000 with Redis, 3,000 with RabbitMQ.")
@click.option(
    "--faults",
    type=int,
    help="Embedded: kill -9 of the one process, else blows over all roles, servers and wires. Default: one for a hundred tickets.",
)
@click.option("--others", default=12, show_default=True, help="On “embedded”: other blows.")
@click.option("--seed", default=1, show_default=True)
def main(ground: str, helpdesk: str, tickets: int | None, faults: int | None, others: int, seed: int) -> None:
    """Break everything, and count."""
    tickets = tickets or _TICKETS[ground]
    blows = tickets // 100 if faults is None else faults
    with tempfile.TemporaryDirectory(prefix="chaos-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        for part in ("naive", "ours"):
            (folder / part).mkdir()
        few = max(100, tickets // BASELINE_SHARE)
        theirs = run(
            naive(helpdesk, folder / "naive", tickets=few, kills=max(2, blows // BASELINE_SHARE), seed=seed), "naive baseline"
        )
        if ground == "embedded":
            place = embedded(helpdesk, folder / "ours", tickets=tickets, kills=blows, others=others, seed=seed)
        else:
            place = scaled(ground, helpdesk, folder / "ours", tickets=tickets, faults=blows, seed=seed)
        ours = run(place, ground)
    rows = rows_of(ours, theirs)
    console = Console(width=150)
    console.print(render(f"Chaos: {ground}, {helpdesk}, {tickets} tickets, {blows} blows", rows))
    console.print(f"seed {seed} · Python {platform.python_version()} · SQLite {sqlite3.sqlite_version} · {platform.machine()}")
    sys.exit(any(row.must and not row.reached for row in rows))


if __name__ == "__main__":
    main()
