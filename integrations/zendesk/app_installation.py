"""Our app in a Zendesk account: whether it is installed, as which installation, and the key that signs its page loads.

https://developer.zendesk.com/api-reference/ticketing/apps/apps/
"""

from typing import Final

from connector.errors import Transient
from connector.kit.http import HelpdeskSession
from integrations.zendesk.account_payloads import InstallationsPage, InstalledApp
from integrations.zendesk.provision import NAME
from integrations.zendesk.reading import Reader

_PATH: Final = "/api/v2/apps/installations"
_KEY_START: Final = "-----BEGIN PUBLIC KEY-----"
_LONGEST_KEY: Final = 8_192


class Apps:
    """The installed apps of an account. Raises the families of ``connector.errors``."""

    def __init__(self, session: HelpdeskSession) -> None:
        self._session = session
        self._reader = Reader(session)

    def find(self) -> InstalledApp | None:
        """Return the installation of our app, by the name that the package or its uploader gave it."""
        for page in self._reader.pages(InstallationsPage, _PATH, {"include": "app"}):
            ours = {app.id for app in page.apps if app.name == NAME}
            for one in page.installations:
                if one.id and one.app_id and (NAME in (one.settings.name, one.settings.title) or one.app_id in ours):
                    return one
        return None

    def public_key(self, app_id: str) -> str:
        """Return the key that proves a page load, as PEM. Raises Transient when Zendesk answers something else."""
        key = self._session.get(f"/api/v2/apps/{app_id}/public_key.pem").text.strip()
        if not key.startswith(_KEY_START) or len(key) > _LONGEST_KEY:
            raise Transient("Zendesk answered something that is no public key")
        return key
