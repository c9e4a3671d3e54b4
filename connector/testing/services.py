"""Real Redis, RabbitMQ and PostgreSQL on free loopback ports, each in a folder of its own, each ended by whoever started it."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from connector.testing.processes import free_port, wait_until

_POSTGRES_HOMES = ("/usr/lib/postgresql", "/usr/local/lib/postgresql")


class MissingService(RuntimeError):
    """A program that is not ours is not installed; the message says which and how to get it."""


class Service:
    """One server. ``url`` is what DATABASE_URL or BROKER_URL takes. Use as a context manager.

    ``launch`` starts it, ``answers`` says whether it is ready, ``memory`` is the folder that a wiped one loses, if it keeps anything.
    """

    def __init__(
        self, url: str, launch: "Callable[[], subprocess.Popen[bytes]]", answers: Callable[[], bool], folder: Path, *,
        seconds: float = 30.0, memory: Path | None = None,
    ) -> None:  # fmt: skip
        self.url = url
        self._launch = launch
        self._answers = answers
        self._folder = folder
        self._seconds = seconds
        self._memory = memory
        self._process = launch()
        self._wait()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def port(self) -> int:
        """The loopback port."""
        return urlsplit(self.url).port or 0

    def signal(self, number: int) -> None:
        """Send a signal to the server and its children."""
        os.killpg(self._process.pid, number)

    def crash(self) -> None:
        """End it at once, without a word to anybody. A PostgreSQL gets the signal of its immediate stop."""
        self.signal(signal.SIGQUIT if self.url.startswith("postgresql") else signal.SIGKILL)
        self._process.wait()

    def start_again(self) -> None:
        """Start it anew at the same port after a crash. A broker has forgotten everything."""
        if self._memory is not None:
            shutil.rmtree(self._memory, ignore_errors=True)
        self._process = self._launch()
        self._wait()

    def _wait(self) -> None:
        wait_until(lambda: self._answers() or self._process.poll() is not None, seconds=self._seconds, what=self.url)
        if self._process.poll() is not None:
            raise MissingService(f"{urlsplit(self.url).scheme} did not start: {(self._folder / 'output').read_text()[-400:]}")

    def __enter__(self) -> "Service":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the server and its children, and remove its folder."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def start_redis(folder: Path) -> Service:
    """Start Redis without persistence: losing it must cost nothing but time."""
    program = _require("redis-server", "redis-server")
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    return Service(f"redis://127.0.0.1:{port}/0", lambda: _start(command, folder), lambda: _listens(port), folder)


def start_postgres(folder: Path, *, fsync: bool = False) -> Service:
    """Start PostgreSQL with a fresh cluster; with ``fsync`` commits reach the disk, as those of a business do. As root it runs under the account ``postgres``, because it refuses root."""
    home = next(
        (p for base in _POSTGRES_HOMES for p in sorted(Path(base).glob("*/bin"), reverse=True) if (p / "initdb").exists()), None
    )
    programs = home or Path(_require("initdb", "postgresql")).parent
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)
        for parent in (folder, *folder.parents):  # every folder above must let the account through
            if parent != Path("/") and parent.stat().st_uid == 0:
                parent.chmod(parent.stat().st_mode | 0o011)
    data = folder / "data"
    port = free_port()
    initdb = [
        str(programs / "initdb"),
        "-D",
        str(data),
        "-U",
        "handoff",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    subprocess.run(initdb, check=True, capture_output=True, user=user, cwd=folder)  # noqa: S603
    command = [
        str(programs / "postgres"), "-D", str(data), "-p", str(port), "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}",
        "-c", "max_connections=200", "-c", f"fsync={'on' if fsync else 'off'}",
    ]  # fmt: skip
    service = Service(
        f"postgresql://handoff@127.0.0.1:{port}/handoff",
        lambda: _start(command, folder, user=user),
        lambda: _postgres_answers(programs, port),
        folder,
    )
    subprocess.run(  # noqa: S603
        [str(programs / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "handoff", "handoff"],
        check=True,
        capture_output=True,
    )
    return service


def start_rabbitmq(folder: Path) -> Service:
    """Start RabbitMQ as a node of its own."""
    _require("rabbitmq-server", "rabbitmq-server")
    program = "/usr/lib/rabbitmq/bin/rabbitmq-server"
    port, distribution = free_port(), free_port()
    environment = {
        "HOME": str(folder),
        "RABBITMQ_NODENAME": f"handoff{port}@localhost",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_DIST_PORT": str(distribution),
        "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_PID_FILE": str(folder / "pid"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 1:1 +sbwt none",
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "ERL_EPMD_PORT": str(free_port()),
    }
    (folder / "plugins").write_text("[].\n")
    return Service(
        f"amqp://guest:guest@127.0.0.1:{port}//", lambda: _start([program], folder, environment=environment), lambda: _listens(port), folder,
        seconds=60, memory=folder / "mnesia",
    )  # fmt: skip


def _require(program: str, package: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise MissingService(f"{program} is not installed; on Debian: apt-get install {package}")
    return found


def _start(
    command: Sequence[str], folder: Path, *, environment: Mapping[str, str] | None = None, user: str | None = None
) -> "subprocess.Popen[bytes]":
    with (folder / "output").open("ab") as output:
        return subprocess.Popen(  # noqa: S603 - programs of the system
            list(command), stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})}, start_new_session=True,
            cwd=folder, user=user,
        )  # fmt: skip


def _listens(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def _postgres_answers(programs: Path, port: int) -> bool:
    probe = [str(programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    return subprocess.run(probe, check=False).returncode == 0  # noqa: S603
