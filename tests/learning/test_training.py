"""Heads: what is enough, what is honest, and that a new one has to be better than what stands."""

import random
from collections.abc import Callable
from typing import ClassVar

import numpy as np
import pytest
from scipy.stats import binomtest

from connector.core.learned import Guess, Learned
from connector.learning.comparison import mcnemar
from connector.learning.examples import Example, Told, examples_of
from connector.learning.model import AccountModel, Head
from connector.learning.training import HeadReport, Outcome, Training, train
from connector.store.history import PastTicket
from connector.store.learning import AuditSample, Correction
from connector.triage.classifier import Prediction

Words = Callable[[str, int], str]


def fit(examples: list[Example], standing: AccountModel | None = None) -> Training:
    """Train without an encoder."""
    return train(examples, standing, None, lambda *_: None)


def of(training: Training, name: str = "group") -> HeadReport:
    """The report of a head."""
    return next(report for report in training.reports if report.name == name)


def told_apart(words: Words, count: int, *, start: int = 0, swapped: bool = False) -> list[Example]:
    """Two groups in turn, with words of their own."""
    names = ("Care", "Billing") if swapped else ("Billing", "Care")
    return [
        Example(words("34"[n % 2], n), float(n), {"group": names[n % 2], "tag:vat": "vat" if n % 4 == 0 else "without"})
        for n in range(start, start + count)
    ]


def test_what_can_be_told_apart_is_learnt_and_reported_honestly(words: Words) -> None:
    training = fit(told_apart(words, 120))
    report = of(training)
    assert training.is_new
    assert (report.outcome, report.tickets, report.labels) == (Outcome.ADDED, 120, {"Billing": 60, "Care": 60})
    assert report.accuracy > 0.9
    assert report.interval[0] < report.accuracy <= report.interval[1]
    assert report.majority == 0.5
    assert report.duel is not None
    assert (report.duel.tickets, report.duel.is_won) == (24, True)
    learned = training.model.read(words("3", 9999))
    assert learned.group is not None
    assert learned.group.value == "Billing"
    assert learned.group.right == int(100 * report.accuracy)


def test_what_cannot_be_told_apart_is_not_used(words: Words) -> None:
    dice = random.Random(2)
    examples = [Example(words("3", n), float(n), {"group": dice.choice(["Billing", "Care"])}) for n in range(120)]
    training = fit(examples)
    assert of(training).outcome is Outcome.LEFT_OUT
    assert not training.is_new
    assert training.model.read(words("3", 9999)) == Learned()


def test_too_little_names_what_is_missing(words: Words) -> None:
    training = fit(told_apart(words, 18))
    report = of(training)
    assert (report.outcome, report.rare) == (Outcome.TOO_LITTLE, {"Billing": 9, "Care": 9})
    assert of(training, "type").outcome is Outcome.TOO_LITTLE
    assert of(training, "type").labels == {}


def test_copies_count_once(words: Words) -> None:
    copies = [Example("Order 4711 has not come, please help me with it.", float(n), {"group": "Billing"}) for n in range(60)]
    training = fit([*copies, *(Example(words("4", n), 60.0 + n, {"group": "Care"}) for n in range(60))])
    assert of(training).outcome is Outcome.TOO_LITTLE
    assert of(training).rare == {"Billing": 1}


def test_a_standing_head_stays_unless_the_new_one_is_better(words: Words) -> None:
    first = fit(told_apart(words, 120))
    again = fit(told_apart(words, 240), first.model)
    assert of(again).outcome is Outcome.KEPT
    assert not again.is_new
    assert again.model.heads["group"] is first.model.heads["group"]


def test_a_change_of_mind_is_learnt_once_it_shows_on_tickets_neither_has_seen(words: Words) -> None:
    first = fit(told_apart(words, 60))
    moved = told_apart(words, 240, start=60, swapped=True)
    second = fit(moved, first.model)
    report = of(second)
    assert report.outcome is Outcome.REPLACED
    assert report.duel is not None
    assert report.duel.right > report.duel.other_right
    assert second.model.heads["group"].seen_until == moved[-1].created_at


def test_nothing_new_is_no_reason_to_change(words: Words) -> None:
    examples = told_apart(words, 120)
    again = fit(examples, fit(examples).model)
    assert of(again).outcome is Outcome.KEPT
    assert of(again).duel is None


def test_heads_that_cannot_be_learnt_anew_stand(words: Words) -> None:
    first = fit(told_apart(words, 120))
    later = fit(told_apart(words, 6, start=200), first.model)
    assert of(later).outcome is Outcome.KEPT
    assert set(later.model.heads) == set(first.model.heads)


def test_a_value_that_few_tickets_have_has_to_be_sure_by_itself(words: Words) -> None:
    names = {"3": "Billing", "4": "Care"}
    chosen = ["4" if n % 10 == 0 else "3" for n in range(300)]
    head = fit([Example(words(g, n), float(n), {"group": names[g]}) for n, g in enumerate(chosen)]).model.heads["group"]
    assert head.rare == {"Care"}


