"""Keeping credentials encrypted at rest, and the keys derived from one secret."""

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from connector.errors import ConfigurationError


class Sealer:
    """Seals small mappings with Fernet (AES-128-CBC and HMAC-SHA256), and derives further keys from the same secret."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self._fernet = Fernet(base64.urlsafe_b64encode(self.derive("sealing")))

    def derive(self, purpose: str) -> bytes:
        """Return 32 bytes for one purpose, the same whenever the secret is the same."""
        return hmac.new(self._secret, purpose.encode(), hashlib.sha256).digest()

    def seal(self, values: Mapping[str, str]) -> bytes:
        """Encrypt."""
        return self._fernet.encrypt(json.dumps(dict(values)).encode())

    def open(self, sealed: bytes) -> dict[str, str]:
        """Decrypt. Raises ConfigurationError when the secret is another one."""
        try:
            return dict(json.loads(self._fernet.decrypt(sealed)))
        except InvalidToken as exc:
            raise ConfigurationError(
                "the stored credentials were sealed with another key; restore HANDOFF_SECRET_KEY or the file secret.key, "
                "or connect the account again."
            ) from exc


def read_secret(given: str, data_dir: Path) -> str:
    """Return the secret from the environment, else from ``secret.key``, which is made with mode 600 where there is none."""
    if given:
        return given
    path = data_dir / "secret.key"
    data_dir.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        secret = path.read_text().strip()
        if not secret:
            raise ConfigurationError(f"{path} is empty; delete it to begin anew, or set HANDOFF_SECRET_KEY.") from None
        return secret
    except OSError as exc:
        raise ConfigurationError(f"{path} cannot be written; set HANDOFF_DATA_DIR to a folder of yours.") from exc
    with os.fdopen(descriptor, "w") as file:
        file.write(Fernet.generate_key().decode())
    return path.read_text().strip()
