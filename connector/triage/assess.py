"""From a ticket to one assessment: safety net, heads, doubt, evidence."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from connector.core.assessment import UNKNOWN_LANGUAGE, Assessment, Evidence, abstention
from connector.core.taxonomy import EMOTIONS, LANGUAGES, SENSITIVE_KINDS, VULNERABILITY, Urgency
from connector.core.ticket import Ticket
from connector.nlp.language import identify_language
from connector.nlp.text import Reading, read_ticket
from connector.triage.explain import strongest_sentences
from connector.triage.heads import Heads, logistic, softmax
from connector.triage.safety_net import Finding, find_sensitive, states_urgency
from connector.triage.urgency import assessed_urgency

_PRESENT: Final = 0.5
_SURELY_PRESENT: Final = 0.7
#: When several sensitive kinds are found, the one whose clock runs fastest leads.
_GRAVITY: Final = (
    "self_harm", "danger", "injury_safety", "scam_fraud", "bereavement", "health", "minor", "hardship", "discrimination",
    "data_rights", "legal", "access_need", "formal_complaint", "media_vip", "manipulation", "human_request",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Scores:
    """What the heads say about one text."""

    kinds: dict[str, float]
    has: dict[str, float]
    raw: dict[str, float]
    urgency: Urgency
    emotions: dict[str, int]
    vulnerability: tuple[str, ...]
    stated_urgency: bool = field(default=False)


class TicketAssessor:
    """Reads tickets. Never raises on any text; doubt is an abstention.

    The heads are loaded with the first ticket, so that a process that reads none never holds them.
    """

    def __init__(self, load: Callable[[], Heads]) -> None:
        self._load = load
        self._loading = threading.Lock()

    @cached_property
    def _heads(self) -> Heads:
        with self._loading:
            return self._load()

    @property
    def _model(self) -> str:
        return f"heads-{self._heads.digest[:12]}"

    def assess(self, ticket: Ticket) -> Assessment:
        """Return the reading of the customer's newest message."""
        reading = read_ticket(ticket)
        language = identify_language(reading.own or reading.text, ticket.requester.language)
        if not any(c.isalpha() for c in reading.text):
            return abstention("empty", language=language, model=self._model)
        findings = find_sensitive(reading, language)
        scores = self._score(reading.text)
        sensitive = self._sensitive(findings, scores, language)
        assessment = (
            self._as_sensitive(reading, language, sensitive, findings, scores)
            if sensitive
            else self._as_ordinary(reading, language, scores)
        )
        request = ticket.newest_request
        return assessment.with_verbatim_evidence(f"{ticket.subject}\n{request.text if request else ''}")

    def _score(self, text: str) -> _Scores:
        heads = self._heads
        row = heads.scores([text])[0]
        kinds = heads.index("kind:")
        chances = softmax(row[list(kinds.values())], heads.calibration["temperature"])
        urgency = heads.index("urgency:")
        emotions = {
            emotion: max(strengths)
            for emotion in EMOTIONS
            if (strengths := [s for s in (1, 2, 3) if self._chance(row, f"emotion:{emotion}:{s}") > _PRESENT])
        }
        return _Scores(
            kinds=dict(zip(kinds, (float(c) for c in chances), strict=True)),
            has={kind: float(logistic(row[i : i + 1])[0]) for kind, i in heads.index("has:").items()},
            raw={label: float(row[i]) for i, label in enumerate(heads.labels)},
            urgency=Urgency[max(urgency, key=lambda name: row[urgency[name]])],
            emotions=emotions,
            vulnerability=tuple(v for v in VULNERABILITY if self._chance(row, f"vulnerability:{v}") > _SURELY_PRESENT),
            stated_urgency=self._chance(row, "stated_urgency") > _SURELY_PRESENT,
        )

    def _chance(self, row: NDArray[np.float32], label: str) -> float:
        if label not in self._heads.labels:
            return 0.0
        i = self._heads.labels.index(label)
        return float(logistic(row[i : i + 1])[0])

    def _sensitive(self, findings: tuple[Finding, ...], scores: _Scores, language: str) -> list[str]:
        """Every sensitive kind that any detector found, gravest first. Any one is enough."""
        thresholds = self._heads.calibration["thresholds"]
        found = {finding.kind for finding in findings}
        if scores.raw["sensitive"] > thresholds["leaning"]:
            found |= {
                kind for kind in SENSITIVE_KINDS if scores.raw.get(f"has:{kind}", -99.0) > thresholds.get(f"has:{kind}", 99.0)
            }
        if not found and language in LANGUAGES and scores.raw["sensitive"] > thresholds["sensitive"]:
            found = {max(SENSITIVE_KINDS, key=lambda kind: scores.kinds.get(kind, 0.0))}
        return [kind for kind in _GRAVITY if kind in found]

    def _as_sensitive(
        self, reading: Reading, language: str, kinds: list[str], findings: tuple[Finding, ...], scores: _Scores
    ) -> Assessment:
        primary, *others = kinds
        also = (*others, *self._further(scores, {*kinds}))
        runner_up = max((kind for kind in scores.kinds if kind != primary), key=scores.kinds.__getitem__)
        quoted = {finding.kind: finding.quote for finding in findings if finding.quote}
        evidence = [Evidence(f"kind:{kind}", quoted[kind]) for kind in kinds if kind in quoted]
        learnt = strongest_sentences(
            self._heads, reading, [(f"kind:{k}", f"has:{k}") for k in kinds if k not in quoted] + self._wanted(scores)
        )
        return self._assessment(
            reading, language, scores, primary=primary, also=also, runner_up=runner_up, evidence=(*evidence, *learnt),
            confidence=max(scores.has.get(primary, 0.0), 0.9 if primary in quoted else 0.0),
        )  # fmt: skip

    def _as_ordinary(self, reading: Reading, language: str, scores: _Scores) -> Assessment:
        ordinary = {kind: chance for kind, chance in scores.kinds.items() if kind not in SENSITIVE_KINDS}
        total = sum(ordinary.values())
        first, second = sorted(ordinary, key=ordinary.__getitem__, reverse=True)[:2]
        confidence = ordinary[first] / total
        doubt = self._doubt(reading, language, confidence)
        evidence = strongest_sentences(self._heads, reading, [(f"kind:{first}", f"kind:{first}"), *self._wanted(scores)])
        return self._assessment(
            reading, language, scores, primary=first, also=self._further(scores, {first}), runner_up=second, evidence=evidence,
            confidence=confidence, runner_up_confidence=ordinary[second] / total, doubt=doubt,
        )  # fmt: skip

    def _doubt(self, reading: Reading, language: str, confidence: float) -> str:
        if reading.is_attachment_only:
            return "attachment_only"
        if language == UNKNOWN_LANGUAGE:
            return "too_short" if len(reading.text.split()) < 4 else "unknown_language"
        if language in LANGUAGES and confidence < self._heads.calibration["abstain_below"]:
            return "low_confidence"
        return ""

    def _further(self, scores: _Scores, taken: set[str]) -> tuple[str, ...]:
        likely = [k for k, chance in scores.has.items() if chance > _SURELY_PRESENT and k not in taken | SENSITIVE_KINDS]
        return tuple(sorted(likely, key=scores.has.__getitem__, reverse=True)[:2])

    def _wanted(self, scores: _Scores) -> list[tuple[str, str]]:
        wanted = [(f"emotion:{e}", f"emotion:{e}:1") for e in scores.emotions if e != "neutral"]
        return [*wanted, *((f"vulnerability:{v}", f"vulnerability:{v}") for v in scores.vulnerability)]

    def _assessment(
        self, reading: Reading, language: str, scores: _Scores, *, primary: str, also: tuple[str, ...], runner_up: str,
        evidence: tuple[Evidence, ...], confidence: float, runner_up_confidence: float | None = None, doubt: str = "",
    ) -> Assessment:  # fmt: skip
        call = states_urgency(reading.text, language)
        if call:
            evidence = (*evidence, Evidence("stated_urgency", call))
        if runner_up_confidence is None:
            runner_up_confidence = scores.kinds[runner_up]
        return Assessment(
            language=language,
            primary=primary,
            also=also,
            urgency=assessed_urgency(scores.urgency, (primary, *also), scores.vulnerability),
            stated_urgency=bool(call) or scores.stated_urgency,
            confidence=min(1.0, max(0.0, confidence)),
            runner_up=runner_up,
            runner_up_confidence=min(1.0, max(0.0, runner_up_confidence)),
            emotions={e: s for e, s in scores.emotions.items() if e != "neutral"},
            vulnerability=scores.vulnerability,
            evidence=evidence,
            abstained=bool(doubt),
            reason=doubt,
            model=self._model,
        )
