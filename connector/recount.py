"""Counting our notes where they stand: on the tickets, not in our own books."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from connector.core.ticket import Ticket
from connector.desks import Desks
from connector.errors import TicketGone
from connector.patience import Patience
from connector.store.accounts import Account
from connector.store.ledger import Effect, Ledger

#: The last line of each of our notes. A further note names an earlier one, too, but not so.
_MARKER: Final = re.compile(r"\bRef (WH-[A-Z2-7]{13})\b")


@dataclass(frozen=True, slots=True)
class Counted:
    """What stands on one ticket, as references of notes.

    ``doubled`` stand in more than one note. ``missing`` were written, and neither they nor another of the same episode stand there: an
    agent may have deleted them. ``unknown`` are in our form and not in our books: written by another installation, or since a backup.
    """

    ticket: str
    notes: int = 0
    doubled: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    is_gone: bool = False

    @property
    def is_as_written(self) -> bool:
        """Whether all is as the books say."""
        return not (self.doubled or self.missing or self.unknown or self.is_gone)


@dataclass(frozen=True, slots=True)
class Recount:
    """Reads tickets and counts. Writes nothing."""

    ledger: Ledger
    desks: Desks

    def find(self, account: Account, since: float) -> Mapping[str, Sequence[Effect]]:
        """The notes written from this moment on, by ticket, oldest first."""
        effects = [e for e in self.ledger.standing_effects(account.name, since=since) if e.carries_note and e.state == "done"]
        return {ticket: tuple(group) for ticket, group in groupby(effects, key=lambda effect: effect.ticket)}

    def look(self, account: Account, ticket_id: str, effects: Sequence[Effect], patience: Patience) -> Counted:
        """Read one ticket within the account's budget and count. Raises Transient where the helpdesk stays in trouble."""
        helpdesk = self.desks.open(account)
        try:
            ticket = patience(lambda: helpdesk.fetch_ticket(ticket_id))
        except TicketGone:
            return Counted(ticket_id, is_gone=True)
        return count(ticket, effects, self.ledger.references(account.name, ticket_id))


def count(ticket: Ticket, effects: Sequence[Effect], known: frozenset[str]) -> Counted:
    """Compare the notes on a ticket with what was written on it. ``known`` are all references of ours for this ticket."""
    stand = Counter(ref for message in ticket.messages if not message.public for ref in set(_MARKER.findall(message.text)))
    newest = {effect.episode: effect.reference for effect in effects}
    of_episode: dict[str, set[str]] = {}
    for effect in effects:
        of_episode.setdefault(effect.episode, set()).add(effect.reference)
    return Counted(
        ticket.id,
        notes=stand.total(),
        doubled=tuple(ref for ref, times in stand.items() if times > 1),
        missing=tuple(ref for episode, ref in newest.items() if not of_episode[episode] & stand.keys()),
        unknown=tuple(ref for ref in stand if ref not in known),
    )
