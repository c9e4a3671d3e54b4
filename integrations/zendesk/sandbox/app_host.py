"""The app in the account: its upload and settings, and the signed token of each page load."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from integrations.zendesk.sandbox.app_key import sign_page_token
from integrations.zendesk.sandbox.app_rules import Problem
from integrations.zendesk.sandbox.app_upload import UploadedApp, UploadRefused, uploaded
from integrations.zendesk.sandbox.state import AGENT_USER, iso

if TYPE_CHECKING:
    from integrations.zendesk.sandbox.desk import ZendeskSandbox

APP_ID: Final = 5
HOST: Final = "sandbox.zendesk.com"
_TOKEN_SECONDS: Final = 300


class AppHost:
    """Our app's place in one account. Works under the lock of the sandbox."""

    def __init__(self, desk: "ZendeskSandbox") -> None:
        self._desk = desk
        self.app: UploadedApp | None = None

    def install(self, upload: bytes, given: Mapping[str, Any]) -> UploadedApp:
        """Upload a package and install it, or bring an installed one up to date. Raises UploadRefused.

        Settings that the package still has keep their values, new ones get their defaults, and ``given`` wins.
        """
        app = uploaded(upload)
        with self._desk.lock:
            before = self._desk.account.installation.settings
            values = {one.name: before.get(one.name) or one.default for one in app.parameters}
            self._store(app, values | _texts(app, given))
            self.app = app
            return app

    def save(self, app: UploadedApp, given: Mapping[str, Any], *, enabled: bool) -> None:
        """Save the settings of the installed app. Raises UploadRefused when a required one is empty."""
        with self._desk.lock:
            self._store(app, {**self.settings(app), **_texts(app, given)})
            self._desk.account.installation.enabled = enabled

    def settings(self, app: UploadedApp) -> dict[str, str]:
        """The values of its parameters."""
        stored = self._desk.account.installation.settings
        return {one.name: str(stored.get(one.name, "")) for one in app.parameters}

    def change(self, settings: Mapping[str, Any], *, enabled: bool) -> None:
        """Change the installation as it is, whatever its package says."""
        with self._desk.lock:
            installation = self._desk.account.installation
            installation.enabled = enabled
            installation.settings = {**installation.settings, **settings}
            self._moved()

    def page_token(self) -> str:
        """What Zendesk posts to the page: who looks, through which installation, just now.

        https://developer.zendesk.com/documentation/apps/build-an-app/building-a-server-side-app/part-5-secure-the-app/
        """
        now = int(self._desk.now())
        return sign_page_token(
            {
                "iss": HOST,
                "aud": f"https://{HOST}/api/v2/apps/installations/{self._desk.account.installation.id}.json",
                "sub": f"https://{HOST}/api/v2/users/{AGENT_USER}.json",
                "iat": now,
                "nbf": now,
                "exp": now + _TOKEN_SECONDS,
                "jti": uuid.uuid4().hex,
                "context": {"product": "support", "location": "ticket_sidebar"},
            }
        )

    def _store(self, app: UploadedApp, values: Mapping[str, str]) -> None:
        missing = [one.name for one in app.parameters if one.required and not values[one.name].strip()]
        if missing:
            raise UploadRefused([Problem("required_setting", f"{name} is required") for name in missing])
        self._desk.account.installation.settings = {"name": app.name, "title": app.name, **values}
        self._moved()

    def _moved(self) -> None:
        """Let ``updated_at`` move, also within one second."""
        installation = self._desk.account.installation
        earlier = datetime.fromisoformat(installation.updated_at).timestamp()
        installation.updated_at = iso(max(self._desk.now(), earlier + 1))


def _texts(app: UploadedApp, given: Mapping[str, Any]) -> dict[str, str]:
    """Values as Zendesk keeps them: all of them text."""
    known = {one.name for one in app.parameters}
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in given.items() if name in known}
