"""The outside model at the two places where it may help, for accounts whose admin wants it. Without one everything is as it was."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from connector.core.assessment import Assessment
from connector.core.context import Context
from connector.core.decision import reasons_for_people
from connector.core.disclosure import CustomerText
from connector.core.draft import Draft, Source
from connector.core.outside import Phrasing
from connector.core.rules import Rules
from connector.core.ticket import Ticket
from connector.drafting.mask import names_of
from connector.drafting.model.composer import ModelComposer
from connector.faculties import Drafter
from connector.question import OutsideModel
from connector.store.outside import OutsideOutcomes, Phrasings
from connector.store.triages import Work
from connector.triage.second_reader import SecondReader

#: Doubts about the kind alone. Only these may a second reader settle.
_UNSURE_OF_KIND: Final = frozenset({"low_confidence", "out_of_scope"})
#: The doubt of a ticket that had to be read twice and was not.
_NOT_READ_TWICE: Final = "not_read_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Asks the model where process and admin both allow it, once for each message. ``model`` is ``None`` where the process has none."""

    model: OutsideModel | None
    outcomes: OutsideOutcomes
    phrasings: Phrasings

    def read_again(self, work: Work, ticket: Ticket, first: Assessment, rules: Rules, context: Context) -> Assessment:
        """Return the reading with what a second reader adds, or as it is where none is to be asked.

        Where the admin wants every ticket read twice, one that was not is left to people.
        """
        if self.model is None or not may_read_again(ticket, first, rules, context):
            return first
        both = SecondReader(self.model, work.account, names_of(ticket)).read(ticket, first)
        if both.second is not None:
            self.outcomes.count(work.account, "reading", both.second.failed or both.second.outcome)
            if both.second.failed and not both.abstained:
                return replace(both, abstained=True, reason=_NOT_READ_TWICE)
        request = ticket.newest_request
        return both.with_verbatim_evidence(f"{ticket.subject}\n{request.text if request else ''}")

    def draft(
        self, work: Work, ticket: Ticket, assessment: Assessment, rules: Rules, sources: Sequence[Source], embedded: Drafter
    ) -> Draft | None:
        """Return the draft, in outside words where they are allowed and good, or ``None`` where there is no source."""
        if self.model is None or not rules.phrases_outside:
            return embedded.draft(ticket, assessment, sources, rules.manner)
        if kept := self.phrasings.read(work):
            return _again(kept, embedded.draft(ticket, assessment, sources, rules.manner))
        letters: list[str] = []
        composer = ModelComposer(embedded, self.model, work.account, keep=letters.append)
        draft = composer.draft(ticket, assessment, sources, rules.manner)
        if draft is not None and draft.phrasing is not None:
            self.outcomes.count(work.account, "draft", draft.phrasing.failed or "used")
            self.phrasings.keep(work, _content(draft, draft.phrasing, "".join(letters)))
        return draft


def may_read_again(ticket: Ticket, first: Assessment, rules: Rules, context: Context) -> bool:
    """Whether a second reader may see this ticket: never one that is or may be sensitive, or that goes to people anyhow. Pure."""
    unsure = first.abstained and first.reason in _UNSURE_OF_KIND
    return (
        rules.reads_outside
        and not context.said.kind
        and (unsure or (rules.second_reader == "always" and not first.abstained))
        and first.language in rules.languages
        and not reasons_for_people(ticket, first, rules, context, first)
    )


def _content(draft: Draft, phrasing: Phrasing, letter: str) -> dict[str, Any]:
    """What is kept: the letter without its disclosure, which is put on whenever it is read."""
    refs = [source.ref for source in draft.sources]
    return {"model": phrasing.model, "failed": phrasing.failed, "letter": letter, "sources": refs}


def _again(kept: Any, embedded: Draft | None) -> Draft | None:
    """The draft as it was made for this message before, as long as the embedded one rests on the same answers."""
    if embedded is None:
        return None
    phrasing = Phrasing(kept["model"], kept["failed"])
    if kept["failed"]:
        return replace(embedded, phrasing=phrasing)
    if kept["sources"] != [source.ref for source in embedded.sources]:
        return embedded
    return replace(embedded, text=CustomerText.drafted(kept["letter"], embedded.text.language), phrasing=phrasing)
