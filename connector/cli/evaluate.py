"""How well texts of any kind would be sorted: fits account heads on one labelled file and measures them on another."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.table import Table

from connector.errors import ConfigurationError
from connector.nlp.encoder import load_encoder
from connector.triage.classifier import fit_classifier
from connector.triage.evaluation import Figure, Labelled, evaluate_classifier, read_labelled_file

_NAMES: Final = {
    "accuracy": "right, of those in scope",
    "macro_f1": "macro-F1",
    "ece": "calibration error (15 bins of equal mass)",
    "out_of_scope_auroc": "in scope told from out of scope (AUROC)",
    "in_scope_kept": "in scope kept, at the training files' 95 %",
    "out_of_scope_found": "out of scope found at that point",
    "coverage_at_error_2": "answered, aiming at 2 % errors",
    "wrong_of_covered_at_error_2": "… of them wrong",
    "coverage_at_error_5": "answered, aiming at 5 % errors",
    "wrong_of_covered_at_error_5": "… of them wrong",
}


@click.command()
@click.option(
    "--train",
    "train_path",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV with the columns text and label to learn from.",
)
@click.option(
    "--test",
    "test_path",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV with the same columns to measure on.",
)
@click.option("--out-of-scope", metavar="NAME", help="The test label of texts that belong to none of the training labels.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def evaluate(train_path: Path, test_path: Path, *, out_of_scope: str | None, as_json: bool) -> None:
    """Learn from one labelled file just as `learn` does from an account, and measure on another.

    Nothing is kept and nothing leaves the machine. All thresholds come from the training file alone.
    """
    train, test = read_labelled_file(train_path), read_labelled_file(test_path)
    _check(train, test, out_of_scope)
    with Console(stderr=True).status(f"Learning from {len(train.texts)} texts, then reading {len(test.texts)}"):
        try:
            classifier = fit_classifier(train.texts, train.labels, load_encoder())
        except ValueError as exc:
            raise ConfigurationError(f"{train_path.name}: {exc}.") from exc
        figures = evaluate_classifier(classifier, test, out_of_scope)
    if as_json:
        click.echo(json.dumps(_document(train, test, figures), indent=2))
    else:
        Console().print(_table(train, test, figures))


def _check(train: Labelled, test: Labelled, out_of_scope: str | None) -> None:
    known = set(train.labels)
    if out_of_scope in known:
        raise ConfigurationError(
            f"--out-of-scope {out_of_scope} is a label of the training file; take its lines out there first."
        )
    if strangers := sorted(set(test.labels) - known - {out_of_scope}):
        raise ConfigurationError(
            f"the test file has labels that the training file lacks: {', '.join(strangers[:5])}; name one with --out-of-scope or remove them."
        )


def _table(train: Labelled, test: Labelled, figures: Sequence[Figure]) -> Table:
    title = f"{len(set(train.labels))} labels learnt from {len(train.texts)} texts, measured on {len(test.texts)} others"
    table = Table(title=title, title_justify="left", show_edge=False)
    table.add_column("")
    table.add_column("measured", justify="right")
    table.add_column("95 % interval", justify="right")
    for figure in figures:
        interval = f"{figure.low:.3f} to {figure.high:.3f}" if figure.low is not None else ""
        table.add_row(_NAMES[figure.name], f"{figure.value:.3f}", interval)
    return table


def _document(train: Labelled, test: Labelled, figures: Sequence[Figure]) -> dict[str, object]:
    return {
        "labels": len(set(train.labels)),
        "train": len(train.texts),
        "test": len(test.texts),
        "figures": {f.name: {"value": f.value, "low": f.low, "high": f.high} for f in figures},
    }
