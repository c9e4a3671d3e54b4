"""Settings of the process, from the environment. Settings of an account live in the store; the admin's rules on the platform."""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from connector.errors import ConfigurationError

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
    retention_days: Annotated[float, Field(gt=0, le=3650)] = 30.0
    rules_file: Path | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def database(self) -> str:
        """The database URL in force; SQLite in the data directory by default."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir / 'handoff.db'}"
        scheme, _, rest = self.database_url.partition("://")
        return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else self.database_url

    @property
    def is_embedded(self) -> bool:
        """Whether the broker lives inside this process."""
        return self.broker_url.startswith("memory:")

    @property
    def address(self) -> str:
        """The address under which the platform reaches us, as far as we know."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"


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
    return settings


def _variable(location: tuple[int | str, ...]) -> str:
    name = str(location[0]) if location else "setting"
    return name if name.isupper() else f"HANDOFF_{name.upper()}"
