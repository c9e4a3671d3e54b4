"""Assessed urgency: the trained head, held by the rules of the taxonomy. Anger never raises it by itself."""

from collections.abc import Collection
from typing import Final

from connector.core.taxonomy import Urgency

#: The least urgency of a kind, whatever the head says (taxonomy, urgency_rules).
FLOORS: Final = {
    "self_harm": Urgency.U4,
    "danger": Urgency.U3,
    "injury_safety": Urgency.U3,
    "scam_fraud": Urgency.U2,
    "legal": Urgency.U2,
    "discrimination": Urgency.U2,
    "media_vip": Urgency.U2,
    "hardship": Urgency.U2,
    "bereavement": Urgency.U2,
    "health": Urgency.U2,
}
#: Kinds that a quiet business may find in an inbox all day; nothing about them is more than soon.
CEILINGS: Final = {"thanks_close": Urgency.U0, "noise": Urgency.U0, "feedback": Urgency.U1}


def assessed_urgency(head: Urgency, kinds: Collection[str], vulnerability: Collection[str]) -> Urgency:
    """Return the urgency: the head's, at least the floor of each kind, one more for a vulnerability driver up to U3."""
    floors = [FLOORS[kind] for kind in kinds if kind in FLOORS]
    urgency = max([head, *floors])
    ceilings = [CEILINGS[kind] for kind in kinds if kind in CEILINGS]
    if len(ceilings) == len(kinds):
        urgency = min([urgency, *ceilings])
    raised_already = bool(floors)
    if vulnerability and not raised_already and Urgency.U0 < urgency < Urgency.U3:
        urgency = Urgency(urgency + 1)
    return urgency
