"""Check-ins: what waits, in the very words, and a person's yes or no to each."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from connector.bootstrap import Application
from connector.checkins.approving import checked_name
from connector.cli.opening import known_account, open_application
from connector.core.checkin import State
from connector.core.context import Mode
from connector.core.rules import Rules
from connector.core.taxonomy import KINDS
from connector.errors import ConfigurationError
from connector.store.accounts import Account
from connector.store.checkins import CheckIn

#: States in the list, where the bare word would not say what to do.
_STATES: Final = {
    State.PLANNED: "planned, written when due",
    State.WAITING: "waiting for approval",
    State.UNSURE: "unsure whether it was sent; please look at the ticket",
}


@click.command()
@click.argument("account")
@click.argument("ids", nargs=-1, type=int)
@click.option("--approve", is_flag=True, help="Send the check-ins with these IDS. Needs --as.")
@click.option("--approve-all", is_flag=True, help="Show each that waits, and ask. Needs --as.")
@click.option("--discard", is_flag=True, help="Take the check-ins with these IDS off the queue.")
@click.option("--as", "name", default="", help="The name of the person who checked the text; the customer reads it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def checkins(
    account: str, ids: tuple[int, ...], *, approve: bool, approve_all: bool, discard: bool, name: str, as_json: bool
) -> None:
    """List, approve or discard the check-ins of ACCOUNT.

    Those with the numbers IDS, or all that wait. A check-in asks a customer whether a solved matter is settled. Nothing is sent before somebody approved the very words.
    """
    if sum((approve, approve_all, discard)) > 1:
        raise ConfigurationError("--approve, --approve-all and --discard exclude one another; give one of them.")
    if bool(ids) is not (approve or discard):
        raise ConfigurationError("numbers go with --approve or --discard, and these need numbers; the list shows them.")
    if approve or approve_all:
        name = _name_of(name)
    application = open_application()
    try:
        known = known_account(application, account)
        queue = application.check_in_queue.list(known.name)
        if approve_all:
            _ask_about_each(application, [check_in for check_in in queue if check_in.state is State.WAITING], name)
        elif approve or discard:
            for check_in in _chosen(queue, ids):
                _settle(application, check_in, name if approve else "")
        elif as_json:
            click.echo(json.dumps([_row(application, check_in) for check_in in queue], ensure_ascii=False, indent=2))
        else:
            _print(application, known, queue)
        if approve or approve_all:
            _tell_what_holds(known)
    finally:
        application.close()


def _name_of(name: str) -> str:
    if not name.strip():
        raise ConfigurationError('say who checked the text: write --as "NAME"; the customer reads that name.')
    return checked_name(name)


def _chosen(queue: Sequence[CheckIn], ids: Sequence[int]) -> Sequence[CheckIn]:
    known = {check_in.id: check_in for check_in in queue}
    if missing := [str(number) for number in ids if number not in known]:
        raise ConfigurationError(f"not on the queue of this account: {', '.join(missing)}; list it again.")
    return [known[number] for number in dict.fromkeys(ids)]


def _ask_about_each(application: Application, waiting: Sequence[CheckIn], name: str) -> None:
    if not waiting:
        click.echo("No check-in waits for approval.")
    for check_in in waiting:
        click.echo(f"\nTicket {check_in.ticket}, {check_in.kind}:\n")
        click.echo(application.check_in_queue.text(check_in, name=name))
        if click.confirm("\nSend this?"):
            _settle(application, check_in, name)


def _settle(application: Application, check_in: CheckIn, name: str) -> None:
    if name:
        application.check_in_queue.approve(check_in, name)
        click.echo(f"{check_in.id} is approved by {name}. It is sent within a minute, unless the customer writes first.")
    else:
        application.check_in_queue.discard(check_in)
        click.echo(f"{check_in.id} is discarded.")


def _tell_what_holds(account: Account) -> None:
    if account.mode is not Mode.ASSIST:
        click.echo(f"{account.name} only reads: nothing is sent before `handoff go-live {account.name}`.")
    elif account.paused or not account.enabled:
        click.echo(f"{account.name} is {'paused' if account.paused else 'switched off'}: nothing is sent before it goes on.")


def _row(application: Application, check_in: CheckIn) -> dict[str, Any]:
    return {
        "id": check_in.id,
        "ticket": check_in.ticket,
        "kind": check_in.kind,
        "language": check_in.language,
        "state": check_in.state.value,
        "due": datetime.fromtimestamp(check_in.due_at, UTC).isoformat(timespec="seconds"),
        "approved_by": check_in.approved_by,
        "text": application.check_in_queue.text(check_in),
    }


def _print(application: Application, account: Account, queue: Sequence[CheckIn]) -> None:
    if not queue:
        click.echo(_why_empty(application.desks.rules_kept(account)))
        return
    table = Table(title="Check-ins", title_justify="left")
    for column in ("number", "ticket", "kind", "due (UTC)", "state", "text"):
        table.add_column(column, overflow="fold")
    for check_in in queue:
        row = _row(application, check_in)
        state = _STATES.get(check_in.state, check_in.state.value)
        by = f" by {check_in.approved_by}" if check_in.state is State.APPROVED else ""
        cells = (str(row["id"]), row["ticket"], row["kind"], row["due"][:16].replace("T", " "), state + by, row["text"])
        table.add_row(*(escape(cell) for cell in cells))
    Console().print(table)


def _why_empty(rules: Rules) -> str:
    if not rules.check_ins:
        return "No check-in is planned: they are off. The rule check_ins says which solved tickets may be asked about."
    kinds = ", ".join(kind for kind in KINDS if kind in rules.check_ins)
    days = f"{rules.check_in_days} working day{'' if rules.check_in_days == 1 else 's'}"
    return f"No check-in is planned. A solved ticket about {kinds} may be asked about {days} after the solving."
