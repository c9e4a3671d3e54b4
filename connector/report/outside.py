"""What asking an outside model has come to on an account: how far both readers agree, and how many drafts are in its words."""

from collections.abc import Mapping
from dataclasses import dataclass

from connector.core.outside import FAILURES

_CAUTION = ("adds", "sensitive")


@dataclass(frozen=True, slots=True)
class OutsideTally:
    """Second readings by what they came to, and drafts. ``readings`` and ``drafts`` are all that were asked for."""

    readings: int
    agreed: int
    settled: int
    cautioned: int
    undecided: int
    drafts: int
    worded: int

    @property
    def words(self) -> str:
        """All of it as a sentence, or nothing where nothing was asked."""
        parts = []
        if self.readings:
            failed = self.readings - self.agreed - self.settled - self.cautioned - self.undecided
            parts.append(
                f"Second readings: {self.readings}; {self.agreed} agreed, {self.settled} settled a doubt, {self.cautioned} added caution, "
                f"{self.undecided} left it open, {failed} failed."
            )
        if self.drafts:
            parts.append(f"Drafts in outside words: {self.worded} of {self.drafts} asked for.")
        return " ".join(parts)


def tally_outside(totals: Mapping[tuple[str, str], int]) -> OutsideTally:
    """Return the tally of counts by task and outcome."""
    by_task = {task: sum(n for (t, _), n in totals.items() if t == task) for task in ("reading", "draft")}

    def read(*outcomes: str) -> int:
        return sum(totals.get(("reading", outcome), 0) for outcome in outcomes)

    failed = sum(totals.get(("draft", code), 0) for code in FAILURES)
    return OutsideTally(
        readings=by_task["reading"], agreed=read("agrees"), settled=read("settled"), cautioned=read(*_CAUTION),
        undecided=read("undecided"), drafts=by_task["draft"], worded=by_task["draft"] - failed,
    )  # fmt: skip
