"""The commands of Dockerfile and compose.yaml, run one by one in a clean environment. No image is built here."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import yaml

from connector.testing.processes import free_port, wait_until
from connector.testing.services import Service, start_postgres, start_redis

ROOT = Path(__file__).parents[2]
NAMES = ("connector", "integrations", "pyproject.toml", "README.md", "LICENSE", "requirements.lock", "requirements-dev.lock")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the build stage's RUN lines with its absolute paths moved into a folder; returns the folder of programs."""
    folder = tmp_path_factory.mktemp("image")
    source = folder / "src"
    source.mkdir()
    for name in NAMES:
        origin = ROOT / name
        if origin.is_dir():
            shutil.copytree(origin, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(origin, source / name)
    stage = (ROOT / "Dockerfile").read_text(encoding="utf-8").split("\nFROM ")[1]
    lines = re.findall(r"^RUN (.+)$", stage, re.MULTILINE)
    assert len(lines) >= 5
    for line in lines:
        if line.startswith(("python -m venv /opt/build", "/opt/build/bin/pip install")):
            continue  # this environment was made by these very lines
        words = [re.sub(r"^/opt/", f"{folder}/opt/", word) for word in shlex.split(line)]
        words[0] = {"python": sys.executable, f"{folder}/opt/build/bin/pip": str(Path(sys.executable).parent / "pip")}.get(
            words[0], words[0]
        )
        done = subprocess.run(words, cwd=source, env=clean(folder), capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}\n{done.stderr[-2000:]}"
    return folder / "opt" / "handoff" / "bin"


def clean(home: Path, **more: str) -> dict[str, str]:
    """An environment with nothing of ours in it."""
    return {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        **{k: os.environ[k] for k in ("PIP_CONFIG_FILE",) if k in os.environ},
        **more,
    }


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, Service]]:
    """PostgreSQL and Redis."""
    with start_postgres(tmp_path_factory.mktemp("postgres")) as postgres, start_redis(tmp_path_factory.mktemp("redis")) as redis:
        yield postgres, redis


def commands() -> dict[str, list[str]]:
    """The commands of our services in compose.yaml."""
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    return {name: service["command"] for name, service in services.items() if service.get("command", [""])[0] == "handoff"}


def connect(installed: Path, environment: dict[str, str]) -> None:
    """Connect an account without looking at it, as README does before anything starts."""
    arguments = [str(installed / "handoff"), "connect", "freshdesk", "acme", "--people-group", "Support", "--no-check"]
    given = {**environment, "FRESHDESK_DOMAIN": "acme.freshdesk.com", "FRESHDESK_API_KEY": "k"}
    subprocess.run(arguments, env=given, check=True, capture_output=True)


def answers(url: str) -> bool:
    """Whether the page is there."""
    try:
        return requests.get(url, timeout=2).status_code == 200
    except requests.RequestException:
        return False


@pytest.mark.slow
def test_the_small_variant_starts_and_is_healthy(installed: Path, tmp_path: Path) -> None:
    port = str(free_port())
    environment = clean(tmp_path, HANDOFF_DATA_DIR=str(tmp_path / "data"), HANDOFF_PORT=port, HANDOFF_SECRET_KEY="s")
    connect(installed, environment)
    words = commands()["serve"]
    process = subprocess.Popen([str(installed / words[0]), *words[1:]], env=environment, stderr=subprocess.PIPE)
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthz"), seconds=40, what="/healthz")
    finally:
        process.terminate()
        assert process.wait(20) in (0, -15)


@pytest.mark.slow
@pytest.mark.services
def test_every_role_of_the_full_variant_starts(installed: Path, servers: tuple[Service, Service], tmp_path: Path) -> None:
    postgres, redis = servers
    web_port, metrics_port = str(free_port()), str(free_port())
    environment = clean(
        tmp_path, HANDOFF_DATA_DIR=str(tmp_path / "data"), HANDOFF_PORT=web_port, HANDOFF_SECRET_KEY="s",
        HANDOFF_METRICS_PORT=metrics_port, DATABASE_URL=postgres.url, BROKER_URL=redis.url,
    )  # fmt: skip
    connect(installed, environment)
    roles = {name: words for name, words in commands().items() if name != "serve"}
    assert set(roles) == {"web", "worker", "sweeper"}
    processes = {
        name: subprocess.Popen([str(installed / words[0]), *words[1:]], env=environment, stderr=subprocess.DEVNULL)
        for name, words in roles.items()
    }
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{web_port}/readyz"), seconds=40, what="/readyz")
        wait_until(lambda: answers(f"http://127.0.0.1:{metrics_port}/metrics"), seconds=40, what="/metrics")
        assert "handoff_oldest_due_seconds" in requests.get(f"http://127.0.0.1:{metrics_port}/metrics", timeout=5).text
        assert all(process.poll() is None for process in processes.values())
    finally:
        for process in processes.values():
            process.terminate()
        for process in processes.values():
            process.wait(20)
