"""Accounts: connect, list, go live, forget a requester."""

import os
import re
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from connector.bootstrap import Application
from connector.core.decision import Mode
from connector.core.rules import parse_rules
from connector.errors import ConfigurationError, HandoffError
from connector.kit.credentials import MemoryCredentials
from connector.logs import configure_logs
from connector.manifest import rules_text
from connector.port import Connection, Helpdesk, Integration
from connector.settings import read_settings

_NAME = re.compile(r"^[a-z0-9][a-z0-9-]{0,62}$")


@click.command()
@click.argument("integration")
@click.argument("account")
@click.option("--set", "given", multiple=True, metavar="NAME=VALUE", help="A plain setting of the account.")
@click.option("--people-group", required=True, help="The human group that answers sensitive, emotional and uncertain tickets.")
@click.option("--intake-group", "intake_groups", multiple=True, help="A group where new tickets land; may be repeated.")
@click.option("--rules", "rules_path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A file of rules.")
@click.option("--no-check", is_flag=True, help="Save without calling the helpdesk.")
def connect(
    integration: str,
    account: str,
    *,
    given: tuple[str, ...],
    people_group: str,
    intake_groups: tuple[str, ...],
    rules_path: Path | None,
    no_check: bool,
) -> None:
    """Connect an account of a helpdesk, in shadow mode: it reads and decides and writes nothing.

    Settings are taken from --set or from the environment as INTEGRATION_NAME (for example FRESHDESK_API_KEY). Secrets are
    taken from the environment, or asked for; never from the command line.
    """
    application = _application()
    if not _NAME.match(account):
        raise ConfigurationError(f"“{account}” is no account name; use lower-case letters, digits and hyphens.")
    desk = application.integrations.require(integration)
    settings, credentials = _collect(desk, dict(_pair(item) for item in given))
    desk.check_settings(settings, credentials)
    text = rules_text(
        {
            "people_group": people_group,
            "intake_groups": ", ".join(intake_groups),
            "rules": rules_path.read_text(encoding="utf-8") if rules_path else "",
        }
    )
    if errors := parse_rules(text).errors:
        raise ConfigurationError(f"the rules have errors: {'; '.join(map(str, errors))}.")
    if not no_check:
        _check(desk, account, settings, credentials, people_group)
    known = application.accounts.get(account)
    webhook_secrets, is_new = _webhook_secrets(desk.manifest.key, known.webhook_secrets if known else ())
    application.accounts.save(
        name=account,
        integration=integration,
        settings=settings,
        credentials=credentials,
        webhook_secrets=webhook_secrets,
        rules_text=text,
    )
    click.echo(f"Connected {account} ({desk.manifest.name}) in shadow mode.\n")
    url = f"{application.settings.address}/hooks/{integration}/{account}"
    click.echo(desk.webhook_instructions(url, settings))
    if is_new:
        click.echo(f"\nThe webhook secret, shown once: {webhook_secrets[0]}")
    click.echo(f"\nNext: `handoff serve` (or `handoff serve --poll` without a public address), then `handoff go-live {account}`.")


@click.command()
def accounts() -> None:
    """List the accounts and what stops them."""
    application = _application()
    table = Table(title="Accounts")
    for column in ("account", "helpdesk", "mode", "state", "rules"):
        table.add_column(column)
    for account in application.accounts.all():
        waits = application.accounts.seconds_blocked(account.name)
        state = "switched off on the platform" if not account.enabled else "working"
        if waits:
            state = f"waiting {waits:.0f} s: {account.blocked_reason}"
        table.add_row(
            account.name, account.integration, account.mode.value, state, account.rules_error.replace("\n", "; ") or "in force"
        )
    Console().print(table)


@click.command("go-live")
@click.argument("account")
def go_live(account: str) -> None:
    """Let an account write tags, priority, group and private notes."""
    _set_mode(account, Mode.ASSIST)
    click.echo(f"{account} now writes on tickets. `handoff shadow {account}` takes that back.")


