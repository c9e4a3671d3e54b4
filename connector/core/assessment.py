"""What was understood of a ticket, with the customer's own words as evidence."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from connector.core.outside import SecondReading
from connector.core.taxonomy import (
    CHANNELS,
    EMOTIONS,
    KINDS,
    SENSITIVE_KINDS,
    STOP_CODES,
    UNDRAFTABLE_KINDS,
    VULNERABILITY,
    Tier,
    Urgency,
)

UNKNOWN_LANGUAGE = "und"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim quote and what it speaks for: ``kind:refund_request``, ``emotion:worry``, ``urgency``, ``stop`` …"""

    about: str
    quote: str


@dataclass(frozen=True, slots=True)
class ContactWish:
    """By which way the customer wishes to be reached, or not to be reached, with their own words."""

    channel: str
    wanted: bool
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One reading of one ticket. Keys come from the taxonomy; anything else is a ValueError.

    ``confidence`` and ``runner_up_confidence`` are probabilities. ``abstained`` means that no automation may rest on this
    reading; ``reason`` says why in words a person understands. ``stops`` are codes of signs that keep a ticket at a draft.
    ``second`` is what a second reader came to, where one was asked.
    """

    language: str
    primary: str
    urgency: Urgency
    confidence: float
    also: tuple[str, ...] = ()
    runner_up: str | None = None
    runner_up_confidence: float = 0.0
    stated_urgency: bool = False
    emotions: Mapping[str, int]
    vulnerability: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    contact_wishes: tuple[ContactWish, ...] = ()
    abstained: bool = False
    reason: str = ""
    model: str = ""
    second: SecondReading | None = None

    def __post_init__(self) -> None:
        kinds = (self.primary, *self.also, *((self.runner_up,) if self.runner_up else ()))
        if unknown := [kind for kind in kinds if kind not in KINDS]:
            raise ValueError(f"not in the taxonomy: {', '.join(unknown)}")
        if unknown := [e for e, s in self.emotions.items() if e not in EMOTIONS or s not in (1, 2, 3)]:
            raise ValueError(f"not an emotion with strength 1 to 3: {', '.join(unknown)}")
        if unknown := [v for v in self.vulnerability if v not in VULNERABILITY]:
            raise ValueError(f"not a vulnerability driver: {', '.join(unknown)}")
        if unknown := [stop for stop in self.stops if stop not in STOP_CODES]:
            raise ValueError(f"not a stop sign: {', '.join(unknown)}")
        if unknown := [wish.channel for wish in self.contact_wishes if wish.channel not in CHANNELS]:
            raise ValueError(f"not a way to reach somebody: {', '.join(unknown)}")
        if self.primary not in SENSITIVE_KINDS and SENSITIVE_KINDS.intersection(self.also):
            raise ValueError("a ticket with a sensitive kind has it as its primary kind")

    @property
    def kinds(self) -> tuple[str, ...]:
        """The primary kind and all further ones."""
        return (self.primary, *self.also)

    @property
    def tier(self) -> Tier:
        """The most cautious tier among all kinds."""
        return max((KINDS[kind].tier for kind in self.kinds), key=lambda tier: tier.caution)

    @property
    def must_reach_human(self) -> bool:
        """True exactly when the ticket is sensitive."""
        return self.tier is Tier.SENSITIVE

    @property
    def draft_ok(self) -> bool:
        """Whether the taxonomy allows a draft at all. The rules of the account may still forbid it."""
        return not self.abstained and not self.must_reach_human and self.primary not in UNDRAFTABLE_KINDS

    @property
    def lacks_budget(self) -> bool:
        """Whether a second reading was needed and the day's budget for it was used up."""
        return self.second is not None and self.second.failed == "budget"

    @property
    def is_settled_outside(self) -> bool:
        """Whether a second reader lifted the doubt of the first."""
        return self.second is not None and self.second.outcome == "settled"

    def with_verbatim_evidence(self, text: str) -> Self:
        """Return the same reading with only those quotes that stand word for word in ``text``, and wishes only with their quote."""
        return replace(
            self,
            evidence=tuple(e for e in self.evidence if e.quote and e.quote in text),
            contact_wishes=tuple(wish for wish in self.contact_wishes if wish.quote in text),
        )

    def quotes(self, about: str) -> tuple[str, ...]:
        """The quotes that speak for ``about`` or for anything below it (``kind`` finds ``kind:legal``)."""
        return tuple(e.quote for e in self.evidence if e.about == about or e.about.startswith(f"{about}:"))

    def as_dict(self) -> dict[str, Any]:
        """A JSON-ready form that :meth:`from_dict` reads back."""
        return {
            "language": self.language,
            "primary": self.primary,
            "also": list(self.also),
            "urgency": self.urgency.name,
            "stated_urgency": self.stated_urgency,
            "emotions": dict(self.emotions),
            "vulnerability": list(self.vulnerability),
            "stops": list(self.stops),
            "confidence": self.confidence,
            "runner_up": self.runner_up,
            "runner_up_confidence": self.runner_up_confidence,
            "evidence": [{"about": e.about, "quote": e.quote} for e in self.evidence],
            "contact_wishes": [{"channel": w.channel, "wanted": w.wanted, "quote": w.quote} for w in self.contact_wishes],
            "abstained": self.abstained,
            "reason": self.reason,
            "model": self.model,
            **({"second": asdict(self.second)} if self.second else {}),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read back what :meth:`as_dict` wrote, also by a version that knew no wishes about contact."""
        return cls(
            language=data["language"],
            primary=data["primary"],
            also=tuple(data["also"]),
            urgency=Urgency[data["urgency"]],
            stated_urgency=data["stated_urgency"],
            emotions=dict(data["emotions"]),
            vulnerability=tuple(data["vulnerability"]),
            stops=tuple(data["stops"]),
            confidence=data["confidence"],
            runner_up=data["runner_up"],
            runner_up_confidence=data["runner_up_confidence"],
            evidence=tuple(Evidence(e["about"], e["quote"]) for e in data["evidence"]),
            contact_wishes=tuple(ContactWish(w["channel"], w["wanted"], w["quote"]) for w in data.get("contact_wishes", ())),
            abstained=data["abstained"],
            reason=data["reason"],
            model=data["model"],
            second=SecondReading(**data["second"]) if data.get("second") else None,
        )


def abstention(reason: str, *, language: str = UNKNOWN_LANGUAGE, model: str = "") -> Assessment:
    """The reading of a ticket that could not be read: nothing claimed, a person decides."""
    return Assessment(
        language=language,
        primary="complaint_informal",
        urgency=Urgency.U1,
        confidence=0.0,
        emotions={},
        abstained=True,
        reason=reason,
        model=model,
    )


def in_percent(probability: float) -> int:
    """A probability in whole percent as people are shown it: never 100, because no reading is certain, and 0 only where nothing was read."""
    return min(99, max(1, round(100 * probability))) if probability else 0
