"""``handoff replay`` and ``handoff redecide``: tickets that an admin wants worked on again, as events of their own."""

import secrets
from collections.abc import Sequence

import click
import structlog

from connector.cli.opening import known_account, open_application
from connector.core.ticket import EventKind, TicketEvent

_log = structlog.get_logger()


@click.command()
@click.argument("account")
@click.argument("tickets", nargs=-1, required=True)
def replay(account: str, tickets: tuple[str, ...]) -> None:
    """Ring the bell of TICKETS again: what is decided stays, what is not done yet is done.

    For tickets whose bell never rang, or that were left in the middle. Nothing is written twice: of what was finished nothing
    is repeated, not even a note that somebody deleted since.
    """
    _ask(account, tickets, EventKind.REPLAY)


@click.command()
@click.argument("account")
@click.argument("tickets", nargs=-1, required=True)
def redecide(account: str, tickets: tuple[str, ...]) -> None:
    """Read and decide the newest message of TICKETS anew, with the rules, models and answers of today.

    Tags, priority and group follow the new decision where no person changed them. The note is edited where the helpdesk can edit
    notes; else there is a further one only where a person should take over now. The old decision stays in the record. A ticket
    that a person answered meanwhile is left to them.
    """
    _ask(account, tickets, EventKind.REDECIDE)


def _ask(account: str, tickets: Sequence[str], kind: EventKind) -> None:
    application = open_application()
    try:
        name = known_account(application, account).name
        for ticket in dict.fromkeys(tickets):
            event = TicketEvent(kind=kind, ticket_id=ticket, content=secrets.token_hex(8), content_is_unique=True)
            row = application.inbox.claim(name, event, settle=0.0)
            _log.warning(f"{kind} asked for by hand", account=name, ticket=ticket, row=row)
            click.echo(f"Ticket {ticket}: asked for as event {row}.")
    finally:
        application.close()
    click.echo("It is done within seconds where the connector runs; the log and the ticket tell.")
