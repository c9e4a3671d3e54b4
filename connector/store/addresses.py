"""Which database a URL names, told without its password."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from connector.errors import ConfigurationError

_THIS_MACHINE: Final = frozenset({"", "localhost", "127.0.0.1", "::1"})
_PORT: Final = 5432


@dataclass(frozen=True, slots=True)
class Address:
    """A database. Two are equal when they are one and the same, as far as their URLs tell."""

    is_sqlite: bool
    host: str
    port: int
    name: str

    def __str__(self) -> str:
        return self.name if self.is_sqlite else f"{self.host}:{self.port}/{self.name}"


def read_address(url: str) -> Address:
    """Read a URL as ``Settings.database`` gives it. Raises ConfigurationError, in words that hold nothing of it, where it is none of ours."""
    try:
        parts = make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        parts = None
    if parts is None or parts.drivername not in ("sqlite", "postgresql+psycopg"):
        raise ConfigurationError("the database's address must begin with postgresql:// or sqlite:///.") from None
    if parts.drivername == "sqlite":
        if not parts.database or parts.database == ":memory:":
            raise ConfigurationError("a database in memory keeps nothing; give sqlite:///path, or a postgresql:// address.")
        return Address(is_sqlite=True, host="", port=0, name=str(Path(parts.database).resolve()))
    host = parts.host or str(parts.query.get("host", ""))
    if "@" in host or "password" in parts.query or not parts.database:
        raise ConfigurationError(
            "the address of PostgreSQL is not complete: write postgresql://user:password@host/name, and signs such as @ : / in the "
            "password as %40 %3A %2F."
        )
    return Address(
        is_sqlite=False,
        host="localhost" if host in _THIS_MACHINE else host.lower(),
        port=parts.port or _PORT,
        name=parts.database,
    )
