"""How well a classifier does on labelled texts it has not seen, every threshold from the training texts alone."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from connector.core.bounds import wilson_interval
from connector.errors import ConfigurationError
from connector.triage.calibration import calibration_error, ranking_quality
from connector.triage.classifier import Classifier

_COLUMNS: Final = ("text", "label")
_LONGEST_FIELD: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts with one label each."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured share. ``low`` and ``high`` are its 95 % interval where it is a share of counted texts."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None


def read_labelled_file(path: Path) -> Labelled:
    """Read a CSV with the columns ``text`` and ``label``. Raises ConfigurationError naming the line and the remedy."""
    csv.field_size_limit(_LONGEST_FIELD)
    texts, labels = [], []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if missing := [name for name in _COLUMNS if name not in (rows.fieldnames or ())]:
                raise ConfigurationError(
                    f"{path.name} has no column {' or '.join(missing)}; its first line must name the columns text and label."
                )
            for row in rows:
                text, label = (row["text"] or "").strip(), (row["label"] or "").strip()
                if not text or not label:
                    raise ConfigurationError(
                        f"{path.name}, line {rows.line_num}: text or label is empty; fill it in or remove the line."
                    )
                texts.append(text)
                labels.append(label)
    except UnicodeDecodeError as exc:
        raise ConfigurationError(f"{path.name} is not UTF-8; save it as UTF-8 first.") from exc
    except (OSError, csv.Error) as exc:
        raise ConfigurationError(f"{path.name} cannot be read as CSV: {exc}.") from exc
    if not texts:
        raise ConfigurationError(f"{path.name} holds no labelled text; it needs at least one line below the column names.")
    return Labelled(tuple(texts), tuple(labels))


def evaluate_classifier(classifier: Classifier, test: Labelled, out_of_scope: str | None = None) -> Sequence[Figure]:
    """Measure on ``test``. Texts labelled ``out_of_scope`` stand outside of what was learnt; every other text inside.

    A text is kept where its scope reaches that of 95 % of the training texts; it is covered where besides its confidence reaches the
    threshold. An out-of-scope text that is covered counts as an error, which is what it is to a customer.
    """
    from sklearn.metrics import f1_score  # noqa: PLC0415 - seconds that no other command shall wait for

    read = classifier.predict(test.texts)
    truth = np.array(test.labels)
    inside = truth != out_of_scope if out_of_scope else np.ones(len(truth), dtype=bool)
    right = np.array(read.best) == truth
    kept = read.scope >= classifier.thresholds["scope_95"]
    figures = []
    if inside.any():
        figures = [
            _share("accuracy", right[inside]),
            Figure(
                name="macro_f1",
                value=float(f1_score(truth[inside], np.array(read.best)[inside], average="macro", zero_division=0)),
            ),
            Figure(name="ece", value=calibration_error(read.confidence[inside], right[inside])),
        ]
    if out_of_scope and inside.any() and not inside.all():
        figures += [
            Figure(name="out_of_scope_auroc", value=ranking_quality(read.scope[inside], read.scope[~inside])),
            _share("in_scope_kept", kept[inside]),
            _share("out_of_scope_found", ~kept[~inside]),
        ]
    for error in ("error_2", "error_5"):
        covered = (
            kept & (read.confidence >= classifier.thresholds[error])
            if out_of_scope
            else read.confidence >= classifier.thresholds[error]
        )
        figures += [_share(f"coverage_at_{error}", covered)]
        if covered.any():
            figures += [_share(f"wrong_of_covered_at_{error}", ~right[covered])]
    return figures


def _share(name: str, values: np.ndarray) -> Figure:
    low, high = wilson_interval(int(values.sum()), len(values))
    return Figure(name=name, value=float(values.mean()), low=low, high=high)
