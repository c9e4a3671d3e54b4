"""The closed vocabulary: kinds of ticket with their tiers, urgency, emotions, vulnerability drivers.

Nothing outside these tables is ever written on a ticket. The tier of a kind decides the highest level of automation
it may ever reach; the sixteen sensitive kinds are fixed here and no setting can remove one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final


class Tier(StrEnum):
    """How much automation a kind may ever see, in rising order of caution."""

    ROUTINE = "routine"
    JUDGEMENT = "judgement"
    SENSITIVE = "sensitive"

    @property
    def caution(self) -> int:
        """0 for routine, 1 for judgement, 2 for sensitive: the tier of a ticket is the most cautious of its kinds."""
        return list(Tier).index(self)


class Level(IntEnum):
    """What the software does by itself with a ticket."""

    L0 = 0  # people only: flag, raise priority, assign to people; no draft, nothing to the customer
    L1 = 1  # tag, set priority, assign
    L2 = 2  # L1 and a disclosed draft for a person to check and send
    L3 = 3  # L2 and the connector sends the disclosed reply itself, after certification


class Urgency(IntEnum):
    """Assessed urgency, apart from tone. Anger never raises it by itself."""

    U0 = 0  # no action needed
    U1 = 1  # standard
    U2 = 2  # same day
    U3 = 3  # 1-2 hours: harm grows by the hour
    U4 = 4  # minutes: risk to life or safety, or an ongoing crime


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of ticket. ``stop`` names signs that lower the level; ``route`` says who answers and how soon."""

    key: str
    tier: Tier
    definition: str
    highest: Level
    stop: str = ""
    route: str = ""


_HIGHEST = {Tier.ROUTINE: Level.L3, Tier.JUDGEMENT: Level.L2, Tier.SENSITIVE: Level.L0}


def _kind(key: str, tier: Tier, definition: str, *, stop: str = "", route: str = "", highest: Level | None = None) -> Kind:
    return Kind(key, tier, definition, _HIGHEST[tier] if highest is None else highest, stop, route)


_ALL: Final = (
    _kind(
        "order_tracking",
        Tier.ROUTINE,
        "where is my order, when will it come",
        stop="asked twice, late past promise, gift, medical or event date",
    ),
    _kind("delivery_change", Tier.ROUTINE, "change address or slot before dispatch", stop="after dispatch, name mismatch"),
    _kind("return_how_to", Tier.ROUTINE, "how to return, label, deadline", stop="outside policy, damage, injury"),
    _kind(
        "product_info",
        Tier.ROUTINE,
        "stock, size, compatibility, specification before buying",
        stop="health or safety use",
    ),
    _kind("hours_location", Tier.ROUTINE, "opening hours, place, parking, contact details", stop="accessibility need"),
    _kind("account_access", Tier.ROUTINE, "password, login, two-factor help", stop="takeover, lost device, changed e-mail"),
    _kind("invoice_copy", Tier.ROUTINE, "copy of an invoice or receipt, VAT number on it", stop="dispute of the amount"),
    _kind(
        "plan_info",
        Tier.ROUTINE,
        "what is in my plan or subscription, how to change it",
        stop="cancellation, anger about price",
    ),
    _kind("appointment", Tier.ROUTINE, "book, move or confirm an appointment", stop="medical urgency"),
    _kind("how_to", Tier.ROUTINE, "how to use the product or service", stop="outage, data loss"),
    _kind(
        "policy_faq",
        Tier.ROUTINE,
        "what the published policy says (shipping, payment, returns window, sustainability)",
        stop="asks for an exception",
    ),
    _kind("thanks_close", Tier.ROUTINE, "thanks, it is solved", stop="a new question inside", highest=Level.L1),
    _kind(
        "noise",
        Tier.ROUTINE,
        "auto-reply, newsletter, vendor pitch, spam",
        stop="any complaint words: never closed automatically",
        highest=Level.L1,
    ),
    _kind("refund_request", Tier.JUDGEMENT, "wants money back"),
    _kind("refund_status", Tier.JUDGEMENT, "promised refund has not arrived"),
    _kind("damaged_or_missing", Tier.JUDGEMENT, "goods damaged, wrong, incomplete or never arrived"),
    _kind("billing_question", Tier.JUDGEMENT, "amount, double charge or payment unclear or disputed, without fraud"),
    _kind("cancellation", Tier.JUDGEMENT, "wants to end a contract, order or subscription"),
    _kind("warranty", Tier.JUDGEMENT, "product failed within or near the warranty period; repair"),
    _kind("bug_or_outage", Tier.JUDGEMENT, "the service or software does not work; errors, downtime, data missing"),
    _kind("feature_request", Tier.JUDGEMENT, "asks for something the product does not do"),
    _kind("price_or_discount", Tier.JUDGEMENT, "asks for a quote, discount, price match, or objects to a price rise"),
    _kind("data_change", Tier.JUDGEMENT, "change name, owner, e-mail, bank details or other master data"),
    _kind("b2b_account", Tier.JUDGEMENT, "purchase orders, contracts, integrations, bulk orders of business customers"),
    _kind(
        "complaint_informal",
        Tier.JUDGEMENT,
        "unhappy about service or staff, without the formal word or a repeat after an answer, even if nothing is asked for",
    ),
    _kind("feedback", Tier.JUDGEMENT, "opinion, review or suggestion that asks for nothing and blames nobody"),
    _kind(
        "self_harm",
        Tier.SENSITIVE,
        "thoughts of suicide, self-harm, not wanting to live",
        route="now, trained person; local crisis line shown to the agent",
    ),
    _kind(
        "danger",
        Tier.SENSITIVE,
        "threats, violence, abuse at home, a child or adult at risk",
        route="now, safeguarding",
    ),
    _kind(
        "injury_safety",
        Tier.SENSITIVE,
        "injury, fire, smoke, electric shock, allergic reaction, dangerous defect",
        route="1 h, safety owner",
    ),
    _kind("bereavement", Tier.SENSITIVE, "death of the customer or of somebody close", route="same day, one named person"),
    _kind(
        "health",
        Tier.SENSITIVE,
        "serious illness, disability, mental health, pregnancy, medication affecting the request",
        route="same day",
    ),
    _kind("hardship", Tier.SENSITIVE, "cannot pay, debt, job loss, eviction, food or energy at risk", route="same day"),
    _kind(
        "scam_fraud",
        Tier.SENSITIVE,
        "scam victim, identity theft, account takeover, charge the customer did not make",
        route="1 h, security",
    ),
    _kind(
        "legal",
        Tier.SENSITIVE,
        "lawyer, court, regulator, ombudsman, chargeback threat, police report",
        route="same day, owner",
    ),
    _kind(
        "discrimination",
        Tier.SENSITIVE,
        "unfair treatment on a protected ground, harassment, staff misconduct",
        route="same day, manager",
    ),
    _kind(
        "data_rights",
        Tier.SENSITIVE,
        "access, erasure, objection, consent withdrawal, data breach, data-protection complaint",
        route="legal clock: one month; UK complaint acknowledgement 30 days",
    ),
    _kind(
        "formal_complaint",
        Tier.SENSITIVE,
        "makes a formal complaint, or complains again after an answer",
        route="policy clock",
    ),
    _kind(
        "human_request",
        Tier.SENSITIVE,
        "asks for a person, objects to AI or bots, asks to be called by a person",
        route="at once; remembered as prefers-human",
    ),
    _kind("minor", Tier.SENSITIVE, "the writer seems to be under 18", route="guardian policy"),
    _kind(
        "access_need",
        Tier.SENSITIVE,
        "large print, relay, interpreter, simple language or another adjustment",
        route="adapt the channel",
    ),
    _kind("media_vip", Tier.SENSITIVE, "press, influencer with threat of publicity, key account escalation", route="owner"),
    _kind(
        "manipulation",
        Tier.SENSITIVE,
        "instructions aimed at the AI, phishing of staff, attempts to abuse the system",
        route="security; no draft",
    ),
)

