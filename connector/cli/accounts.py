"""Accounts: list them, pause and resume, let them write or only read, and forget a customer."""

from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from connector.bootstrap import Application
from connector.cli.opening import given_customer, known_account, open_application
from connector.core.context import Mode
from connector.core.wishes import PREFERS_HUMAN, About
from connector.doctor.codes import age
from connector.store.accounts import Account
from connector.store.wishes import Wish

_LONGEST_REASON = 200


@click.command()
def accounts() -> None:
    """List the accounts and what stops them."""
    application = open_application()
    try:
        known = application.accounts.all()
        if not known:
            click.echo("No account is connected yet; run `handoff connect zendesk NAME` or `handoff connect freshdesk NAME`.")
            return
        table = Table(title="Accounts", title_justify="left")
        for column in ("account", "helpdesk", "mode", "state", "webhook", "sidebar", "rules"):
            table.add_column(column, overflow="fold")
        for account in known:
            table.add_row(*(escape(cell) for cell in _row(application, account)))
        Console().print(table)
    finally:
        application.close()


@click.command()
@click.argument("account")
@click.option("--reason", default="", help="Why, for colleagues who look at `handoff accounts`.")
def pause(account: str, *, reason: str) -> None:
    """Let the tickets of ACCOUNT wait. What comes in is kept, and worked on after `handoff resume`."""
    application = open_application()
    try:
        known = known_account(application, account)
        values: dict[str, Any] = {"paused": True}
        if not application.accounts.seconds_blocked(account):  # a wait that the helpdesk asked for keeps its own reason
            values["blocked_reason"] = reason[:_LONGEST_REASON]
        application.accounts.set(known.name, **values)
    finally:
        application.close()
    click.echo(f"{account} is paused: tickets are kept and wait. `handoff resume {account}` goes on with them.")


@click.command()
@click.argument("account")
def resume(account: str) -> None:
    """Go on with ACCOUNT, the tickets that waited first."""
    application = open_application()
    try:
        application.accounts.set(known_account(application, account).name, paused=False)
        waits = application.accounts.seconds_blocked(account)
    finally:
        application.close()
    click.echo(f"{account} goes on." + (f" The helpdesk still makes it wait {age(waits)}." if waits else ""))


@click.command("go-live")
@click.argument("account")
def go_live(account: str) -> None:
    """Let ACCOUNT write tags, priority, group and private notes."""
    application = open_application()
    try:
        known = known_account(application, account)
        application.accounts.set(account, mode=Mode.ASSIST.value)
        is_unheard = application.inbox.silence(account) is None and not known.cursor
        answers = application.knowledge_sync.read_first(known)
    finally:
        application.close()
    if not answers.synced_at:
        click.echo(
            "Your answers are not all read yet, so drafts may be missing at first; `handoff serve` or the sweeper reads on."
        )
    if answers.remark:
        click.echo(f"{answers.remark}.")
    click.echo(f"{account} now writes on tickets. `handoff shadow {account}` takes that back.")
    if known.paused:
        click.echo(f"It is paused; `handoff resume {account}` starts it.")
    if is_unheard:
        click.echo(
            f"Nothing was heard of this account yet. Ring its webhook once with a test ticket, or run `handoff serve --poll`; "
            f"`handoff doctor {account}` says what is missing."
        )


@click.command()
@click.argument("account")
def shadow(account: str) -> None:
    """Let ACCOUNT only read and decide."""
    application = open_application()
    try:
        application.accounts.set(known_account(application, account).name, mode=Mode.SHADOW.value)
    finally:
        application.close()
    click.echo(f"{account} now only reads and decides.")


@click.command()
@click.argument("requester")
@click.option("--account", help="Only in this account; all accounts otherwise.")
def forget(requester: str, account: str | None) -> None:
    """Forget all text and wishes of a REQUESTER: an e-mail address, or the helpdesk id of one who has none."""
    requester = given_customer(requester)
    application = open_application()
    try:
        known = application.accounts.all() if account is None else [known_account(application, account)]
        before = {one.name: application.account_models.current(one.name) for one in known}
        wishes = {one.name: _wish_for_person(application, one, requester) for one in known}
        count = sum(application.texts.forget_requester(one.name, requester) for one in known)
        marked = [one.name for one in known if (wish := wishes[one.name]) and not application.wishes.take_off(one, wish)]
        unlearnt = [name for name, current in before.items() if current != application.account_models.current(name)]
    finally:
        application.close()
    if count:
        click.echo(f"Forgot {count} pieces. Notes and tags on tickets in the helpdesk stay; remove them there if you have to.")
    else:
        click.echo(
            f"No text and no wish of {requester} was kept. If you expected some, check the spelling, or give the helpdesk's id of this customer."
        )
    for name in marked:
        click.echo(f"In {name} the tag {PREFERS_HUMAN} still stands on this customer's own record; remove it there.")
    for name in unlearnt:
        click.echo(
            f"What {name} had learnt rested on this customer's words, too, and is gone; `handoff learn {name}` learns without them."
        )


def _wish_for_person(application: Application, account: Account, name: str) -> Wish | None:
    return application.stored_wishes.find(account.name, application.requesters.find(account.name, name), About.HUMAN)


def _row(application: Application, account: Account) -> tuple[str, ...]:
    silence = application.inbox.silence(account.name)
    heard = "never heard of" if silence is None else f"last heard of {age(silence)} ago"
    seen = age(application.clock() - account.app_seen_at) + " ago" if account.app_seen_at else "never seen"
    return (
        account.name,
        account.integration,
        account.mode.value,
        _state(account, application.accounts.seconds_blocked(account.name)),
        heard if account.newest_secret else f"no secret, {heard}",
        seen,
        account.rules_error.replace("\n", "; ") or "in force",
    )


def _state(account: Account, waits: float) -> str:
    """What stops the account, else that it works."""
    reason = f": {account.blocked_reason}" if account.blocked_reason else ""
    states = [
        "switched off on the platform" if not account.enabled else "",
        ("paused" if waits else f"paused{reason}") if account.paused else "",
        f"waits {age(waits)} more{reason}" if waits else "",
    ]
    return "; ".join(filter(None, states)) or "working"
