"""Public labelled sets, used as their licences and the model card allow: trained on their training parts, reported on their test parts."""

import csv
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import numpy as np
from rows import Row, share
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.svm import LinearSVC

from connector.nlp.encoder import MiniLM, load_encoder
from connector.nlp.features import hashed_features, inverse_frequency, unit_rows
from connector.triage.classifier import Classifier, fit_classifier
from connector.triage.evaluation import Labelled, evaluate_classifier
from connector.triage.heads import FOLDER

SEEDS = range(5)
SHOTS = 10
OUTSIDE = "out of scope"


def measure_banking(folder: Path) -> list[Row]:
    """Banking77 (Casanueva et al., 2020): all labels and ten examples a label, five draws."""
    train, test = (_read_csv(folder / "banking77" / f"{name}.csv") for name in ("train", "test"))
    encoder = load_encoder()
    full = _figures(fit_classifier(train.texts, train.labels, encoder), test)
    few = [_figures(fit_classifier(*_draw(train, seed), encoder), test) for seed in SEEDS]
    accuracies, errors = [f["accuracy"] for f in few], [f["ece"] for f in few]
    return [
        Row(name="Banking77, all labels", value=full["accuracy"], goal=94.5),
        Row(name="Banking77, 10 a label", value=median(accuracies), low=min(accuracies), high=max(accuracies), goal=88.5, note="median, least and most of five draws"),
        Row(name="calibration error, Banking77, all labels", value=full["ece"] / 100, goal=0.02, at_most=True, unit=""),
        Row(name="calibration error, Banking77, 10 a label", value=median(errors) / 100, goal=0.05, at_most=True, unit="", note=f"{min(errors) / 100:.3f} to {max(errors) / 100:.3f}"),
        *_banking_peers(train, test, encoder),
    ]  # fmt: skip


def measure_clinc(folder: Path) -> list[Row]:
    """CLINC150 (Larson et al., 2019), out-of-scope questions in the test alone; thresholds from the training part."""
    data = json.loads((folder / "clinc150" / "data_full.json").read_text(encoding="utf-8"))
    train = Labelled(*zip(*data["train"], strict=True))
    test = Labelled(*zip(*data["test"], *((text, OUTSIDE) for text, _ in data["oos_test"]), strict=True))
    figures = _figures(fit_classifier(train.texts, train.labels, load_encoder()), test, OUTSIDE)
    return [
        Row(name="CLINC150, in scope", value=figures["accuracy"], goal=96.5),
        Row(name="CLINC150, out-of-scope AUROC", value=figures["out_of_scope_auroc"], goal=98.5),
        Row(name="CLINC150, out of scope found at 95 % kept", value=figures["out_of_scope_found"], goal=92.0, note=f"kept in the test: {figures['in_scope_kept']:.1f} %"),
    ]  # fmt: skip


def measure_emotions(folder: Path) -> list[Row]:
    """GoEmotions (Demszky et al., 2020) in seven groups: both views with thresholds from the development part; VADER and a list beside it."""
    groups = json.loads((folder / "goemotions" / "groups.json").read_text())
    names = (folder / "goemotions" / "labels.txt").read_text().split()
    kept = {name: members for name, members in groups.items() if name != "unmapped"}
    parts = {name: _read_emotions(folder / "goemotions" / f"{name}.tsv", names, kept) for name in ("train", "dev", "test")}
    encoder = load_encoder(FOLDER)
    counts = {name: hashed_features(texts, 2**16, 2**17) for name, (texts, _) in parts.items()}
    weight = inverse_frequency(counts["train"])
    words = {name: unit_rows(c.multiply(weight).tocsr()) for name, c in counts.items()}
    vectors = {name: encoder.encode(texts) for name, (texts, _) in parts.items()} if encoder else {}
    scores = []
    fused = {name: np.zeros((len(parts[name][0]), len(kept))) for name in ("dev", "test")}
    for column in range(len(kept)):
        truth = parts["train"][1][:, column]
        views = [words] + ([vectors] if vectors else [])
        stack = {name: [] for name in fused}
        for view in views:
            model = LogisticRegression(C=3.0, solver="liblinear", random_state=7).fit(view["train"], truth)
            for name in fused:
                stack[name].append(model.decision_function(view[name]))
        mixer = LogisticRegression(C=1.0).fit(np.stack(stack["dev"], axis=1), parts["dev"][1][:, column])
        for name, columns in fused.items():
            columns[:, column] = mixer.decision_function(np.stack(stack[name], axis=1))
        least = _best_threshold(fused["dev"][:, column], parts["dev"][1][:, column])
        scores.append(f1_score(parts["test"][1][:, column], fused["test"][:, column] > least))
    detail = ", ".join(f"{name} {100 * score:.0f}" for name, score in zip(kept, scores, strict=True))
    return [
        Row(name="GoEmotions, seven groups, macro-F1", value=100 * float(np.mean(scores)), goal=62.0, unit="", note=detail),
        _vader(folder, parts["test"], kept),
    ]


