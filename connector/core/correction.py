"""What a colleague told us about a ticket, put in the place of what the AI read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from connector.core.assessment import Assessment
from connector.core.taxonomy import KINDS, SENSITIVE_KINDS, Urgency

#: What stands for any sensitive kind wherever it outlives the customer's text.
PEOPLE = "people"


def label_of(kind: str) -> str:
    """The kind as it may be kept for long: itself, or ``people`` for every sensitive one."""
    return PEOPLE if kind in SENSITIVE_KINDS else kind


@dataclass(frozen=True, slots=True)
class Said:
    """A colleague's word. Empty parts leave the reading as it is. A person's word never takes caution away, see ``decide``."""

    kind: str = ""
    group: str = ""
    urgency: str = ""
    needs_person: bool = False

    @classmethod
    def from_dict(cls, told: Mapping[str, str]) -> "Said":
        """Read what was kept: about → what they said. Words that are no longer in the taxonomy are passed over."""
        kind = told.get("kind", "")
        return cls(
            kind=kind if kind in KINDS else "",
            group=told.get("group", ""),
            urgency=urgency if (urgency := told.get("urgency", "")) in Urgency.__members__ else "",
            needs_person=told.get("needs_person", "") == "true" or label_of(kind) == PEOPLE,
        )

    def over(self, assessment: Assessment) -> Assessment:
        """Return the reading with this word in its place."""
        if self.kind:
            assessment = replace(
                assessment,
                primary=self.kind,
                also=(),
                runner_up=None,
                runner_up_confidence=0.0,
                confidence=1.0,
                abstained=False,
                reason="",
            )
        return replace(assessment, urgency=Urgency[self.urgency]) if self.urgency else assessment


NOTHING_SAID = Said()
