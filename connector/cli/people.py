"""``handoff people``: what customers wish of us, who said so, and all that is kept of one of them.

Customers have no names here: they are listed by the short form of their key, and found by address or helpdesk id.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from connector.bootstrap import Application
from connector.cli.opening import given_customer, known_account, open_application
from connector.core.context import Mode
from connector.core.wishes import CHANNELS, About, Source
from connector.errors import ConfigurationError
from connector.store.accounts import Account
from connector.store.wishes import Wish
from connector.wishes import PERSON

_SHORT: Final = 10
_NO_CHANNEL: Final = "none"


@dataclass(frozen=True, slots=True)
class Person:
    """The wishes of one customer, as far as any are in force."""

    requester: str
    wishes: Mapping[About, Wish]

    def as_dict(self) -> dict[str, Any]:
        """A JSON-ready form. Times are ISO 8601 in UTC."""
        human, channel = self.wishes.get(About.HUMAN), self.wishes.get(About.CHANNEL)
        return {
            "requester": self.requester[:_SHORT],
            "prefers_human": human is not None,
            "since": human.since.isoformat() if human else None,
            "until": human.until.isoformat() if human else None,
            "shown_on_record": bool(human and human.mark),
            "channel": channel.value if channel else None,
            "channel_since": channel.since.isoformat() if channel else None,
            "channel_until": channel.until.isoformat() if channel else None,
        }


@click.command()
@click.argument("account")
@click.argument("person", required=False)
@click.option("--prefer-human/--no-prefer-human", default=None, help="Remember that PERSON wishes a person, or forget it.")
@click.option("--channel", type=click.Choice([*CHANNELS, _NO_CHANNEL]), help="Remember how PERSON wishes to be reached.")
@click.option("--export", is_flag=True, help="Print all that is kept of PERSON as JSON, for a request for access.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def people(
    account: str, person: str | None, *, prefer_human: bool | None, channel: str | None, export: bool, as_json: bool
) -> None:
    """Show the wishes of ACCOUNT's customers: for a person, and for a way to be reached.

    With PERSON, an e-mail address or a helpdesk id, only of this one. `handoff forget` erases everything of a customer.
    """
    if person is None and (prefer_human is not None or channel or export):
        raise ConfigurationError("say of whom: give the customer's e-mail address or helpdesk id after the account.")
    person = given_customer(person) if person is not None else None
    application = open_application()
    try:
        known = known_account(application, account)
        if person is None:
            _print(_everybody(application, known), account, as_json=as_json)
            return
        requester = application.requesters.find(known.name, person)
        _keep(application, known, requester, prefer_human, channel)
        if export:
            click.echo(json.dumps(everything_of(application, known, requester), ensure_ascii=False, indent=2))
            return
        wishes = application.stored_wishes.in_force(known.name, requester, _now(application))
        _print([Person(requester, wishes)] if wishes else [], account, as_json=as_json)
    finally:
        application.close()


def everything_of(application: Application, account: Account, requester: str) -> dict[str, Any]:
    """All that is kept of one customer: wishes and who changed them, texts, check-ins, and the bare facts of their tickets."""
    texts = application.texts.all_of(account.name, requester)
    changes = application.stored_wishes.changes(account.name, requester)
    wishes = application.stored_wishes.in_force(account.name, requester, _now(application))
    return {
        "account": account.name,
        "requester": requester,
        "made_at": _now(application).isoformat(),
        "wishes": Person(requester, wishes).as_dict(),
        "changes": [
            {"about": change.about.value, "value": change.value or None, "by": change.source.value, "at": change.at.isoformat()}
            for change in changes
        ],
        "texts": [
            {"ticket": t.ticket, "purpose": t.purpose, "kept_until": _iso(t.expires_at), "content": t.content} for t in texts
        ],
        "check_ins": [
            {"ticket": c.ticket, "kind": c.kind, "state": c.state.value, "due": _iso(c.due_at)}
            for c in application.check_ins.of_requester(account.name, requester)
        ],
        "asked_by_no_machine": application.spared.includes(account.name, requester),
        "triages": [
            {"ticket": t.ticket, "level": t.level.name, "kind": t.kind, "mode": t.mode, "decided_at": _iso(t.decided_at)}
            for ticket in dict.fromkeys(text.ticket for text in texts)
            if (t := application.triages.newest(account.name, ticket)) is not None
        ],
    }


def _keep(application: Application, account: Account, requester: str, prefer_human: bool | None, channel: str | None) -> None:
    stored, now = application.stored_wishes, _now(application)
    ticket = application.texts.newest_ticket_of(account.name, requester) or ""
    wanted = {
        About.HUMAN: None if prefer_human is None else PERSON if prefer_human else "",
        About.CHANNEL: "" if channel == _NO_CHANNEL else channel,
    }
    rules = application.desks.rules_kept(account)
    for about, value in wanted.items():
        if value:
            stored.keep(
                account.name, requester, about, value, source=Source.COMMAND, now=now, days=rules.prefer_human_days, ticket=ticket
            )
        elif value is not None:
            stored.end(account.name, requester, about, source=Source.COMMAND, now=now)
    shows = rules.mark_requesters and account.mode is Mode.ASSIST
    if shows and prefer_human is not None and not application.wishes.show_now(account, requester):
        click.echo(
            "The tag on the customer's own record could not be brought in line now; it follows their next ticket.", err=True
        )


def _everybody(application: Application, account: Account) -> list[Person]:
    found: defaultdict[str, dict[About, Wish]] = defaultdict(dict)
    for wish in application.stored_wishes.all(account.name, _now(application)):
        found[wish.requester][wish.about] = wish
    return [Person(requester, wishes) for requester, wishes in found.items()]


def _print(found: list[Person], account: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([person.as_dict() for person in found], ensure_ascii=False, indent=2))
        return
    if not found:
        click.echo("No wish is remembered.")
        return
    table = Table(title=f"Wishes of customers of {escape(account)}", title_justify="left")
    for column in ("customer", "wants a person", "until", "on their record", "to be reached by", "until"):
        table.add_column(column, overflow="fold")
    for person in found:
        human, channel = person.wishes.get(About.HUMAN), person.wishes.get(About.CHANNEL)
        table.add_row(
            person.requester[:_SHORT],
            f"since {human.since.date()}" if human else "–",
            str(human.until.date()) if human else "–",
            "yes" if human and human.mark else "no",
            channel.value if channel else "–",
            str(channel.until.date()) if channel else "–",
        )
    Console().print(table)


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _now(application: Application) -> datetime:
    return datetime.fromtimestamp(application.clock(), UTC)
