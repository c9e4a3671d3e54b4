"""``handoff disconnect``: take down what connecting set up, end our access, and forget the account."""

from collections.abc import Sequence

import click

from connector.administration import SetupRequest, Step
from connector.bootstrap import Application
from connector.cli.asking import confirm
from connector.cli.opening import known_account, open_application
from connector.cli.steps import print_steps
from connector.errors import ConfigurationError, HandoffError
from connector.store.accounts import Account


@click.command()
@click.argument("account")
@click.option("--dry-run", is_flag=True, help="Look, and tell what would be done; change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--keep-data", is_flag=True, help="Keep what was learnt and written down, for connecting again under the same name."
)
@click.option("--force", is_flag=True, help="Forget the account here even where the helpdesk cannot be reached.")
def disconnect(account: str, *, dry_run: bool, yes: bool, keep_data: bool, force: bool) -> None:
    """Take down what connecting set up, and forget an account.

    Where the helpdesk allows it, our access is ended too.
    Tags and notes on tickets stay in the helpdesk. `handoff undo since ACCOUNT MOMENT` takes them back, before you disconnect.
    """
    application = open_application()
    try:
        known = known_account(application, account)
        helpdesk = application.integrations.require(known.integration).manifest.name
        if dry_run:
            print_steps(helpdesk, _take_down(application, known, helpdesk, dry_run=True, force=force), dry_run=True)
            click.echo(f"\nNothing was changed. {_what_goes(known, keep_data=keep_data)}")
            return
        question = f"Disconnect {account}? {_what_goes(known, keep_data=keep_data)} Tags and notes on tickets stay."
        if not confirm(question, yes=yes):
            raise ConfigurationError(f"nothing was changed; say --yes to disconnect {account}.")
        print_steps(helpdesk, _take_down(application, known, helpdesk, dry_run=False, force=force), dry_run=False)
        application.accounts.remove(account, keeps_data=keep_data)
    finally:
        application.close()
    click.echo(f"\nDisconnected {account}. Tags and notes on tickets stay in the helpdesk.")
    if keep_data:
        click.echo("What was learnt and written down is kept; customers' words in it go when their time is over.")


def _take_down(application: Application, account: Account, helpdesk: str, *, dry_run: bool, force: bool) -> Sequence[Step]:
    """Take down, or tell what is left to do by hand. Raises ConfigurationError unless forced."""
    address = application.settings.address
    url = f"{address}/hooks/{account.integration}/{account.name}"
    request = SetupRequest(account=account.name, url=url, secret=account.newest_secret)
    try:
        administration = application.desks.administer(account)
        if administration is None:
            click.echo(_by_hand(url))
            return ()
        return administration.take_down(request, dry_run=dry_run)
    except (HandoffError, ConfigurationError) as exc:
        if not force:
            raise ConfigurationError(
                f"{helpdesk} could not be asked to take things down: {str(exc).rstrip('.')}; mend that and repeat, or add "
                f"--force to forget {account.name} here alone and do the rest by hand."
            ) from exc
        click.echo(f"Nothing could be taken down in {helpdesk}: {str(exc).rstrip('.')}.\n{_by_hand(url)}")
        return ()


def _by_hand(url: str) -> str:
    return (
        "By hand, in the helpdesk:\n"
        f"  1. Delete the webhook, and the rules or triggers that call {url}\n"
        "  2. Revoke the key, token or OAuth client that was made for Warm Handoff.\n"
        "  3. Uninstall the app Warm Handoff, if it is installed."
    )


def _what_goes(account: Account, *, keep_data: bool) -> str:
    if keep_data:
        return f"Disconnecting forgets the credentials, secrets and waiting tickets of {account.name} here, and keeps the rest."
    return f"Disconnecting deletes everything kept about {account.name} here, corrections and the means to undo too."
