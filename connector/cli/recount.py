"""``handoff recount``: our notes, counted on the tickets themselves."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

import click
from rich.console import Console
from rich.table import Table

from connector.cli.bar import Bar
from connector.cli.moments import parse_moment
from connector.cli.opening import known_account, open_application
from connector.patience import Patience
from connector.recount import Counted


@click.command()
@click.argument("account")
@click.option(
    "--since", "moment", default="7d", show_default=True, help="Tickets written on from this moment on: 2h, 3d, 2026-11-25T14:00."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def recount(account: str, *, moment: str, as_json: bool) -> None:
    """Count our notes on the tickets themselves and compare with what we know to have written.

    Reads each ticket once, within the share of calls that is ours; writes nothing. Exit status 1 when a note stands twice.
    """
    application = open_application()
    try:
        known = known_account(application, account)
        found = application.recount.find(known, parse_moment(moment, datetime.fromtimestamp(application.clock(), UTC)))
        counted = []
        with Bar("Counting", stays=False) as bar:
            bar.begin("Counting", len(found))
            for ticket, effects in found.items():
                counted.append(application.recount.look(known, ticket, effects, Patience(bar.wait)))
                bar.advance()
    finally:
        application.close()
    if as_json:
        click.echo(json.dumps([asdict(one) for one in counted], indent=2))
    else:
        _print(counted)
    sys.exit(any(one.doubled for one in counted))


def _print(counted: Sequence[Counted]) -> None:
    differing = [one for one in counted if not one.is_as_written]
    if differing:
        table = Table(show_edge=False)
        for column in ("ticket", "stands twice", "not there", "not in our books"):
            table.add_column(column, overflow="fold")
        for one in differing:
            missing = "the ticket is gone" if one.is_gone else ", ".join(one.missing)
            table.add_row(one.ticket, ", ".join(one.doubled), missing, ", ".join(one.unknown))
        Console().print(table)
    doubled = sum(bool(one.doubled) for one in counted)
    click.echo(
        f"{_some(len(counted), 'ticket')} with {_some(sum(one.notes for one in counted), 'note')} of ours: {doubled} with a note that stands twice, "
        f"{sum(bool(one.missing) for one in counted)} where one is not there, {sum(one.is_gone for one in counted)} gone."
    )
    if any(one.missing for one in counted):
        click.echo("A note that is not there was deleted by somebody, or is on a ticket that was merged.")
    if any(one.unknown for one in counted):
        click.echo(
            "A note that is not in our books was written by another installation, or after the backup that was restored here."
        )
    if doubled:
        click.echo("No note should ever stand twice: please tell the makers, with the log of these tickets.")


def _some(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