KINDS: Final[dict[str, Kind]] = {kind.key: kind for kind in _ALL}
SENSITIVE_KINDS: Final = frozenset(k.key for k in _ALL if k.tier is Tier.SENSITIVE)
UNDRAFTABLE_KINDS: Final = SENSITIVE_KINDS | {"noise", "thanks_close"}

#: The signs of each routine kind that keep it at a draft for a person, whatever it has earned.
STOPS: Final[dict[str, tuple[str, ...]]] = {
    "order_tracking": ("asked_twice", "late_past_promise", "needed_by_date"),
    "delivery_change": ("after_dispatch", "name_mismatch"),
    "return_how_to": ("outside_policy", "damage", "injury"),
    "product_info": ("health_or_safety_use",),
    "hours_location": ("accessibility_need",),
    "account_access": ("takeover", "lost_device", "changed_email"),
    "invoice_copy": ("amount_disputed",),
    "plan_info": ("cancellation_wish", "price_anger"),
    "appointment": ("medical_urgency",),
    "how_to": ("outage", "data_loss"),
    "policy_faq": ("exception_asked",),
    "thanks_close": ("new_question",),
    "noise": ("complaint_words",),
}
STOP_CODES: Final = frozenset(code for codes in STOPS.values() for code in codes)
#: Of any ticket: that the customer asks again stops automation, whatever it is about.
ASKED_TWICE: Final = "asked_twice"
#: Signs that are more than a sign: each makes its kind true, so that people answer.
SENSITIVE_STOPS: Final = {"injury": "injury_safety", "takeover": "scam_fraud", "accessibility_need": "access_need"}
#: A stop sign caps the level here.
HIGHEST_WITH_STOP: Final = Level.L2


def stops_of(kinds: Iterable[str], signs: Iterable[str]) -> tuple[str, ...]:
    """Return those of the signs that stop one of these kinds. Whoever asks again is heard in any kind."""
    counted = {ASKED_TWICE, *(code for kind in kinds for code in STOPS.get(kind, ()))}
    return tuple(dict.fromkeys(sign for sign in signs if sign in counted))


EMOTIONS: Final[dict[str, str]] = {
    "neutral": "no feeling stated",
    "confusion": "does not follow what happens",
    "worry": "fears an outcome",
    "frustration": "blocked effort, repeats",
    "anger": "blames, feels wronged",
    "disappointment": "expected better",
    "sadness_grief": "loss",
    "distress": "overwhelmed, cannot cope",
    "shame": "embarrassed: debt, scam, own mistake",
    "gratitude_relief": "thanks, solved",
}

VULNERABILITY: Final[dict[str, str]] = {
    "health": "diagnosis, hospital, carer, hearing or sight, anxiety",
    "life_event": "death, divorce, job loss, new baby, moving out of violence",
    "resilience": "last money, debt, third reminder, overwhelmed",
    "capability": "does not understand, no smartphone, language or reading trouble, low digital confidence",
}

#: The ways by which a customer may wish, or not wish, to be reached.
CHANNELS: Final = ("call", "email", "letter", "chat", "in_person")

LANGUAGES: Final = ("en", "de", "fr", "es", "it", "nl", "pt")
