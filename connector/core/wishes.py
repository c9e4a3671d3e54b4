"""What customers wish beyond the ticket at hand: a person, and the way on which they want to be reached."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from connector.core.assessment import Assessment
from connector.core.rules import Rules

#: The tag on a customer's own record in the helpdesk that says that this customer wishes a person.
PREFERS_HUMAN: Final = "ai_prefers_human"

#: The ways on which a customer may ask to be reached.
CHANNELS: Final = ("call", "email", "letter", "chat")
#: A written reply on the ticket does not serve these, so that none is drafted.
UNWRITTEN: Final = frozenset({"call", "letter"})


class About(StrEnum):
    """What a wish is about."""

    HUMAN = "human"
    CHANNEL = "channel"


class Source(StrEnum):
    """Who said it: the customer, or a colleague by sidebar, by a ticket's tag, by the customer's record, or by command."""

    CUSTOMER = "customer"
    SIDEBAR = "sidebar"
    TAG = "tag"
    RECORD = "record"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class HeardChannel:
    """What a message says of the way to answer: the one asked for, if any, and those that were refused."""

    wanted: str = ""
    refused: frozenset[str] = frozenset()

    def over(self, remembered: str) -> str:
        """The way that counts now: the newest word before the one that is remembered, which falls once it is refused."""
        return self.wanted or ("" if remembered in self.refused else remembered)


def heard_channel(assessment: Assessment) -> HeardChannel:
    """Return what the customer says here of the way to answer. What was said last counts."""
    said = {wish.channel: wish.wanted for wish in assessment.contact_wishes if wish.channel in CHANNELS}
    wanted = [channel for channel, is_wanted in said.items() if is_wanted]
    return HeardChannel(wanted[-1] if wanted else "", frozenset(said) - frozenset(wanted))


def call_group(assessment: Assessment, rules: Rules, channel: str) -> str:
    """The group that calls customers who wish it. Whoever is in danger or grief stays with those who are there for that."""
    is_grave = any(rules.is_sensitive(kind) for kind in assessment.kinds if kind != "human_request")
    return rules.call_group if channel == "call" and not is_grave else ""
