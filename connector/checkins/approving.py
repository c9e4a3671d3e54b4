"""The queue as people see it: what waits, in the words that would be sent, and their word on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from connector.core.approval import digest_of, require_name
from connector.core.checkin import LIVE, State
from connector.core.disclosure import CustomerText
from connector.desks import Desks
from connector.errors import ConfigurationError
from connector.store.accounts import Accounts
from connector.store.checkins import CheckIn, CheckIns
from connector.store.leases import Leases


@dataclass(frozen=True, slots=True)
class CheckInQueue:
    """Lets people look, approve and discard."""

    accounts: Accounts
    desks: Desks
    check_ins: CheckIns
    leases: Leases
    owner: str

    def list(self, account: str) -> Sequence[CheckIn]:
        """What may still be sent, and what nobody knows whether it was, by due time."""
        return self.check_ins.queue(account)

    def text(self, check_in: CheckIn, *, name: str = "") -> str:
        """The words as they would be sent with this person's name; empty before they are written and once they are forgotten."""
        body, account = self.check_ins.body(check_in), self.accounts.get(check_in.account)
        if body is None or account is None:
            return ""
        name, wording = name or check_in.approved_by, self.desks.rules_kept(account).wording
        return CustomerText.drafted(body, check_in.language, checked_by=name, wording=wording).text

    def approve(self, check_in: CheckIn, name: str) -> None:
        """Record that this person checked the words. Raises ConfigurationError where there is nothing to approve, not yet or no more."""
        if check_in.state is State.PLANNED:
            due = datetime.fromtimestamp(check_in.due_at, UTC)
            raise ConfigurationError(
                f"check-in {check_in.id} has no text yet; it is written when it is due, on {due:%Y-%m-%d at %H:%M} UTC; list the queue then."
            )
        text = self.text(check_in, name=checked_name(name))
        if not text or not self.check_ins.approve(check_in.id, name=checked_name(name), digest=digest_of(text)):
            raise ConfigurationError(f"check-in {check_in.id} does not wait for approval any more; list the queue again.")

    def discard(self, check_in: CheckIn) -> None:
        """Take it off the queue, under the lease of the ticket so that none is discarded while it is being sent."""
        lease = self.leases.take(check_in.account, check_in.ticket, self.owner)
        if lease is None:
            raise ConfigurationError(f"ticket {check_in.ticket} is being worked on; try again in a minute.")
        try:
            if not self.check_ins.end(check_in.id, State.STOPPED, reason="discarded", among=(*LIVE, State.UNSURE)):
                raise ConfigurationError(f"check-in {check_in.id} is not on the queue any more; list it again.")
        finally:
            self.leases.release(lease)


def checked_name(name: str) -> str:
    """The name of whoever approves, trimmed. Raises ConfigurationError that says what to write."""
    try:
        return require_name(name)
    except ValueError as exc:
        raise ConfigurationError(f"--as “{name}” cannot be; {exc}.") from exc
