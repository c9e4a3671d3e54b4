"""A third helpdesk is an outside package: installed, found by its entry point, and held to the same contract. No edit here."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "outside"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Install the package into a folder of its own; returns an environment that sees it."""
    folder = tmp_path_factory.mktemp("pigeon")
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--target",
        str(folder),
        str(HERE),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return {**os.environ, "PYTHONPATH": str(folder)}


def test_it_keeps_the_published_contract(installed: dict[str, str], tmp_path: Path) -> None:
    suite = tmp_path / "test_contract_of_pigeon.py"
    suite.write_text((HERE / "contract_of_pigeon.py").read_text())
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-c",
        str(ROOT / "pyproject.toml"),
        "--rootdir",
        str(tmp_path),
        str(suite),
    ]
    done = subprocess.run(command, cwd=tmp_path, env=installed, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout


def test_it_is_found_by_its_entry_point(installed: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "connector.cli", "manifest"], env=installed, capture_output=True, text=True, check=True
    )
    keys = [integration["key"] for integration in json.loads(done.stdout)["integrations"]]
    assert keys == ["freshdesk", "pigeon", "zendesk"]
