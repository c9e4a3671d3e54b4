"""Training the heads from labelled tickets: ``make model`` rebuilds the file that ships.

Every head is fitted twice. A first time without the tickets held out, whose scores give the fusion weights, the temperatures and all
thresholds; then once more with everything. The development set plays no part.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from connector.core.taxonomy import EMOTIONS, KINDS, VULNERABILITY, Urgency
from connector.nlp.encoder import MiniLM, load_encoder
from connector.nlp.features import BUCKETS, hashed_features, inverse_frequency, unit_rows
from connector.triage.archive import quantise
from connector.triage.common_words import find_function_words, measure_phrases
from connector.triage.fusion import CHOICES, Held, fit_fusion
from connector.triage.heads import FOLDER, MODEL_NAME, Heads, save_heads, whole_numbers
from connector.triage.linear import rows_of
from connector.triage.thresholds import fit_thresholds
from connector.triage.tickets import LabelledTicket, read_labelled

_CHOICE_C: Final = 0.5
_FLAG_C: Final = 10.0
_DENSE_C: Final = 3.0
_FEWEST: Final = 10
_MOST_NEIGHBOURS: Final = 1200
#: Tickets with a lot below this are held out; an encoder trained on tickets must have left out the same.
HELD_OUT: Final = 20


def train_heads(tickets: Sequence[LabelledTicket], encoder: MiniLM | None) -> Heads:
    """Train all heads. The same tickets and encoder give the same heads."""
    texts = [ticket.text for ticket in tickets]
    counts = hashed_features(texts)
    vectors = encoder.encode(texts) if encoder else np.zeros((len(texts), 0), dtype=np.float32)
    labels = labels_of(tickets)
    held_out = np.array([ticket.lot < HELD_OUT for ticket in tickets])
    first = _fit([ticket for ticket in tickets if ticket.lot >= HELD_OUT], counts[~held_out], vectors[~held_out], labels)
    chosen = [ticket for ticket in tickets if ticket.lot < HELD_OUT]
    held = Held(
        tickets=chosen,
        labels=labels,
        words=first.word_scores(first.word_features([t.text for t in chosen])),
        vectors=vectors[held_out] @ first.vectors.T + first.vector_biases if encoder else None,
        likeness=first.likeness(vectors[held_out]) if encoder else None,
        truth=label_tickets(chosen, labels),
    )
    fusion = fit_fusion(held)
    calibration = {
        **fit_thresholds(held, fusion, first.familiarity(vectors[held_out]) if encoder else None),
        "phrases": measure_phrases(tickets),
        "function_words": find_function_words(tickets),
    }
    last = _fit(tickets, counts, vectors, labels)
    return Heads(
        labels=last.labels, words=last.words, word_scales=last.word_scales, word_biases=last.word_biases, importance=last.importance,
        vectors=last.vectors, vector_biases=last.vector_biases, neighbours=last.neighbours, neighbour_sensitive=last.neighbour_sensitive,
        fusion=fusion, calibration={**calibration, "trained_on": len(tickets), "held_out": int(held_out.sum())}, encoder=encoder,
    )  # fmt: skip


def _fit(tickets: Sequence[LabelledTicket], counts: Any, vectors: NDArray[np.float32], labels: Sequence[str]) -> Heads:
    """Fit every label on both views."""
    importance = inverse_frequency(counts)
    features = unit_rows(counts.multiply(importance).tocsr())
    truth = label_tickets(tickets, labels)
    word_rows, word_biases = _rows(features, truth, labels, lambda _name: LinearSVC(C=_CHOICE_C, random_state=7), _FLAG_C)
    words, word_scales = quantise(word_rows)
    dense, dense_biases = np.zeros((len(labels), 0)), np.zeros(len(labels))
    if vectors.size:
        dense, dense_biases = _rows(vectors, truth, labels, lambda _name: LogisticRegression(C=_DENSE_C, max_iter=400), _DENSE_C)
    group = np.array([1 if t.is_sensitive and t.indirect else -1 if t.is_sensitive else 0 for t in tickets], dtype=np.int8)
    kept = _thinned(group)
    return Heads(
        labels=tuple(labels), words=words, word_scales=word_scales, word_biases=word_biases.astype(np.float32), importance=importance,
        vectors=dense.astype(np.float32), vector_biases=dense_biases.astype(np.float32),
        fusion=np.zeros((3, len(labels), 4), dtype=np.float32), neighbours=whole_numbers(vectors[kept]),
        neighbour_sensitive=group[kept], calibration={},
    )  # fmt: skip


def _thinned(group: NDArray[np.int8]) -> NDArray[np.int64]:
    """Choose tickets to be remembered, evenly: more of them cost time with every ticket and change little."""
    chosen = [np.flatnonzero(group == g) for g in (-1, 0, 1)]
    return np.sort(np.concatenate([rows[:: -(-len(rows) // _MOST_NEIGHBOURS) or 1] for rows in chosen if len(rows)]))


def _fit_flag(features: Any, truth: NDArray[np.int8], c: float) -> LogisticRegression:
    """Yes or no, where yes is rare."""
    return LogisticRegression(C=c, class_weight="balanced", solver="liblinear", tol=1e-3, random_state=7).fit(features, truth)


def _rows(
    features: Any, truth: NDArray[np.int8], labels: Sequence[str], choice: Any, flag_c: float
) -> tuple[NDArray[Any], NDArray[Any]]:
    weights, biases = np.zeros((len(labels), features.shape[1])), np.zeros(len(labels))
    for prefix in CHOICES:
        rows = [i for i, label in enumerate(labels) if label.startswith(prefix)]
        model = choice(prefix).fit(features, truth[:, rows].argmax(axis=1))
        weights[rows], biases[rows] = rows_of(model, len(rows))
    flags = [i for i, label in enumerate(labels) if not label.startswith(CHOICES)]
    for i, model in zip(
        flags,
        Parallel(n_jobs=-1, prefer="threads")(delayed(_fit_flag)(features, truth[:, i], flag_c) for i in flags),
        strict=True,
    ):
        weights[i], biases[i] = model.coef_[0], model.intercept_[0]
    return weights, biases


def labels_of(tickets: Sequence[LabelledTicket]) -> tuple[str, ...]:
    """Every label that occurs often enough to be learnt."""
    stops = sorted({stop for ticket in tickets for stop in ticket.stops})
    names = [f"kind:{kind}" for kind in KINDS] + [f"urgency:{urgency.name}" for urgency in Urgency]
    names += ["sensitive", "stated_urgency", *(f"has:{kind}" for kind in KINDS)]
    names += [f"emotion:{emotion}:{strength}" for emotion in EMOTIONS if emotion != "neutral" for strength in (1, 2, 3)]
    names += [f"vulnerability:{driver}" for driver in VULNERABILITY] + [f"stop:{stop}" for stop in stops]
    counts = label_tickets(tickets, names).sum(axis=0)
    return tuple(name for name, count in zip(names, counts, strict=True) if count >= _FEWEST)


def label_tickets(tickets: Sequence[LabelledTicket], labels: Sequence[str]) -> NDArray[np.int8]:
    """Return which label holds for which ticket, shape (tickets, labels)."""
    return np.array([[_holds(ticket, label) for label in labels] for ticket in tickets], dtype=np.int8)


def _holds(ticket: LabelledTicket, label: str) -> bool:
    about, _, rest = label.partition(":")
    match about:
        case "kind":
            return ticket.primary == rest
        case "has":
            return rest in ticket.kinds
        case "urgency":
            return ticket.urgency.name == rest
        case "emotion":
            emotion, _, strength = rest.partition(":")
            return ticket.emotions.get(emotion, 0) >= int(strength)
        case "vulnerability":
            return rest in ticket.vulnerability
        case "stop":
            return rest in ticket.stops
        case "sensitive":
            return ticket.is_sensitive
    return ticket.stated_urgency


@click.command()
@click.argument("tickets", type=click.Path(exists=True, file_okay=False, path_type=Path), default="training/tickets")
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path), default=FOLDER / MODEL_NAME)
def main(tickets: Path, output: Path) -> None:
    """Train the heads from TICKETS and write them to OUTPUT."""
    heads = train_heads(read_labelled(tickets), load_encoder(FOLDER))
    output.parent.mkdir(parents=True, exist_ok=True)
    save_heads(heads, output)
    click.echo(f"{heads.calibration['trained_on']} tickets, {len(heads.labels)} heads over {BUCKETS} features and a vector")
    click.echo(json.dumps(heads.calibration, indent=2))


if __name__ == "__main__":
    main()
