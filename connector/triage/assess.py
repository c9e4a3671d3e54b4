"""From a ticket to one assessment: safety net, heads, doubt, evidence."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from connector.core.assessment import UNKNOWN_LANGUAGE, Assessment, Evidence, abstention
from connector.core.taxonomy import (
    EMOTIONS,
    LANGUAGES,
    SENSITIVE_KINDS,
    SENSITIVE_STOPS,
    STOP_CODES,
    VULNERABILITY,
    Urgency,
    stops_of,
)
from connector.core.ticket import Ticket
from connector.nlp.language import identify_languages
from connector.nlp.questions import find_questions
from connector.nlp.text import Reading, read_ticket
from connector.triage.calibration import logistic, softmax
from connector.triage.contact_wishes import find_contact_wishes
from connector.triage.explain import explain_scores
from connector.triage.heads import Heads, Scored
from connector.triage.manipulation import fields_from_outside
from connector.triage.safety_net import Finding, Strength, calmed, find_sensitive, states_urgency
from connector.triage.stop_signs import find_signals, find_stops
from connector.triage.urgency import assessed_urgency

_PRESENT: Final = 0.5
#: What is only said, and not acted on, may be named from here on.
_SURELY_PRESENT: Final = 0.6
_FEW_WORDS: Final = 4
#: So many questions of a message are quoted beside what led to the reading.
_MOST_QUESTIONS: Final = 2
#: Phrases of these kinds need little support by the heads: here a false alarm is the smaller harm, and a wish for a person is remembered.
_GRAVE: Final = frozenset({"self_harm", "danger", "injury_safety", "human_request"})
#: When several sensitive kinds are found, the one whose clock runs fastest leads.
GRAVITY: Final = (
    "self_harm", "danger", "injury_safety", "scam_fraud", "bereavement", "health", "minor", "hardship", "discrimination",
    "data_rights", "legal", "access_need", "formal_complaint", "media_vip", "manipulation", "human_request",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One text as the heads see it."""

    scored: Scored
    limits: Mapping[str, Any]
    kinds: Mapping[str, float]
    has: Mapping[str, float]
    urgency: Urgency
    emotions: Mapping[str, int]
    vulnerability: tuple[str, ...]
    stops: tuple[str, ...]
    signs: Mapping[str, str]
    signals: Mapping[str, str]
    stated_urgency: bool
    lean: float
    leans: bool
    found: frozenset[str]

    def least_strength(self, kind: str) -> Strength:
        """How strong a phrase must be to decide, given how far the heads lean the same way."""
        supports = self.lean > self.limits["slight" if kind in _GRAVE else "support"]
        return Strength.PLAIN if supports else Strength.SURE


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
        spoken = identify_languages(reading.own or reading.text, ticket.requester.language)
        language = spoken.main
        if not any(c.isalpha() for c in reading.text):
            return abstention("empty", language=language, model=self._model)
        findings = find_sensitive(
            reading, language, self._heads.calibration["phrases"], second=spoken.second, beside=fields_from_outside(ticket)
        )
        read = self._read(reading, language)
        certain = [finding for finding in findings if finding.strength >= read.least_strength(finding.kind)]
        found = {finding.kind for finding in certain} | read.found | _kinds_of_signs(read)
        kinds = [kind for kind in GRAVITY if kind in found]
        if kinds:
            assessment = self._as_sensitive(reading, language, kinds, certain, read)
        else:
            hints = [f for f in findings if f.strength > Strength.HINT or read.lean > read.limits["slight"]]
            assessment = self._as_ordinary(reading, language, hints, read)
        request = ticket.newest_request
        return assessment.with_verbatim_evidence(f"{ticket.subject}\n{request.text if request else ''}")

    def _read(self, reading: Reading, language: str) -> _Read:
        heads, text = self._heads, reading.text
        scored = heads.score(text, language)
        quiet = calmed(text, language)
        unmoved = scored if quiet == text else heads.score(quiet, language)
        limits = heads.limits(scored.fusion, language)
        kinds, urgency, has = heads.index("kind:"), heads.index("urgency:"), heads.index("has:")
        chances = dict(zip(kinds, map(float, softmax(scored.scores[list(kinds.values())])), strict=True))
        by_name = dict(zip(heads.labels, map(float, logistic(scored.scores)), strict=True))
        lean = float(scored.scores[heads.places["sensitive"]])
        leans = language in LANGUAGES and lean > limits["leaning"]
        found = {
            name[4:]
            for name, least in limits["flags"].items()
            if name != "sensitive" and scored.scores[heads.places[name]] > least
        }
        if not leans:
            found.clear()
        if language in LANGUAGES and lean > limits["flags"]["sensitive"] and not found:
            found = {max(SENSITIVE_KINDS, key=lambda kind: chances.get(kind, 0.0) + by_name.get(f"has:{kind}", 0.0))}
        return _Read(
            scored=scored,
            limits=limits,
            kinds=chances,
            has={kind: by_name[f"has:{kind}"] for kind in has},
            urgency=min(_most_urgent(urgency, each.scores) for each in (scored, unmoved)),
            emotions={e: strength for e in EMOTIONS if (strength := _strength(e, by_name))},
            vulnerability=tuple(v for v in VULNERABILITY if by_name.get(f"vulnerability:{v}", 0.0) > _SURELY_PRESENT),
            stops=tuple(stop for stop in heads.index("stop:") if stop in STOP_CODES and by_name[f"stop:{stop}"] > _PRESENT),
            signs=find_stops(reading, language),
            signals=find_signals(reading, language),
            stated_urgency=by_name.get("stated_urgency", 0.0) > _SURELY_PRESENT,
            lean=lean if language in LANGUAGES else np.inf,  # what no head was trained for, the phrases decide
            leans=leans,
            found=frozenset(found),
        )

    def _as_sensitive(
        self, reading: Reading, language: str, kinds: Sequence[str], findings: Sequence[Finding], read: _Read
    ) -> Assessment:
        primary, *others = kinds
        runner_up = max((kind for kind in read.kinds if kind != primary), key=read.kinds.__getitem__)
        quoted = {finding.kind: finding.quote for finding in findings if finding.quote}
        evidence = [Evidence(f"kind:{kind}", quoted[kind]) for kind in kinds if kind in quoted]
        wanted = [(f"kind:{kind}", _first_known(self._heads, f"has:{kind}", "sensitive")) for kind in kinds if kind not in quoted]
        return self._assessment(
            reading, language, read, primary=primary, also=(*others, *self._further(read, set(kinds))), evidence=evidence, wanted=wanted,
            confidence=max(read.has.get(primary, 0.0), 0.9 if primary in quoted else 0.0),
            runner_up=runner_up, runner_up_confidence=read.kinds[runner_up],
        )  # fmt: skip

    def _as_ordinary(self, reading: Reading, language: str, hints: Sequence[Finding], read: _Read) -> Assessment:
        ordinary = {kind: chance for kind, chance in read.kinds.items() if kind not in SENSITIVE_KINDS}
        total = sum(ordinary.values())
        first, second = sorted(ordinary, key=ordinary.__getitem__, reverse=True)[:2]
        doubt = self._doubt(reading, language, ordinary[first] / total, read, hints)
        evidence = [Evidence("doubt", hint.quote) for hint in hints if hint.quote][:1]
        wanted = [(f"kind:{first}", f"kind:{first}")]
        if doubt == "maybe_sensitive" and not evidence:
            wanted.append(("doubt", "sensitive"))
        return self._assessment(
            reading, language, read, primary=first, also=self._further(read, {first}), evidence=evidence, wanted=wanted,
            confidence=ordinary[first] / total, runner_up=second, runner_up_confidence=ordinary[second] / total, doubt=doubt,
        )  # fmt: skip

    def _doubt(self, reading: Reading, language: str, confidence: float, read: _Read, hints: Sequence[Finding]) -> str:
        if reading.is_attachment_only:
            return "attachment_only"
        if language == UNKNOWN_LANGUAGE:
            return "too_short" if len(reading.text.split()) < _FEW_WORDS else "unknown_language"
        if language not in LANGUAGES:
            return ""  # the rules of the account name the language
        if hints or read.leans:
            return "maybe_sensitive"
        if read.scored.familiarity < read.limits["familiar"]:
            return "out_of_scope"
        return "low_confidence" if confidence < read.limits["trusted"] else ""

    def _further(self, read: _Read, taken: set[str]) -> tuple[str, ...]:
        likely = [k for k, chance in read.has.items() if chance > _PRESENT and k not in taken | SENSITIVE_KINDS]
        return tuple(sorted(likely, key=read.has.__getitem__, reverse=True)[:2])

    def _assessment(
        self, reading: Reading, language: str, read: _Read, *, primary: str, also: tuple[str, ...], evidence: Sequence[Evidence],
        wanted: Sequence[tuple[str, str]], confidence: float, runner_up: str, runner_up_confidence: float, doubt: str = "",
    ) -> Assessment:  # fmt: skip
        kinds = (primary, *also)
        stops = stops_of(kinds, (*read.signs, *read.stops))
        vulnerability = tuple(dict.fromkeys((*read.vulnerability, *(("resilience",) if "distress" in read.signals else ()))))
        signs = [Evidence(f"stop:{stop}", read.signs[stop]) for stop in stops if stop in read.signs]
        signs += [Evidence("vulnerability:resilience", read.signals["distress"])] if "distress" in read.signals else []
        wanted = [*wanted, *((f"emotion:{e}", f"emotion:{e}:1") for e in read.emotions)]
        wanted += [(f"vulnerability:{v}", f"vulnerability:{v}") for v in read.vulnerability]
        wanted += [(f"stop:{stop}", f"stop:{stop}") for stop in stops if stop not in read.signs]
        explained = explain_scores(self._heads, reading.text, read.scored, [label for _, label in wanted])
        function_words = self._heads.calibration["function_words"].get(language, ())
        learnt = [Evidence(about, explained.quote(i, function_words)) for i, (about, _) in enumerate(wanted)]
        asked = [Evidence("question", question) for question in find_questions(reading.own, language)[:_MOST_QUESTIONS]]
        call = states_urgency(reading.text, language)
        return Assessment(
            language=language,
            primary=primary,
            also=also,
            urgency=assessed_urgency(read.urgency, kinds, vulnerability, read.signals),
            stated_urgency=bool(call) or read.stated_urgency,
            confidence=float(np.clip(confidence, 0.0, 1.0)),
            runner_up=runner_up,
            runner_up_confidence=float(np.clip(runner_up_confidence, 0.0, 1.0)),
            emotions=read.emotions,
            vulnerability=vulnerability,
            stops=stops,
            evidence=(
                *evidence,
                *signs,
                *(e for e in learnt if e.quote),
                *asked,
                *((Evidence("stated_urgency", call),) if call else ()),
            ),
            contact_wishes=find_contact_wishes(reading, language),
            abstained=bool(doubt),
            reason=doubt,
            model=self._model,
        )


def _strength(emotion: str, by_name: Mapping[str, float]) -> int:
    return max((s for s in (1, 2, 3) if by_name.get(f"emotion:{emotion}:{s}", 0.0) > _PRESENT), default=0)


def _first_known(heads: Heads, *labels: str) -> str:
    return next(label for label in labels if label in heads.places)


def _most_urgent(places: Mapping[str, int], scores: Any) -> Urgency:
    """The urgency with the best score."""
    return Urgency[max(places, key=lambda name: float(scores[places[name]]))]


def _kinds_of_signs(read: _Read) -> set[str]:
    """Sensitive kinds that a sign makes true in a ticket of its kind: an injury told while asking how to return something."""
    ordinary = {kind: chance for kind, chance in read.kinds.items() if kind not in SENSITIVE_KINDS}
    likely = max(ordinary, key=ordinary.__getitem__)
    return {SENSITIVE_STOPS[stop] for stop in stops_of([likely], (*read.signs, *read.stops)) if stop in SENSITIVE_STOPS}