def _banking_peers(train: Labelled, test: Labelled, encoder: MiniLM | None) -> list[Row]:
    counts = hashed_features(train.texts, 2**16, 2**16)
    weight = inverse_frequency(counts)
    truth = np.array(test.labels)
    words = LinearSVC(C=0.5, random_state=7).fit(unit_rows(counts.multiply(weight).tocsr()), train.labels)
    read = words.predict(unit_rows(hashed_features(test.texts, 2**16, 2**16).multiply(weight).tocsr()))
    rows = [share("peer, TF-IDF and a linear SVM: Banking77, all labels", read == truth)]
    if encoder is not None:
        vectors = LogisticRegression(C=30, max_iter=300).fit(encoder.encode(train.texts), train.labels)
        rows.append(
            share(
                "peer, frozen encoder and logistic regression: Banking77, all labels",
                vectors.predict(encoder.encode(test.texts)) == truth,
            )
        )
    return rows


def _vader(folder: Path, test: tuple[Sequence[str], np.ndarray], kept: dict[str, list[str]]) -> Row:
    """VADER (Hutto and Gilbert, 2014) knows good and bad alone: its word list decides between the groups of each."""
    lexicon = {}
    for line in (folder / "vader" / "vader_lexicon.txt").read_text(encoding="utf-8").splitlines():
        word, value, *_ = line.split("\t")
        lexicon[word] = float(value)
    bad = [i for i, name in enumerate(kept) if name in ("anger", "frustration", "sadness_grief", "fear_anxiety")]
    good = [i for i, name in enumerate(kept) if name == "gratitude_joy"]
    texts, truth = test
    single = [i for i in range(len(texts)) if truth[i, bad].any() != truth[i, good].any()]
    read = [sum(lexicon.get(word.strip(".,!?;:\"'()").casefold(), 0.0) for word in texts[i].split()) > 0 for i in single]
    return share(
        "peer, VADER word list: pleased or displeased, GoEmotions",
        (bool(truth[i, good].any()) == r for i, r in zip(single, read, strict=True)),
    )


def _figures(classifier: Classifier, test: Labelled, outside: str | None = None) -> dict[str, float]:
    return {figure.name: 100 * figure.value for figure in evaluate_classifier(classifier, test, outside)}


def _draw(train: Labelled, seed: int) -> tuple[list[str], list[str]]:
    by_label = defaultdict(list)
    for text, label in zip(train.texts, train.labels, strict=True):
        by_label[label].append(text)
    lot = random.Random(seed)
    drawn = [(text, label) for label in sorted(by_label) for text in lot.sample(by_label[label], SHOTS)]
    return [text for text, _ in drawn], [label for _, label in drawn]


def _read_csv(path: Path) -> Labelled:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["text"], row["category"]) for row in csv.DictReader(file)]
    return Labelled(*zip(*rows, strict=True))


def _read_emotions(path: Path, names: Sequence[str], groups: dict[str, list[str]]) -> tuple[list[str], np.ndarray]:
    texts, rows = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        text, numbers, _ = line.split("\t")
        said = {names[int(n)] for n in numbers.split(",")}
        texts.append(text)
        rows.append([bool(said & set(members)) for members in groups.values()])
    return texts, np.array(rows, dtype=np.int8)


def _best_threshold(scores: np.ndarray, truth: np.ndarray) -> float:
    return float(max(np.quantile(scores, np.linspace(0.02, 0.98, 97)), key=lambda least: f1_score(truth, scores > least)))
