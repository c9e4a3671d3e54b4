"""Training the heads from labelled tickets: ``python -m connector.triage.training`` rebuilds the file that ships.

Thresholds and the temperature come from cross-validation on the training split; the development split is only reported.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from connector.core.taxonomy import EMOTIONS, KINDS, SENSITIVE_KINDS, VULNERABILITY, Urgency
from connector.nlp.features import BUCKETS, hashed_features
from connector.nlp.text import read_text
from connector.triage.heads import Heads, quantise, save_heads, softmax

_FOLDS: Final = 5
_CHOICE_C: Final = 0.5
_FLAG_C: Final = 10.0
_FEWEST: Final = 10
#: Share of harmless tickets that may be sent to people by the trained flag alone (recall comes before precision).
_FALSE_ALARMS: Final = 0.10
#: The same for the flag of each single sensitive kind; sixteen of them add up.
_FALSE_ALARMS_PER_KIND: Final = 0.003
#: A single kind is believed only where the general flag leans the same way: above this share of harmless tickets.
_LEANING: Final = 0.80
#: A reading is trusted when at least this share of readings as sure as it were right in cross-validation.
_TRUSTED: Final = 0.80


@dataclass(frozen=True, slots=True)
class LabelledTicket:
    """One ticket of our own writing with its labels."""

    id: str
    text: str
    language: str
    split: str
    primary: str
    kinds: frozenset[str]
    urgency: Urgency
    stated_urgency: bool
    emotions: dict[str, int]
    vulnerability: frozenset[str]

    @property
    def is_sensitive(self) -> bool:
        """Whether any kind of the ticket is sensitive."""
        return bool(self.kinds & SENSITIVE_KINDS)


def read_labelled(folder: Path) -> list[LabelledTicket]:
    """Read every ``*.jsonl`` of a folder. Raises ValueError naming file and line where a label is not of the taxonomy."""
    tickets = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                tickets.append(_labelled(json.loads(line)))
            except (ValueError, KeyError) as exc:
                raise ValueError(f"{path.name}, line {number}: {exc}") from exc
    return tickets


def train_heads(tickets: Sequence[LabelledTicket]) -> Heads:
    """Train all heads on the training split. The same tickets give the same heads."""
    chosen = [ticket for ticket in tickets if ticket.split == "train"]
    counts = hashed_features([ticket.text for ticket in chosen])
    importance = _importance(counts)
    features = _normalised(counts.multiply(importance).tocsr())
    rows: list[NDArray[np.float64]] = []
    biases: list[float] = []
    labels: list[str] = []

    def add(names: Sequence[str], weights: NDArray[np.float64], intercepts: NDArray[np.float64]) -> None:
        rows.extend(weights)
        biases.extend(float(b) for b in intercepts)
        labels.extend(names)

    kinds = np.array([ticket.primary for ticket in chosen])
    model = _fit_choice(features, kinds)
    add([f"kind:{kind}" for kind in model.classes_], model.coef_, model.intercept_)
    urgency = np.array([ticket.urgency.name for ticket in chosen])
    model = _fit_choice(features, urgency)
    add([f"urgency:{name}" for name in model.classes_], model.coef_, model.intercept_)
    for name, truth in _flags(chosen).items():
        model = _fit_flag(features, truth)
        add([name], model.coef_, model.intercept_)

    weights, scales = quantise(np.vstack(rows))
    return Heads(
        labels=tuple(labels),
        weights=weights,
        scales=scales,
        biases=np.array(biases, dtype=np.float32),
        importance=importance,
        calibration=_calibrate(features, chosen, kinds),
        digest="",
    )


def _labelled(row: dict[str, Any]) -> LabelledTicket:
    kinds = frozenset([row["primary"], *row["also"]])
    if unknown := kinds - set(KINDS):
        raise ValueError(f"not in the taxonomy: {', '.join(sorted(unknown))}")
    if strays := (set(row["emotions"]) - set(EMOTIONS)) | (set(row["vulnerability"]) - set(VULNERABILITY)):
        raise ValueError(f"not in the taxonomy: {', '.join(sorted(strays))}")
    return LabelledTicket(
        id=row["id"],
        text=read_text(row["subject"], row["body"]).text,
        language=row["language"],
        split=row["split"],
        primary=row["primary"],
        kinds=kinds,
        urgency=Urgency[row["urgency"]],
        stated_urgency=row["stated_urgency"],
        emotions=row["emotions"],
        vulnerability=frozenset(row["vulnerability"]),
    )


def _flags(tickets: Sequence[LabelledTicket]) -> dict[str, NDArray[np.int64]]:
    """The yes-or-no labels that occur often enough to be learnt, each by a head of its own."""
    flags = {"sensitive": [t.is_sensitive for t in tickets], "stated_urgency": [t.stated_urgency for t in tickets]}
    flags |= {f"has:{kind}": [kind in t.kinds for t in tickets] for kind in KINDS}
    flags |= {
        f"emotion:{emotion}:{strength}": [t.emotions.get(emotion, 0) >= strength for t in tickets]
        for emotion in EMOTIONS
        for strength in (1, 2, 3)
    }
    flags |= {f"vulnerability:{driver}": [driver in t.vulnerability for t in tickets] for driver in VULNERABILITY}
    return {
        name: np.array(values, dtype=np.int64)
        for name, values in flags.items()
        if _FEWEST <= sum(values) <= len(values) - _FEWEST
    }


def _fit_choice(features: Any, truth: Any) -> LinearSVC:
    """One of many: a margin for each label, made a probability by the temperature."""
    return LinearSVC(C=_CHOICE_C, random_state=7).fit(features, truth)


def _fit_flag(features: Any, truth: Any) -> LogisticRegression:
    """Yes or no, where yes is rare."""
    return LogisticRegression(C=_FLAG_C, class_weight="balanced", solver="liblinear", random_state=7).fit(features, truth)


def _importance(counts: Any) -> NDArray[np.float32]:
    """Inverse document frequency, smoothed; zero for features seen in one ticket only, which carry no lesson."""
    seen = np.asarray((counts > 0).sum(axis=0)).ravel()
    weights = np.log((1.0 + counts.shape[0]) / (1.0 + seen)) + 1.0
    weights[seen < 2] = 0.0
    return np.asarray(weights, dtype=np.float16).astype(np.float32)


def _normalised(features: Any) -> Any:
    norms = np.sqrt(np.asarray(features.multiply(features).sum(axis=1)).ravel())
    norms[norms == 0.0] = 1.0
    return (sparse.diags(1.0 / norms) @ features).tocsr()


def _calibrate(features: Any, tickets: Sequence[LabelledTicket], kinds: Any) -> dict[str, Any]:
    """Fit the temperature, the point of abstention and the thresholds of the flags on scores of held-out folds."""
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=7)
    classes = np.array(sorted(set(kinds)))
    scores = np.zeros((len(tickets), len(classes)))
    flags = {name: truth for name, truth in _flags(tickets).items() if name == "sensitive" or name[4:] in SENSITIVE_KINDS}
    held_out = {name: np.zeros(len(tickets)) for name in flags}
    for train, test in folds.split(features, kinds):
        model = _fit_choice(features[train], kinds[train])
        scores[np.ix_(test, [list(classes).index(c) for c in model.classes_])] = model.decision_function(features[test])
        for name, truth in flags.items():
            held_out[name][test] = _fit_flag(features[train], truth[train]).decision_function(features[test])

    truth = np.array([list(classes).index(kind) for kind in kinds])
    temperature = min(
        np.geomspace(0.03, 4.0, 80),
        key=lambda t: -float(np.log(softmax(scores, t)[np.arange(len(truth)), truth] + 1e-12).mean()),
    )
    routine = np.array([kind not in SENSITIVE_KINDS for kind in classes])
    harmless = np.array([not ticket.is_sensitive for ticket in tickets])
    chances = softmax(scores[harmless][:, routine], temperature)
    right = np.flatnonzero(routine)[chances.argmax(axis=1)] == truth[harmless]
    thresholds = {
        name: float(
            np.quantile(values[flags[name] == 0], 1.0 - (_FALSE_ALARMS if name == "sensitive" else _FALSE_ALARMS_PER_KIND))
        )
        for name, values in held_out.items()
    }
    thresholds["leaning"] = float(np.quantile(held_out["sensitive"][harmless], _LEANING))
    return {
        "temperature": float(temperature),
        "abstain_below": _trusted_from(chances.max(axis=1), right),
        "thresholds": thresholds,
        "trained_on": len(tickets),
        "held_out": {
            "kind_accuracy": float((scores.argmax(axis=1) == truth).mean()),
            "harmless_kind_accuracy": float(right.mean()),
            "sensitive_recall": float((held_out["sensitive"][~harmless] > thresholds["sensitive"]).mean()),
        },
    }


def _trusted_from(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The lowest confidence from which on readings were right often enough."""
    order = np.argsort(-confidence)
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(share >= _TRUSTED)
    return float(confidence[order][enough[-1]]) if len(enough) else 1.0


@click.command()
@click.argument("tickets", type=click.Path(exists=True, file_okay=False, path_type=Path), default="training/tickets")
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path), default="connector/triage/model/heads.npz")
def main(tickets: Path, output: Path) -> None:
    """Train the heads from TICKETS and write them to OUTPUT."""
    labelled = read_labelled(tickets)
    heads = train_heads(labelled)
    output.parent.mkdir(parents=True, exist_ok=True)
    save_heads(heads, output)
    click.echo(f"{heads.calibration['trained_on']} tickets, {len(heads.labels)} heads over {BUCKETS} features")
    click.echo(json.dumps({k: v for k, v in heads.calibration.items() if k != "thresholds"}, indent=2))


if __name__ == "__main__":
    main()
