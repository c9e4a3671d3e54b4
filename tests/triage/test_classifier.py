"""The classifier for an account's own labels: what it learns, what it keeps, what it promises."""

import random

import numpy as np
import pytest

from connector.nlp.encoder import MiniLM, load_encoder
from connector.triage.classifier import Classifier, fit_classifier

THINGS = {
    "shipping": ["parcel", "courier", "delivery", "tracking", "package"],
    "billing": ["invoice", "charge", "payment", "receipt", "refund"],
    "access": ["password", "login", "account", "code", "username"],
}
FRAMES = [
    "Question about the {}.",
    "My {} is wrong, please look.",
    "Where do I find my {}?",
    "The {} again!",
    "{} {} please",
    "I need the {} today",
]


def texts(count: int, seed: int = 1) -> tuple[list[str], list[str]]:
    """Made-up questions with their labels."""
    lot = random.Random(seed)
    labels = [lot.choice(list(THINGS)) for _ in range(count)]
    return [lot.choice(FRAMES).replace("{}", lot.choice(THINGS[label])) for label in labels], labels


@pytest.fixture(scope="module", params=[True, False], ids=["with encoder", "n-grams alone"])
def encoder(request: pytest.FixtureRequest) -> MiniLM | None:
    """Both kinds of installation."""
    return load_encoder() if request.param else None


def test_labels_are_learnt_and_survive_being_kept(encoder: MiniLM | None) -> None:
    classifier = fit_classifier(*texts(150), encoder)
    asked, truth = texts(60, seed=2)
    read = classifier.predict(asked)
    assert np.mean([a == b for a, b in zip(read.best, truth, strict=True)]) > 0.95
    np.testing.assert_allclose(read.probabilities.sum(axis=1), 1.0)
    again = Classifier.from_bytes(classifier.to_bytes(), encoder).predict(asked)
    np.testing.assert_array_equal(again.probabilities, read.probabilities)
    np.testing.assert_array_equal(again.scope, read.scope)


def test_what_is_unlike_anything_learnt_stands_outside(encoder: MiniLM | None) -> None:
    classifier = fit_classifier(*texts(150), encoder)
    strange = classifier.predict(["Mozart wrote it in Vienna", "quinoa grows on volcanic slopes", "zxqv wvut"])
    familiar = classifier.predict(texts(60, seed=3)[0])
    assert strange.scope.max() < np.median(familiar.scope)
    assert (familiar.scope >= classifier.thresholds["scope_95"]).mean() > 0.8


def test_the_same_texts_give_the_same_bytes(encoder: MiniLM | None) -> None:
    assert fit_classifier(*texts(60), encoder).to_bytes() == fit_classifier(*texts(60), encoder).to_bytes()


def test_nothing_of_the_texts_is_kept(encoder: MiniLM | None) -> None:
    said, labels = texts(60)
    kept = fit_classifier([f"{text} Oberhuber-Mustermann" for text in said], labels, encoder).to_bytes()
    assert b"Oberhuber" not in kept
    assert b"oberhuber" not in kept


def test_luck_is_not_learnt() -> None:
    lot = random.Random(4)
    said, _ = texts(200)
    report = fit_classifier(said, [lot.choice("ab") for _ in said], None).report
    assert abs(report["accuracy"] - 0.5) < 0.15
    assert report["coverage_5"] < 0.2


def test_copies_stand_on_one_side_of_a_fold() -> None:
    said = [f"entirely different words {i} {i * 7} {'xyzw'[i % 4] * 3}" for i in range(40) for _ in range(5)]
    lot = random.Random(5)
    labels = [label for _ in range(40) for label in [lot.choice("ab")] * 5]
    apart = fit_classifier(said, labels, None, groups=[i // 5 for i in range(200)]).report["accuracy"]
    mixed = fit_classifier(said, labels, None).report["accuracy"]
    assert mixed > 0.95
    assert apart < 0.8


@pytest.mark.parametrize("labels", [["a", "a", "a"], ["a", "a", "b"]])
def test_too_little_to_learn_from_is_said(labels: list[str]) -> None:
    with pytest.raises(ValueError, match="at least two"):
        fit_classifier(["one", "two", "three"], labels, None)


def test_another_encoder_is_refused(encoder: MiniLM | None) -> None:
    kept = fit_classifier(*texts(60), encoder).to_bytes()
    with pytest.raises(ValueError, match="another encoder"):
        Classifier.from_bytes(kept, None if encoder else load_encoder())
    with pytest.raises(ValueError, match="archive"):
        Classifier.from_bytes(b"nonsense", encoder)
