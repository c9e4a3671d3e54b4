"""Commands over a helpdesk in memory, with the real store in a folder of the test."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from connector.bootstrap import Application
from connector.cli import handoff
from connector.errors import ConfigurationError
from connector.manifest import AccountSetting, Manifest
from connector.port import Connection
from connector.registry import Registry
from connector.settings import read_settings
from connector.store.accounts import Account
from connector.testing.administration import MemoryAdministration, MemoryBrowserSignIn, MemorySidebarApp
from connector.testing.integration import MemoryIntegration
from connector.testing.memory import MemoryHelpdesk

PUBLIC = "https://handoff.example.org"
KEY = "k-e-y-that-nobody-may-see"


class Desk(MemoryIntegration):
    """Memory with a site and a key that both have to be right, and a note beside them. It tells how it was opened."""

    opened: Connection | None = None

    def open(self, connection: Connection) -> MemoryHelpdesk:
        """Open the one helpdesk."""
        Desk.opened = connection
        return super().open(connection)

    @property
    def manifest(self) -> Manifest:
        """What it declares."""
        return Manifest(
            key="memory",
            name="Memory",
            documentation="",
            capabilities=super().manifest.capabilities,
            permissions=(),
            account_settings=(
                AccountSetting(name="site", help="The name of the site."),
                AccountSetting(name="key", help="The key of the agent.", secret=True, required=False),
                AccountSetting(name="remark", help="Anything.", required=False),
            ),
        )

    def check_settings(self, settings: Mapping[str, str], credentials: Mapping[str, str]) -> None:
        """A site is one word; a key, or a token of a sign-in, is needed."""
        if not settings["site"].isalpha():
            raise ConfigurationError("site has to be one word, for example acme.")
        if not credentials.get("key") and not credentials.get("access_token"):
            raise ConfigurationError("key is missing; copy it from the agent.")


@dataclass
class Commands:
    """The command line and what it works on."""

    helpdesk: MemoryHelpdesk = field(default_factory=MemoryHelpdesk)
    administration: MemoryAdministration | None = field(default_factory=MemoryAdministration)
    browser: MemoryBrowserSignIn | None = field(default_factory=MemoryBrowserSignIn)
    app: MemorySidebarApp | None = None

    @property
    def registry(self) -> Registry:
        """The one integration, as it is told to be now."""
        return Registry({"memory": Desk(self.helpdesk, administration=self.administration, browser=self.browser, app=self.app)})

    def run(self, *arguments: str, typed: str = "") -> Result:
        """Run a command that has to end well."""
        done = CliRunner().invoke(handoff, arguments, input=typed, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done

    def refuse(self, *arguments: str, typed: str = "") -> str:
        """Run a command that has to be refused with one sentence; return it."""
        with pytest.raises(ConfigurationError) as refused:
            CliRunner().invoke(handoff, arguments, input=typed, catch_exceptions=False)
        assert "\n" not in str(refused.value)
        return str(refused.value)

    @contextmanager
    def application(self) -> Iterator[Application]:
        """The store, for a look or a change."""
        application = Application(settings=read_settings(), registry=self.registry)
        try:
            yield application
        finally:
            application.close()

    def account(self, name: str = "acme") -> Account | None:
        """The account as it is kept."""
        with self.application() as application:
            return application.accounts.get(name)

    def credentials(self, name: str = "acme") -> Mapping[str, str]:
        """The credentials as they are kept."""
        with self.application() as application:
            return application.accounts.credentials(name).read()

    def change(self, change: Callable[[Application], object]) -> None:
        """Change the store behind the command line's back."""
        with self.application() as application:
            change(application)

    def connect(self, *arguments: str, name: str = "acme") -> Result:
        """Connect with all that is needed."""
        return self.run("connect", "memory", name, "--set", "site=acme", "--people-group", "Support", *arguments)


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """A connector that can be reached, and nothing connected."""
    commands = Commands()
    monkeypatch.setenv("HANDOFF_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("HANDOFF_PUBLIC_URL", PUBLIC)
    monkeypatch.setenv("MEMORY_KEY", KEY)
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setattr("connector.workshop.installed_integrations", lambda: commands.registry)
    return commands


@pytest.fixture
def admin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at the terminal."""
    monkeypatch.setattr("connector.cli.asking.is_terminal", lambda: True)
