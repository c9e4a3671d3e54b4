"""Fitting the heads of an account, and comparing each with what stands, on tickets that neither has seen."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

from connector.core.bounds import wilson_interval
from connector.learning.comparison import mcnemar
from connector.learning.duplicates import near_duplicate_groups
from connector.learning.examples import GROUP, PRIORITY, TYPE, Example
from connector.learning.model import AccountModel, Head
from connector.nlp.encoder import MiniLM
from connector.triage.classifier import fit_classifier

#: A label is learnt from so many tickets on that do not repeat each other, and a head from so many labels on.
FEWEST_TICKETS: Final = 10
FEWEST_LABELS: Final = 2
_FEWEST_OLDER: Final = 5
#: So many of the newest tickets are learnt from; more would take an hour and change little.
MOST_TICKETS: Final = 10_000
#: Hears which head is being learnt, how many are done, and of how many. The empty name stands for looking for near-duplicates.
Step = Callable[[str, int, int], None]
#: A value with less than this part of an equal share of the tickets is rare.
_RARE_SHARE: Final = 0.5
_NEWEST_SHARE: Final = 0.2
_SIGNIFICANT: Final = 0.05


class Outcome(StrEnum):
    """What became of a head."""

    ADDED = "added"
    REPLACED = "replaced"
    KEPT = "kept"
    LEFT_OUT = "left_out"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duel:
    """How the new head did on the newest tickets against the standing one, or against always saying the most frequent label."""

    tickets: int
    right: int
    other_right: int
    p: float

    @property
    def is_won(self) -> bool:
        """Whether the new one is better, beyond chance."""
        return self.right > self.other_right and self.p < _SIGNIFICANT


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadReport:
    """One head, honestly: cross-validated figures, near-duplicates on one side of every fold; shares from 0 to 1.

    ``labels`` counts the tickets of each label that was learnt, ``rare`` those of labels with too few.
    """

    name: str
    outcome: Outcome
    tickets: int
    labels: Mapping[str, int]
    rare: Mapping[str, int]
    majority: float = 0.0
    accuracy: float = 0.0
    interval: tuple[float, float] = (0.0, 1.0)
    macro_f1: float = 0.0
    ece: float = 0.0
    coverage_5: float = 0.0
    duel: Duel | None = None

    def as_dict(self) -> dict[str, Any]:
        """A JSON-ready form."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Training:
    """What came of it. ``model`` is the one to use from now on, with every head that stands; ``is_new`` that one of them is new."""

    model: AccountModel
    reports: Sequence[HeadReport]
    is_new: bool


@dataclass(frozen=True, slots=True)
class _Labelled:
    """The examples of one head, oldest first, with the group of near-duplicates of each."""

    texts: Sequence[str]
    labels: Sequence[str]
    groups: Sequence[int]
    times: Sequence[float]

    def where(self, keep: Callable[[int], bool]) -> "_Labelled":
        chosen = [i for i in range(len(self.texts)) if keep(i)]
        return _Labelled(*([part[i] for i in chosen] for part in (self.texts, self.labels, self.groups, self.times)))  # type: ignore[arg-type]


def head_names(examples: Sequence[Example]) -> Sequence[str]:
    """The heads that there may be: three fields, and every tag that is used enough."""
    tags = {name: None for example in examples for name in example.labels if name not in (GROUP, TYPE, PRIORITY)}
    return (GROUP, TYPE, PRIORITY, *sorted(tags))


def train(examples: Sequence[Example], standing: AccountModel | None, encoder: MiniLM | None, step: Step) -> Training:
    """Fit every head that has enough tickets and keep of new and standing ones the better."""
    newest = list(examples)[-MOST_TICKETS:]
    names = head_names(newest)
    step("", 0, len(names))
    groups = near_duplicate_groups([example.text for example in newest])
    heads = dict(standing.heads) if standing else {}
    reports = []
    for number, name in enumerate(names):
        step(name, number, len(names))
        rows = [i for i, example in enumerate(newest) if name in example.labels]
        labelled = _Labelled(
            [newest[i].text for i in rows], [newest[i].labels[name] for i in rows], [groups[i] for i in rows],
            [newest[i].created_at for i in rows],
        )  # fmt: skip
        report, head = _train_head(name, labelled, heads.get(name), encoder)
        reports.append(report)
        if head is not None:
            heads[name] = head
    is_new = any(report.outcome in (Outcome.ADDED, Outcome.REPLACED) for report in reports)
    return Training(AccountModel(heads), reports, is_new)


