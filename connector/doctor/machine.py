"""This machine: address, key, folder, disk, model."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from connector.administration import Finding
from connector.doctor.codes import find
from connector.errors import ConfigurationError
from connector.settings import Settings
from connector.triage.heads import Heads

_GIB: Final = 1024.0**3
_LOW_GIB: Final = 1.0
_FULL_GIB: Final = 0.1
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


def check_address(settings: Settings) -> Iterator[Finding]:
    """Whether the helpdesk can reach us at all. Zendesk and Freshdesk ring over https only."""
    url = settings.public_url
    if not url:
        yield find("public_url_missing")
    elif urlsplit(url).scheme != "https" and urlsplit(url).hostname not in _LOOPBACK:
        yield find("public_url_plain", url=url)
    else:
        yield find("public_url_ok", url=url)


def check_secret_key(settings: Settings) -> Iterator[Finding]:
    """Whether there is a key and only we can read it."""
    path = settings.data_dir / "secret.key"
    if settings.secret_key.get_secret_value():
        yield find("secret_key_ok", place="HANDOFF_SECRET_KEY")
    elif not path.is_file() or not path.stat().st_size:
        yield find("secret_key_missing")
    elif stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield find("secret_key_exposed", path=path)
    else:
        yield find("secret_key_ok", place=path)


def check_folder(settings: Settings, free_bytes: Callable[[Path], int]) -> Iterator[Finding]:
    """Whether the data directory can be written, or made, and has room."""
    path = settings.data_dir
    there = next(p for p in (path, *path.absolute().parents) if p.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        yield find("data_dir_unusable", path=path)
        return
    yield find("data_dir_ok", path=path)
    gib = free_bytes(there) / _GIB
    yield find("disk_full" if gib < _FULL_GIB else "disk_low" if gib < _LOW_GIB else "disk_ok", free=f"{gib:.1f}")


def free_bytes(path: Path) -> int:
    """The room left on the disk of this folder, in bytes."""
    return shutil.disk_usage(path).free


def check_model(load: Callable[[], Heads]) -> Iterator[Finding]:
    """Whether the model can be loaded."""
    try:
        heads = load()
    except ConfigurationError as exc:
        yield find("model_broken", why=exc)
    else:
        yield find("model_ok", digest=heads.digest[:12], kinds=len(heads.index("kind:")))
