"""``handoff evaluate``: any labelled file, every threshold from the training file."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from connector.cli import handoff
from connector.errors import ConfigurationError


def write(path: Path, rows: list[tuple[str, str]], head: tuple[str, str] = ("text", "label")) -> Path:
    """Write a CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])
    return path


ROWS = [(f"where is my {thing} number {i}", "shipping") for i in range(15) for thing in ("parcel", "package")]
ROWS += [(f"wrong {thing} number {i}", "billing") for i in range(15) for thing in ("invoice", "charge")]


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """A training and a test file."""
    train = write(tmp_path / "a.csv", ROWS)
    test = write(tmp_path / "b.csv", [*ROWS[::3], ("volcanoes are warm inside", "other"), ("quinoa, bassoon, ferns", "other")])
    return str(train), str(test)


def test_figures_and_json(files: tuple[str, str]) -> None:
    done = CliRunner().invoke(handoff, ["evaluate", "--train", files[0], "--test", files[1], "--out-of-scope", "other", "--json"])
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert (said["labels"], said["train"], said["test"]) == (2, 60, 22)
    figures = said["figures"]
    assert figures["accuracy"]["value"] > 0.9
    assert figures["accuracy"]["low"] <= figures["accuracy"]["value"] <= figures["accuracy"]["high"]
    assert {"macro_f1", "ece", "out_of_scope_auroc", "out_of_scope_found", "coverage_at_error_2", "coverage_at_error_5"} <= set(
        figures
    )


def test_the_table_is_for_people(files: tuple[str, str]) -> None:
    done = CliRunner().invoke(handoff, ["evaluate", "--train", files[0], "--test", files[1], "--out-of-scope", "other"])
    assert done.exit_code == 0
    assert "2 labels learnt from 60 texts" in done.stdout
    assert "out of scope found" in done.stdout


@pytest.mark.parametrize(
    ("rows", "head", "remedy"),
    [
        ([("a", "b")], ("body", "label"), "no column text"),
        ([], ("text", "label"), "no labelled text"),
        ([("a", "")], ("text", "label"), "line 2"),
        ([("a", "x"), ("b", "x")], ("text", "label"), "at least two labels"),
    ],
)
def test_a_wrong_file_is_one_clear_sentence(
    tmp_path: Path, rows: list[tuple[str, str]], head: tuple[str, str], remedy: str
) -> None:
    train = write(tmp_path / "a.csv", rows, head)
    test = write(tmp_path / "b.csv", [("a", "x")])
    done = CliRunner().invoke(handoff, ["evaluate", "--train", str(train), "--test", str(test)])
    assert isinstance(done.exception, ConfigurationError)
    assert remedy in str(done.exception)


def test_labels_that_were_never_learnt_are_named(files: tuple[str, str]) -> None:
    done = CliRunner().invoke(handoff, ["evaluate", "--train", files[0], "--test", files[1]])
    assert "other" in str(done.exception)
    assert "--out-of-scope" in str(done.exception)
    done = CliRunner().invoke(handoff, ["evaluate", "--train", files[0], "--test", files[1], "--out-of-scope", "billing"])
    assert "billing" in str(done.exception)
