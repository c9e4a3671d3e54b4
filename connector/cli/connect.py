"""``handoff connect``: ask the least, try before saving, set up what is needed, and say what was done and what comes next."""

import os
import re
import secrets
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import click

from connector.administration import Action, Administration, Setup, SetupRequest, Step
from connector.bootstrap import Application
from connector.cli.access import Access, complete_access, gather_access
from connector.cli.address import hook_address
from connector.cli.app_token import needs_app_token, show_app_token
from connector.cli.asking import Asking, find_admin
from connector.cli.callback import sign_in as sign_in_through_browser
from connector.cli.first_rules import choose_rules
from connector.cli.opening import open_application
from connector.cli.seat import look_around, tell_troubles
from connector.cli.steps import print_steps
from connector.core.context import Mode
from connector.errors import ConfigurationError, HandoffError
from connector.kit.credentials import MemoryCredentials
from connector.port import Connection, CredentialSource, Integration
from connector.store.accounts import Account

_NAME: Final = re.compile(r"^[a-z0-9][a-z0-9-]{0,62}$")
#: Stands in the steps of a dry run where the real run puts a new secret.
_NO_SECRET_YET: Final = "THE-SECRET-THAT-CONNECTING-MAKES"  # noqa: S105 - a placeholder


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What the admin asked for on the command line."""

    given: tuple[str, ...]
    people_group: str
    intake_groups: tuple[str, ...]
    rules_path: Path | None
    extras: frozenset[str]
    poll: bool
    browser: bool
    callback_port: int
    opens_browser: bool
    checks: bool
    new_app_token: bool
    dry_run: bool


@click.command()
@click.argument("integration")
@click.argument("account")
@click.option("--set", "given", multiple=True, metavar="NAME=VALUE", help="A plain setting of the account; NAME= forgets it.")
@click.option("--people-group", default="", help="The human group that answers sensitive, emotional and uncertain tickets.")
@click.option("--intake-group", "intake_groups", multiple=True, help="A group where new tickets land; may be repeated.")
@click.option("--rules", "rules_path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A file of rules.")
@click.option("--poll", is_flag=True, help="Set up no webhook: tickets are looked for, with `handoff serve --poll`.")
@click.option("--extra", "extras", multiple=True, metavar="NAME", help="Set up more than is necessary; may be repeated.")
@click.option("--sign-in", type=click.Choice(["browser"]), help="Sign in through the browser instead of with a secret.")
@click.option(
    "--callback-port", default=0, type=click.IntRange(0, 65535), help="Where the browser comes back to; any free port by default."
)
@click.option("--no-browser", is_flag=True, help="With --sign-in: only print the address to open.")
@click.option("--no-check", is_flag=True, help="Save without calling the helpdesk.")
@click.option("--new-app-token", is_flag=True, help="Make a new token for the sidebar app and show it once.")
@click.option("--dry-run", is_flag=True, help="Look, and tell what would be done; save nothing.")
def connect(
    integration: str,
    account: str,
    *,
    given: tuple[str, ...],
    people_group: str,
    intake_groups: tuple[str, ...],
    rules_path: Path | None,
    poll: bool,
    extras: tuple[str, ...],
    sign_in: str | None,
    callback_port: int,
    no_browser: bool,
    no_check: bool,
    new_app_token: bool,
    dry_run: bool,
) -> None:
    """Connect an account of a helpdesk, in shadow mode.

    It reads and decides, and writes nothing on tickets until `handoff go-live`.
    INTEGRATION is zendesk or freshdesk; ACCOUNT is the name it gets here. What is missing is asked for. Without a terminal,
    settings come from --set or from the environment as INTEGRATION_NAME (for example FRESHDESK_API_KEY), and secrets from the
    environment alone.

    Safe to repeat: what is kept is used again, what is set up already stays, and only what you give is changed.
    """
    wish = _Wish(
        given=given, people_group=people_group, intake_groups=intake_groups, rules_path=rules_path, extras=frozenset(extras),
        poll=poll, browser=sign_in == "browser", callback_port=callback_port, opens_browser=not no_browser,
        checks=not no_check, new_app_token=new_app_token, dry_run=dry_run,
    )  # fmt: skip
    if not _NAME.match(account):
        raise ConfigurationError(f"“{account}” is no account name; use lower-case letters, digits and hyphens.")
    application = open_application()
    try:
        _connect(application, application.integrations.require(integration), account, wish)
    finally:
        application.close()


def _connect(application: Application, desk: Integration, account: str, wish: _Wish) -> None:
    name, admin = desk.manifest.name, find_admin()
    known = application.accounts.get(account)
    if known is not None and known.integration != desk.manifest.key:
        raise ConfigurationError(
            f"{account} is connected to {known.integration} already; take another name, or `handoff disconnect {account}` first."
        )
    url = "" if wish.poll else hook_address(application.settings, desk.manifest.key, account)
    access = _gather(application, desk, known, wish, admin)
    credentials = _source(application, known, access)
    connection = Connection(account=account, settings=access.settings, credentials=credentials)
    groups = look_around(desk, connection) if wish.checks else None
    rules_text = choose_rules(
        known.rules_text if known else "", people_group=wish.people_group, intake_groups=wish.intake_groups,
        rules_path=wish.rules_path, groups=groups, admin=admin,
    )  # fmt: skip
    given = _secrets_given(desk.manifest.key)
    kept = given or (known.webhook_secrets if known else ())
    is_new = not kept and bool(url)
    if is_new:
        kept = (_NO_SECRET_YET if wish.dry_run else secrets.token_urlsafe(32),)
    request = SetupRequest(account=account, url=url, secret=kept[-1] if kept else "", extras=wish.extras)
    administration = desk.administer(connection) if wish.checks else None
    if administration is not None:
        tell_troubles(administration, request)
    setup = _set_up(name, administration, request, dry_run=wish.dry_run)
    print_steps(name, setup.steps, dry_run=wish.dry_run)
    if administration is None and url:
        click.echo(f"\n{desk.webhook_instructions(url, access.settings)}")
    if not url and not wish.poll:
        click.echo(
            "\nNo public address is set, so no webhook is set up: run `handoff serve --poll`, or set HANDOFF_PUBLIC_URL to the https "
            "address of this machine and connect again."
        )
    if wish.dry_run:
        click.echo(f"\nNothing was saved and nothing was changed in {name}. Without --dry-run it will be.")
        return
    settings = {**access.settings, **setup.settings}
    application.accounts.save(
        name=account,
        integration=desk.manifest.key,
        settings=settings,
        credentials=credentials.read(),
        webhook_secrets=given or setup.webhook_secrets or kept,
        rules_text=rules_text,
    )
    if groups is not None:  # the app's settings page offers them before the first ticket is read
        application.accounts.set(account, groups=[[group.id, group.name] for group in groups])
    click.echo(f"\nConnected {account} ({name}) in {_mode(known)} mode.")
    if given and setup.webhook_secrets and not set(setup.webhook_secrets) & set(given):
        variable = f"{desk.manifest.key.upper()}_WEBHOOK_SECRET"
        click.echo(
            f"{name} signs with another secret than {variable} holds, so its calls will be refused; unset it and connect again."
        )
    if is_new and not setup.webhook_secrets and _needs_secret(administration, setup.steps, kept[0]):
        click.echo(f"The webhook secret, shown once: {kept[0]}")
    if wish.new_app_token or (needs_app_token(desk.sidebar_app, settings) and not (known and known.app_token)):
        show_app_token(application, account)
    if administration is not None and (more := {n: why for n, why in administration.extras.items() if n not in wish.extras}):
        click.echo("Also possible: " + "; ".join(f"--extra {n} ({why.rstrip('.')})" for n, why in more.items()) + ".")
    click.echo(_next_step(account, known, url))


def _gather(application: Application, desk: Integration, known: Account | None, wish: _Wish, admin: Asking | None) -> Access:
    """Find out how the account is reached, and sign in through the browser where that was asked for."""
    manifest = desk.manifest
    kept = Access(known.settings, application.accounts.credentials(known.name).read()) if known else Access()
    access = gather_access(manifest, wish.given, os.environ, kept, admin)
    if wish.browser:
        access, browser = complete_access(manifest, access, lambda a: desk.browser_sign_in(a.settings), admin)
        if browser is None:
            raise ConfigurationError(f"{manifest.name} has no sign-in through the browser here; leave out --sign-in.")

        def show(address: str, redirect_uri: str) -> None:
            click.echo(f"Open this address and allow the access (the OAuth client has to know {redirect_uri}):\n\n{address}\n")
            if wish.opens_browser:
                webbrowser.open(address)

        declared = {setting.name for setting in manifest.account_settings}
        secret = {name: value for name, value in access.credentials.items() if name in declared}
        access = replace(access, credentials={**secret, **sign_in_through_browser(browser, show=show, port=wish.callback_port)})
    access, _ = complete_access(manifest, access, lambda a: desk.check_settings(a.settings, a.credentials), admin)
    return access


def _source(application: Application, known: Account | None, access: Access) -> CredentialSource:
    """Where the credentials live: in the store if they are those in force, because a token that is renewed ends the one before."""
    if known is not None:
        stored = application.accounts.credentials(known.name)
        if dict(stored.read()) == dict(access.credentials):
            return stored
    return MemoryCredentials(access.credentials)


def _set_up(name: str, administration: Administration | None, request: SetupRequest, *, dry_run: bool) -> Setup:
    known = administration.extras if administration is not None else {}
    if unknown := sorted(request.extras - set(known)):
        there = "; ".join(f"{extra} ({why.rstrip('.')})" for extra, why in known.items()) or "none"
        raise ConfigurationError(f"{name} has no extra “{unknown[0]}” here; there are: {there}.")
    if administration is None:
        return Setup(steps=())
    try:
        return administration.set_up(request, dry_run=dry_run)
    except HandoffError as exc:
        raise ConfigurationError(
            f"{name} could not be set up: {exc}; nothing was saved, and connecting again goes on where this ended."
        ) from exc


def _secrets_given(key: str) -> tuple[str, ...]:
    """The webhook secrets of the environment, the newest last; they win over all others."""
    variable = f"{key.upper()}_WEBHOOK_SECRET"
    given = tuple(part.strip() for part in os.environ.get(variable, "").split(",") if part.strip())
    if len(given) > 2:
        raise ConfigurationError(f"{variable} holds more than two secrets; keep the old and the new one.")
    return given


def _needs_secret(administration: Administration | None, steps: Sequence[Step], secret: str) -> bool:
    """Whether the admin has to put our secret somewhere. Where the platform makes its own, no step holds ours."""
    return administration is None or any(step.action is Action.BY_HAND and secret in step.detail for step in steps)


def _mode(known: Account | None) -> str:
    return "live" if known is not None and known.mode is Mode.ASSIST else "shadow"


def _next_step(account: str, known: Account | None, url: str) -> str:
    if known is not None:
        return f"Next: `handoff doctor {account}` looks whether all is well."
    serve = "handoff serve" if url else "handoff serve --poll"
    return f"Next: `handoff report {account}` shows what it would have done, with nothing written; `{serve}` starts it."
