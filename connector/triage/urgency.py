"""Assessed urgency: the trained head, held by the rules of the taxonomy. Anger never raises it by itself.

The rules are a table. Each says what a kind is at least, alone or where the text gives a signal
(``connector.triage.stop_signs``), and whether a vulnerability driver still raises it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from connector.core.taxonomy import SENSITIVE_KINDS, Urgency

#: A driver raises a ticket no further than this.
_HIGHEST_BY_DRIVER: Final = Urgency.U3


@dataclass(frozen=True, slots=True)
class Rule:
    """The least urgency of a kind. ``signal`` is what the text has to say for it; ``counts_driver`` that the level holds one already."""

    kind: str
    least: Urgency
    signal: str = ""
    counts_driver: bool = False


RULES: Final = (
    Rule("self_harm", Urgency.U4),
    Rule("danger", Urgency.U3),
    # a live hazard or a life at risk is U4; a past injury with no present danger is U3
    Rule("injury_safety", Urgency.U3),
    Rule("injury_safety", Urgency.U4, "live_hazard"),
    # hardship counts its own driver, and is U3 when food, heating or a home is at stake
    Rule("hardship", Urgency.U2, counts_driver=True),
    Rule("hardship", Urgency.U3, "home_at_stake"),
    Rule("bereavement", Urgency.U2, counts_driver=True),
    Rule("health", Urgency.U2, counts_driver=True),
    # running fraud, phishing of staff, social engineering for somebody's account or money; a plain injection is U1
    Rule("scam_fraud", Urgency.U3),
    Rule("manipulation", Urgency.U3, "staff_target"),
    Rule("legal", Urgency.U2),
    Rule("discrimination", Urgency.U2),
    Rule("media_vip", Urgency.U2),
    Rule("data_rights", Urgency.U2, "data_breach"),
    Rule("data_rights", Urgency.U3, "still_leaking"),
    # a simple lockout is U1; U2 when work or payment stands still because of it
    Rule("account_access", Urgency.U2, "standstill"),
)
#: A third contact about the same thing, whatever the kind.
THIRD_CONTACT: Final = Urgency.U2
#: Kinds that a quiet business may find in an inbox all day; nothing about them is more than soon.
CEILINGS: Final = {"thanks_close": Urgency.U0, "noise": Urgency.U0, "feedback": Urgency.U1}
#: An attempt of which no words say whom it is aimed at, when nothing else about the ticket is sensitive: the head tells apart a plain
#: injection and one for somebody's account or money; there is nothing between and nothing above.
_PLAIN_INJECTION: Final = Urgency.U1
_AIMED_AT_STAFF: Final = Urgency.U3


def assessed_urgency(
    head: Urgency,
    kinds: Collection[str],
    vulnerability: Collection[str],
    signals: Collection[str] = (),
) -> Urgency:
    """Return the urgency: the head's, at least what the rules say, and one above those rules where there is a vulnerability driver."""
    at_work = [rule for rule in RULES if rule.kind in kinds and (not rule.signal or rule.signal in signals)]
    least = max((rule.least for rule in at_work), default=Urgency.U1)
    if is_third_contact := "third_contact" in signals:
        least = max(least, THIRD_CONTACT)
    urgency = max(head, least) if at_work or is_third_contact else head
    if "manipulation" in kinds and "staff_target" not in signals and not SENSITIVE_KINDS.intersection(kinds) - {"manipulation"}:
        urgency = max(least, min(urgency, _PLAIN_INJECTION if urgency <= Urgency.U2 else _AIMED_AT_STAFF))
    if ceilings := [CEILINGS[kind] for kind in kinds if kind in CEILINGS]:
        urgency = min([urgency, *ceilings]) if len(ceilings) == len(kinds) else urgency
    if vulnerability and not any(rule.counts_driver for rule in at_work) and urgency > Urgency.U0:
        raised = Urgency(min(least + 1, _HIGHEST_BY_DRIVER))
        urgency = max(urgency, raised)
    return urgency
