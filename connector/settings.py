"""Settings of the process, from the environment. Settings of an account live in the store; the admin's rules on the platform."""

import ipaddress
from pathlib import Path
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from connector.errors import ConfigurationError

#: What a ticket needs besides two calls to a model: reading it, and the time that a write must have left.
_LEASE_WITHOUT_MODEL: Final = 35.0

Seconds = Annotated[float, Field(ge=0, le=86400)]


class Settings(BaseSettings):
    """Every setting has a default that works on one machine without any server."""

    model_config = SettingsConfigDict(env_prefix="HANDOFF_", extra="ignore", frozen=True, populate_by_name=True)

    data_dir: Path = Path("var")
    database_url: str = Field("", validation_alias="DATABASE_URL")
    broker_url: str = Field("memory://", validation_alias="BROKER_URL")
    secret_key: SecretStr = SecretStr("")
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8080
    public_url: str = ""
    metrics_host: str = "127.0.0.1"
    metrics_port: Annotated[int, Field(ge=0, le=65535)] = 0
    web_threads: Annotated[int, Field(ge=1, le=256)] = 16
    worker_threads: Annotated[int, Field(ge=1, le=64)] = 4
    settle_seconds: Seconds = 5.0
    poll_seconds: Annotated[float, Field(ge=1, le=3600)] = 60.0
    reconcile_seconds: Annotated[float, Field(ge=1, le=86400)] = 300.0
    sweep_seconds: Annotated[float, Field(ge=0.05, le=60)] = 1.0
    lease_seconds: Annotated[float, Field(ge=40, le=600)] = 60.0
    quarantine_seconds: Annotated[float, Field(ge=0.1, le=600)] | None = None
    rate_reserve: Annotated[float, Field(ge=0, le=0.9)] = 0.2
    retention_days: Annotated[float, Field(gt=0, le=3650)] = 30.0
    rules_file: Path | None = None
    move_to: SecretStr = SecretStr("")
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    crash_at: str = Field("", validation_alias="CRASH_AT")
    outside_model: Literal["off", "openai", "anthropic"] = Field("off", validation_alias="OUTSIDE_MODEL")
    outside_model_url: str = Field("", validation_alias="OUTSIDE_MODEL_URL")
    outside_model_name: str = Field("", validation_alias="OUTSIDE_MODEL_NAME")
    outside_model_key: SecretStr = Field(SecretStr(""), validation_alias="OUTSIDE_MODEL_KEY")
    outside_model_timeout: Annotated[float, Field(ge=1, le=120)] = Field(10.0, validation_alias="OUTSIDE_MODEL_TIMEOUT")
    outside_model_daily_budget: Annotated[int, Field(ge=0)] = Field(500, validation_alias="OUTSIDE_MODEL_DAILY_BUDGET")
    outside_model_daily_tokens: Annotated[int, Field(ge=0)] = Field(0, validation_alias="OUTSIDE_MODEL_DAILY_TOKENS")

    @property
    def database(self) -> str:
        """The database URL in force; SQLite in the data directory by default."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir / 'handoff.db'}"
        return with_driver(self.database_url)

    @property
    def sqlite_file(self) -> Path | None:
        """The file of the database, ``None`` where it is a server."""
        scheme, _, path = self.database.partition(":///")
        return Path(path.partition("?")[0]) if scheme == "sqlite" else None

    @property
    def is_embedded(self) -> bool:
        """Whether the broker lives inside this process."""
        return self.broker_url.startswith("memory:")

    @property
    def address(self) -> str:
        """The address under which the platform reaches us, as far as we know."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"


def with_driver(url: str) -> str:
    """Return a database URL with the driver that is used for PostgreSQL; any other is returned as it is."""
    scheme, _, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else url


def read_settings() -> Settings:
    """Read the environment. Raises ConfigurationError with one sentence per wrong setting."""
    try:
        settings = Settings()
    except ValidationError as exc:
        wrong = "; ".join(f"{_variable(e['loc'])}: {e['msg']}" for e in exc.errors(include_input=False, include_url=False))
        raise ConfigurationError(f"a setting in the environment is wrong. {wrong}. See docs/settings.md.") from None
    if urlsplit(settings.broker_url).scheme not in ("memory", "redis", "rediss", "amqp", "amqps"):
        raise ConfigurationError(
            "BROKER_URL must begin with redis://, rediss://, amqp:// or amqps://; leave it out for one process."
        )
    if urlsplit(settings.database).scheme not in ("sqlite", "postgresql+psycopg"):
        raise ConfigurationError("DATABASE_URL must begin with sqlite:/// or postgresql://; leave it out for SQLite.")
    if settings.outside_model != "off":
        _check_outside_model(settings)
    return settings


def _check_outside_model(settings: Settings) -> None:
    """Raises ConfigurationError for an endpoint that cannot be called, or must not be."""
    parts = urlsplit(settings.outside_model_url)
    if not parts.hostname or parts.scheme not in ("http", "https") or not settings.outside_model_name:
        raise ConfigurationError(
            "OUTSIDE_MODEL needs an address in OUTSIDE_MODEL_URL and a model in OUTSIDE_MODEL_NAME. See docs/outside-model.md."
        )
    if parts.scheme == "http" and not _is_near(parts.hostname):
        raise ConfigurationError("OUTSIDE_MODEL_URL must begin with https:// unless the model runs on this machine or network.")
    if settings.lease_seconds < (needed := 2 * settings.outside_model_timeout + _LEASE_WITHOUT_MODEL):
        raise ConfigurationError(
            f"OUTSIDE_MODEL_TIMEOUT is too long for the time a worker holds a ticket; set HANDOFF_LEASE_SECONDS to {needed:g} or more."
        )


def _is_near(host: str) -> bool:
    """Whether a host is this machine, a neighbour by its bare name, or an address of a private network."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal"))


def _variable(location: tuple[int | str, ...]) -> str:
    name = str(location[0]) if location else "setting"
    return name if name.isupper() else f"HANDOFF_{name.upper()}"
