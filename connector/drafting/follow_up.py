"""The written follow-up to a call: the ordinary draft, with what the business promised in the call, word for word.

Only sentences without a sum, a date or a time are repeated: a machine mishears those most, and AI text promises none. They stand
in the note, for a person to check against the recording.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from connector.core.assessment import Assessment
from connector.core.draft import Draft, Source
from connector.core.ticket import Message, Ticket
from connector.drafting.compose import LONGEST
from connector.nlp.moments import agreed_steps

_MOST_STEPS: Final = 4

AGREED: Final = {
    "en": "In our call, our team told you:",
    "de": "In unserem Gespräch hat unser Team gesagt:",
    "fr": "Lors de notre appel, notre équipe vous a dit :",
    "es": "En nuestra llamada, nuestro equipo le dijo:",
    "it": "Nella nostra chiamata, il nostro team Le ha detto:",
    "nl": "In ons gesprek zei ons team:",
    "pt": "Na nossa chamada, a nossa equipa disse-lhe:",
}
_QUOTED: Final = {
    "en": "– “{step}”",
    "de": "– „{step}“",
    "fr": "– « {step} »",
    "es": "– «{step}»",
    "it": "– «{step}»",
    "nl": "– ‘{step}’",
    "pt": "– «{step}»",
}


def with_agreed_steps(draft: Draft | None, ticket: Ticket, assessment: Assessment) -> Draft | None:
    """Return the draft of a call with what was agreed in it, as many steps as the letter has room for; others as they are.

    It is added behind the drafting, so that no other words than those of the call can come to stand for it.
    """
    request = ticket.newest_request
    if draft is None or request is None or not ticket.is_spoken or draft.text.language not in AGREED:
        return draft
    steps = agreed_steps(ticket, assessment.language)[:_MOST_STEPS]
    for number in range(len(steps), 0, -1):
        told = _told(draft, steps[:number], ticket, request)
        if len(told.text.text) <= LONGEST:
            return told
    return draft


def _told(draft: Draft, steps: Sequence[str], ticket: Ticket, request: Message) -> Draft:
    language = draft.text.language
    agreed = "\n".join([AGREED[language], *(_QUOTED[language].format(step=step) for step in steps)])
    call = Source(
        ref=f"call:{request.id}",
        kind="call",
        title=ticket.subject or "–",
        body="\n".join(steps),
        language=language,
        updated_at=request.created_at,
    )
    return replace(draft, text=draft.text.with_paragraph(agreed), sources=(*draft.sources, call))
