"""``handoff app-token``: the token with which the sidebar app of an account calls us, where the platform hosts its page."""

from collections.abc import Mapping

import click

from connector.administration import SidebarApp
from connector.bootstrap import Application
from connector.cli.opening import known_account, open_application


@click.command("app-token")
@click.argument("account")
def app_token(account: str) -> None:
    """Make a new token for the sidebar app.

    It is shown once; the old one ends at once.
    """
    application = open_application()
    try:
        show_app_token(application, known_account(application, account).name)
    finally:
        application.close()


def needs_app_token(app: SidebarApp | None, settings: Mapping[str, str]) -> bool:
    """Whether the platform hosts the page itself, so that its calls carry the account's token; such an app names no client script."""
    return app is not None and not app.sdk(settings)


def show_app_token(application: Application, account: str) -> None:
    """Make a new token and print it."""
    token = application.accounts.rotate_app_token(account)
    click.echo(f"The token for the sidebar app, shown once: {token}")
    click.echo("Put it into the app's settings in the helpdesk. `handoff app-token` makes a new one, and ends this one.")