def _train_head(
    name: str, everything: _Labelled, standing: Head | None, encoder: MiniLM | None
) -> tuple[HeadReport, Head | None]:
    labelled, rare = _frequent(everything, FEWEST_TICKETS)
    counts = dict(Counter(labelled.labels).most_common())
    if len(counts) < FEWEST_LABELS:
        outcome = Outcome.KEPT if standing else Outcome.TOO_LITTLE
        report = HeadReport(name=name, outcome=outcome, tickets=len(labelled.texts), labels=counts, rare=rare)
        return report, None
    classifier = fit_classifier(labelled.texts, labelled.labels, encoder, groups=labelled.groups)
    duel = _compare(labelled, standing, encoder)
    figures, count = classifier.report, len(labelled.texts)
    interval = wilson_interval(round(figures["accuracy"] * count), count)
    # The newest fifth may favour anybody by chance, and there are many heads: a first one has to win among all tickets, too.
    wins = duel is not None and duel.is_won and (standing is not None or interval[0] > figures["majority"])
    lost = Outcome.KEPT if standing else Outcome.LEFT_OUT
    report = HeadReport(
        name=name, outcome=(Outcome.REPLACED if standing else Outcome.ADDED) if wins else lost, tickets=count, labels=counts, rare=rare,
        majority=figures["majority"], accuracy=figures["accuracy"],
        interval=interval, macro_f1=figures["macro_f1"], ece=figures["ece"],
        coverage_5=figures["coverage_5"], duel=duel,
    )  # fmt: skip
    few = frozenset(label for label, of_label in counts.items() if of_label < _RARE_SHARE * count / len(counts))
    return report, Head(classifier, max(labelled.times), few) if wins else None


def _compare(labelled: _Labelled, standing: Head | None, encoder: MiniLM | None) -> Duel | None:
    """Fit on the older four fifths and try on the newest fifth, less what repeats an older ticket or what the standing head saw."""
    cut = len(labelled.texts) - max(1, round(_NEWEST_SHARE * len(labelled.texts)))
    older, _ = _frequent(labelled.where(lambda i: i < cut), _FEWEST_OLDER)
    seen = set(labelled.groups[:cut])
    since = standing.seen_until if standing else float("-inf")
    newest = labelled.where(lambda i: i >= cut and labelled.groups[i] not in seen and labelled.times[i] > since)
    if len(set(older.labels)) < FEWEST_LABELS or not newest.texts:
        return None
    challenger = fit_classifier(older.texts, older.labels, encoder, groups=older.groups).predict(newest.texts).best
    majority = Counter(older.labels).most_common(1)[0][0]
    other = standing.classifier.predict(newest.texts).best if standing else [majority] * len(newest.texts)
    ours = [said == truth for said, truth in zip(challenger, newest.labels, strict=True)]
    theirs = [said == truth for said, truth in zip(other, newest.labels, strict=True)]
    return Duel(tickets=len(ours), right=sum(ours), other_right=sum(theirs), p=mcnemar(ours, theirs))


def _frequent(labelled: _Labelled, fewest: int) -> tuple[_Labelled, Mapping[str, int]]:
    """The examples of labels with so many different tickets, and the counts of the other labels; near-duplicates count once."""
    counts = Counter(label for label, _ in set(zip(labelled.labels, labelled.groups, strict=True)))
    rare = {label: count for label, count in counts.most_common() if count < fewest}
    return labelled.where(lambda i: labelled.labels[i] not in rare), rare
