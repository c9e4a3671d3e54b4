"""Opening the application for a command, and the account that it names."""

from connector.bootstrap import Application
from connector.errors import ConfigurationError
from connector.logs import configure_logs
from connector.settings import read_settings
from connector.steps import crash_at
from connector.store.accounts import Account


def open_application() -> Application:
    """Open the application with the settings of the environment. Raises ConfigurationError."""
    settings = read_settings()
    configure_logs(settings.log_level)
    crash_at(settings.crash_at)
    return Application(settings=settings)


def known_account(application: Application, name: str) -> Account:
    """Return the account. Raises ConfigurationError that says where to look."""
    account = application.accounts.get(name)
    if account is None:
        raise ConfigurationError(f"there is no account “{name}”; `handoff accounts` lists them.")
    return account


def given_customer(person: str) -> str:
    """Return the e-mail address or helpdesk id that was given, trimmed. Raises ConfigurationError where it is blank."""
    if not person.strip():
        raise ConfigurationError("the customer is blank; give an e-mail address, or the helpdesk's id of the customer.")
    return person.strip()
