"""The development set: tickets that nothing was trained or tuned on, read as the product reads them, with plain peers beside it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from rows import Row, share
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from connector.core.assessment import Assessment
from connector.core.taxonomy import LANGUAGES, SENSITIVE_KINDS, UNDRAFTABLE_KINDS
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.nlp.encoder import load_encoder
from connector.nlp.features import hashed_features, inverse_frequency, unit_rows
from connector.triage.assess import TicketAssessor
from connector.triage.heads import ENGLISH, OTHER, Heads
from connector.triage.tickets import LabelledTicket, digest_of, read_labelled

#: What a first attempt at a keyword rule looks like; the peer to beat.
KEYWORDS = (
    "complaint", "lawyer", "legal", "sue", "died", "death", "passed away", "funeral", "fraud", "scam", "hacked", "stolen", "urgent", "manager",
    "human", "real person", "agent", "police", "hospital", "cancer", "disabled", "suicide", "kill", "hurt", "injured", "fire", "debt",
    "can't pay", "racist", "discrimination", "gdpr", "delete my data", "journalist", "newspaper", "ignore previous",
)  # fmt: skip
EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Read:
    """One ticket and how it was read."""

    truth: LabelledTicket
    reading: Assessment

    @property
    def is_kept(self) -> bool:
        """Whether automation stopped."""
        return self.reading.must_reach_human or self.reading.abstained


def as_ticket(ticket: LabelledTicket) -> Ticket:
    """The ticket as a helpdesk would hand it over."""
    message = Message(id="1", author=Author.REQUESTER, public=True, text=ticket.body, created_at=EPOCH)
    return Ticket(
        id=ticket.id, subject=ticket.subject, status=Status.OPEN, channel=Channel(ticket.channel), requester=Requester(id="bench"),
        messages=(message,), stamp="", created_at=EPOCH, updated_at=EPOCH,
    )  # fmt: skip


def measure_development(folder: Path, training: Path, heads: Heads) -> list[Row]:
    """Return the rows of the development set, the product's first and then its peers'."""
    assessor = TicketAssessor(lambda: heads)
    reads = [Read(ticket, assessor.assess(as_ticket(ticket))) for ticket in read_labelled(folder)]
    rows = [Row(name="development set", value=float(len(reads)), unit="tickets", note=f"sha256 {digest_of(folder)[:16]}…")]
    for language in LANGUAGES:
        rows += _language_rows(language, [r for r in reads if r.truth.language == language])
    rows += list(_by_kind(reads))
    requests = [r for r in reads if "human_request" in r.truth.kinds]
    rows.append(share("requests for a person kept, pooled", (r.is_kept for r in requests), goal=99.0, must=True))
    rows += [
        share(
            f"requests for a person kept, {language}",
            (r.is_kept for r in requests if r.truth.language == language),
            goal=96.0,
            must=True,
        )
        for language in LANGUAGES
    ]
    rows += _coverage(reads, heads)
    return rows + _peers(reads, read_labelled(training))


def _language_rows(language: str, reads: Sequence[Read]) -> list[Row]:
    english = language == "en"
    sensitive = [r for r in reads if r.truth.is_sensitive]
    harmless = [r for r in reads if not r.truth.is_sensitive]
    draftable = [r for r in harmless if r.truth.primary not in UNDRAFTABLE_KINDS]
    return [
        share(
            f"sensitive kept from automation, {language}",
            (r.is_kept for r in sensitive),
            goal=98.0 if english else 95.0,
            must=True,
        ),
        share(f"… of them recognised as sensitive, {language}", (r.reading.must_reach_human for r in sensitive)),
        share(f"… quiet ones kept, {language}", (r.is_kept for r in sensitive if r.truth.indirect)),
        share(
            f"false alarms among the harmless, {language}",
            (r.reading.must_reach_human for r in harmless),
            goal=10.0,
            at_most=True,
            must=True,
        ),
        share(
            f"draftable still draftable, {language}",
            (r.reading.draft_ok for r in draftable),
            goal=60.0 if english else 45.0,
            must=True,
        ),
    ]


def _by_kind(reads: Sequence[Read]) -> Iterator[Row]:
    for kind in sorted(SENSITIVE_KINDS):
        yield share(f"{kind} kept, all languages", (r.is_kept for r in reads if kind in r.truth.kinds))


def _coverage(reads: Sequence[Read], heads: Heads) -> list[Row]:
    """How many harmless tickets are answered for with the right kind; the thresholds came from the training tickets.

    A draft is read by a person, so the product answers for more than it is sure of; ``surely`` are those that it would answer for if
    no more than 5 % may be wrong.
    """
    harmless = [r for r in reads if not r.truth.is_sensitive]
    answered = [r for r in harmless if not r.is_kept]
    surely = [r for r in answered if r.reading.confidence >= _sure(heads, r.reading.language)]
    wrong = [r for r in answered if r.reading.primary not in r.truth.kinds]
    return [
        share("kind right, all harmless", (r.reading.primary in r.truth.kinds for r in harmless)),
        share("harmless answered for", (not r.is_kept for r in harmless)),
        share("… of them with a wrong kind", (r in wrong for r in answered)),
        share("harmless answered for surely", (r in surely for r in harmless), goal=50.0),
        share("… of them with a wrong kind, surely", (r in wrong for r in surely), goal=5.0, at_most=True),
        share("urgency right within one step, all", (abs(r.reading.urgency - r.truth.urgency) <= 1 for r in reads)),
        share("urgency exactly right, all", (r.reading.urgency == r.truth.urgency for r in reads)),
    ]


def _sure(heads: Heads, language: str) -> float:
    return float(heads.limits(ENGLISH if language == "en" else OTHER, language)["sure"])


def _peers(reads: Sequence[Read], training: Sequence[LabelledTicket]) -> list[Row]:
    """The same question put to simpler means, each at 10 % false alarms on English, which is the product's limit, or as it is."""
    rows = []
    english = [r.truth for r in reads if r.truth.language == "en"]
    rows += [
        share("peer, keyword list: sensitive found, en", (_has_keyword(t) for t in english if t.is_sensitive)),
        share("peer, keyword list: false alarms, en", (_has_keyword(t) for t in english if not t.is_sensitive)),
    ]
    truth = np.array([t.is_sensitive for t in training])
    texts, dev = [t.text for t in training], [r.truth for r in reads]
    counts = hashed_features(texts)
    weight = inverse_frequency(counts)
    words = LinearSVC(C=0.5, random_state=7).fit(unit_rows(counts.multiply(weight).tocsr()), truth)
    rows += _at_ten_percent(
        "TF-IDF and a linear SVM",
        dev,
        words.decision_function(unit_rows(hashed_features([t.text for t in dev]).multiply(weight).tocsr())),
    )
    if encoder := load_encoder():
        vectors = LogisticRegression(C=10, max_iter=500).fit(encoder.encode(texts), truth)
        rows += _at_ten_percent(
            "frozen encoder and logistic regression", dev, vectors.decision_function(encoder.encode([t.text for t in dev]))
        )
    return rows


def _at_ten_percent(name: str, tickets: Sequence[LabelledTicket], scores: np.ndarray) -> list[Row]:
    sensitive = np.array([t.is_sensitive for t in tickets])
    rows = []
    for where, chosen in (
        ("en", _in(tickets, lambda language: language == "en")),
        ("others", _in(tickets, lambda language: language != "en")),
    ):
        least = np.quantile(scores[chosen & ~sensitive], 0.9)
        note = "threshold chosen on the development set itself, which flatters it"
        rows.append(
            share(f"peer, {name}: sensitive found at 10 % false alarms, {where}", scores[chosen & sensitive] > least, note=note)
        )
    return rows


def _in(tickets: Sequence[LabelledTicket], fits: Callable[[str], bool]) -> np.ndarray:
    return np.array([fits(t.language) for t in tickets])


def _has_keyword(ticket: LabelledTicket) -> bool:
    return any(word in ticket.text.casefold() for word in KEYWORDS)