@click.command()
@click.argument("account")
def shadow(account: str) -> None:
    """Let an account only read and decide."""
    _set_mode(account, Mode.SHADOW)
    click.echo(f"{account} now only reads and decides.")


@click.command()
@click.argument("requester")
@click.option("--account", help="Only in this account; all accounts otherwise.")
def forget(requester: str, account: str | None) -> None:
    """Forget all text and wishes of a REQUESTER: an e-mail address, or the helpdesk id of one who has none."""
    application = _application()
    names = [a.name for a in application.accounts.all()] if account is None else [_known(application, account)]
    count = sum(application.texts.forget_requester(name, requester) for name in names)
    click.echo(f"Forgot {count} pieces. Notes and tags on tickets in the helpdesk stay; remove them there if you have to.")


def _application() -> Application:
    settings = read_settings()
    configure_logs(settings.log_level)
    return Application(settings=settings)


def _known(application: Application, account: str) -> str:
    if application.accounts.get(account) is None:
        raise ConfigurationError(f"there is no account “{account}”; `handoff accounts` lists them.")
    return account


def _set_mode(account: str, mode: Mode) -> None:
    application = _application()
    application.accounts.set(_known(application, account), mode=mode.value)


def _pair(item: str) -> tuple[str, str]:
    name, equals, value = item.partition("=")
    if not equals:
        raise ConfigurationError(f"“{item}” is not NAME=VALUE.")
    return name.strip(), value.strip()


def _collect(integration: Integration, given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Gather the settings that the integration declares, from the command line and the environment."""
    declared = {setting.name: setting for setting in integration.manifest.account_settings}
    prefix = integration.manifest.key.upper()
    if unknown := set(given) - set(declared):
        raise ConfigurationError(f"{integration.manifest.name} has no setting “{min(unknown)}”; it has: {', '.join(declared)}.")
    if exposed := [name for name in given if declared[name].secret]:
        variable = f"{prefix}_{exposed[0].upper()}"
        raise ConfigurationError(f"{exposed[0]} is a secret; put it into the environment as {variable}, not on the command line.")
    settings: dict[str, str] = {}
    credentials: dict[str, str] = {}
    for name, setting in declared.items():
        variable = f"{prefix}_{name.upper()}"
        value = given.get(name) or os.environ.get(variable, "") or setting.default
        if not value and setting.required and setting.secret and sys.stdin.isatty():
            value = click.prompt(name, hide_input=True)
        if not value and setting.required:
            raise ConfigurationError(f"{name} is missing ({setting.help}); give --set {name}=… or set {variable}.")
        if value:
            (credentials if setting.secret else settings)[name] = value
    return settings, credentials


def _webhook_secrets(key: str, known: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The secrets from the environment, else those in force, else a new one; and whether it is new."""
    variable = f"{key.upper()}_WEBHOOK_SECRET"
    given = tuple(part.strip() for part in os.environ.get(variable, "").split(",") if part.strip())
    if len(given) > 2:
        raise ConfigurationError(f"{variable} holds more than two secrets; keep the old and the new one.")
    if given or known:
        return given or known, False
    return (secrets.token_urlsafe(32),), True


def _check(
    integration: Integration, account: str, settings: Mapping[str, str], credentials: Mapping[str, str], people_group: str
) -> None:
    """Look at the account before anything is saved."""
    try:
        helpdesk: Helpdesk = integration.open(
            Connection(account=account, settings=settings, credentials=MemoryCredentials(credentials))
        )
        identity = helpdesk.identify()
        groups = helpdesk.groups()
    except HandoffError as exc:
        raise ConfigurationError(f"{integration.manifest.name} could not be reached with these settings: {exc}.") from exc
    click.echo(f"Signed in as {identity.name} ({identity.role or 'role unknown'}).")
    if people_group.casefold() not in {group.name.casefold() for group in groups}:
        names = ", ".join(sorted(group.name for group in groups)) or "none"
        raise ConfigurationError(f"there is no group “{people_group}” in this helpdesk; there are: {names}.")
