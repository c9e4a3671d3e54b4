"""Being alone with a data directory: only one process works with it at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from connector.errors import ConfigurationError
from connector.settings import Settings
from connector.store.placement import require_local


@contextmanager
def own_alone(settings: Settings, *, remedy: str = "stop it, or set HANDOFF_DATA_DIR to another folder") -> Iterator[None]:
    """Hold the data directory alone, and the database where it lies elsewhere. The locks end with the process.

    Raises ConfigurationError with the remedy while another process holds one of them.
    """
    data_dir, database = settings.data_dir, settings.sqlite_file
    locks = [data_dir / "handoff.lock"]
    if database and database.resolve().parent != data_dir.resolve():
        locks.append(database.with_name(f"{database.name}.lock"))
    with ExitStack() as held:
        for lock in locks:
            require_local(lock)
            lock.parent.mkdir(parents=True, exist_ok=True)
            file = held.enter_context(lock.open("w"))
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as exc:
                raise ConfigurationError(f"another `handoff serve` already works in {lock.parent}; {remedy}.") from exc
        yield