@pytest.mark.parametrize(
    ("rare", "confidence", "scope", "speaks"),
    [
        (False, 0.8, 1.0, True),
        (False, 0.7, 1.0, False),
        (False, 0.8, -1.0, False),
        (True, 0.8, 1.0, False),
        (True, 0.96, 1.0, True),
    ],
)
def test_a_head_speaks_only_where_it_is_sure(rare: bool, confidence: float, scope: float, speaks: bool) -> None:
    class Fixed:
        """Always the same reading."""

        thresholds: ClassVar = {"error_5": 0.75, "scope_95": 0.0}
        report: ClassVar = {"accuracy": 0.839}

        def predict(self, texts: list[str]) -> Prediction:
            return Prediction(("Billing", "Care"), np.array([[confidence, 1 - confidence]]), np.array([scope]))

    head = Head(Fixed(), 0.0, frozenset({"Billing"} if rare else ()))  # type: ignore[arg-type]
    assert head.sure("Words") == (Guess("Billing", 83) if speaks else None)


def test_the_model_survives_being_kept_and_fits_its_encoder(words: Words) -> None:
    model = fit(told_apart(words, 120)).model
    content = model.to_bytes()
    assert content == model.to_bytes()
    again = AccountModel.from_bytes(content, None)
    text = words("4", 777)
    assert again.read(text) == model.read(text)
    for broken in (b"", b"no archive", content[:-100]):
        with pytest.raises(ValueError):
            AccountModel.from_bytes(broken, None)


def test_no_word_of_a_customer_is_in_the_model(words: Words) -> None:
    secret = "Xyzzyquux"
    examples = [Example(f"{e.text} {secret}", e.created_at, e.labels) for e in told_apart(words, 120)]
    from connector.triage.archive import read_archive

    _, arrays = read_archive(fit(examples).model.to_bytes())
    assert arrays
    for content in arrays.values():
        meta, inner = read_archive(content.tobytes())
        assert secret.casefold() not in f"{meta}".casefold()
        assert all(array.dtype.kind in "if" for array in inner.values())


@pytest.mark.parametrize(("better", "worse"), [(10, 2), (6, 0), (5, 0), (0, 0), (3, 3), (1, 7)])
def test_the_paired_test_is_the_exact_one(better: int, worse: int) -> None:
    ours = [True] * better + [False] * worse + [True, False] * 5
    theirs = [False] * better + [True] * worse + [True, False] * 5
    expected = binomtest(better, better + worse).pvalue if better + worse else 1.0
    assert mcnemar(ours, theirs) == pytest.approx(expected)


# ── labels ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def settled(ticket: str = "1", **fields: object) -> PastTicket:
    """A settled ticket."""
    values: dict[str, object] = {
        "ticket": ticket, "requester": "r", "text": "Words", "created_at": float(ticket), "group_id": "3", "type": "question",
        "priority": "low",
    }  # fmt: skip
    return PastTicket(**{**values, **fields})  # type: ignore[arg-type]


NOTHING = Told({}, ())
GROUPS = {"2": "Inbox", "3": "Billing"}


def labels(*past: PastTicket, told: Told = NOTHING) -> list[dict[str, str]]:
    """The labels of each."""
    return [dict(example.labels) for example in examples_of(past, told, GROUPS, ["inbox"])]


def test_fields_become_labels() -> None:
    assert labels(settled()) == [{"group": "Billing", "type": "question", "priority": "low"}]
    assert labels(settled(group_id="9", type="", priority="")) == [{}]
    assert labels(settled(group_id="2")) == [{"type": "question", "priority": "low"}]


def test_our_own_group_and_priority_teach_nothing() -> None:
    assert labels(settled(is_ours=True)) == [{"type": "question"}]


def test_tags_are_learnt_once_they_are_used_enough() -> None:
    past = [settled(str(n), tags=("vat", "rare") if n < 19 else ("vat",) if n < 25 else ()) for n in range(1, 40)]
    found = labels(*past)
    assert found[0]["tag:vat"] == "vat"
    assert found[-1]["tag:vat"] == "without"
    assert "tag:rare" not in found[0]


def correction(about: str, theirs: str, *, ticket: str = "1", trigger: str = "created", source: str = "sidebar") -> Correction:
    """What somebody set differently."""
    return Correction(ticket, trigger, about, "x", theirs, source, 1.0)


def audit(ticket: str = "1", **fields: object) -> AuditSample:
    """An answered question."""
    values = {"account": "acme", "ticket": ticket, "trigger": "created", "state": "answered", "lapses_at": 0.0, **fields}
    return AuditSample(**values)  # type: ignore[arg-type]


def test_what_people_told_us_stands_over_the_fields() -> None:
    words = [correction("group", "Care"), correction("type", "problem"), correction("priority", "high", source="field")]
    assert labels(settled(is_ours=True), told=Told.read(words, [])) == [{"group": "Care", "type": "problem", "priority": "high"}]
    later = [correction("group", "Care", trigger="message:7")]
    assert labels(settled(), told=Told.read(later, [])) == labels(settled())


def test_a_blind_answer_and_a_correction_of_urgency_are_priorities() -> None:
    assert labels(settled(), told=Told.read([], [audit(urgency="U4")]))[0]["priority"] == "urgent"
    assert labels(settled(), told=Told.read([], [audit(urgency="U1")]))[0]["priority"] == "low"
    both = Told.read([correction("urgency", "U3")], [audit(urgency="U4")])
    assert labels(settled(), told=both)[0]["priority"] == "high"


@pytest.mark.parametrize(
    "told",
    [
        Told.read([correction("needs_person", "true")], []),
        Told.read([correction("kind", "people")], []),
        Told.read([], [audit(needs_person=True)]),
        Told.read([], [audit(kind="people")]),
    ],
)
def test_what_people_called_a_matter_for_people_is_not_learnt_from(told: Told) -> None:
    assert labels(settled(), settled("2"), told=told) == labels(settled("2"))
