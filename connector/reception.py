"""The bell rings: verified, understood, and kept before the platform hears that it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from connector.core.ticket import EventKind, TicketEvent
from connector.desks import Desks
from connector.errors import HandoffError, SignatureInvalid, Unavailable
from connector.port import Delivery
from connector.store.accounts import Account
from connector.store.claiming import Claim
from connector.store.near_accounts import NearAccounts


class UnknownAccount(HandoffError):
    """No such integration or account here."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a delivery: the new row, or why there is none. ``is_announced`` says that a hint at the row is promised."""

    outcome: str
    row_id: int | None = None
    is_announced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """Takes deliveries in. Never talks to the helpdesk or the broker.

    ``claim`` keeps an event as ``Inbox.claim`` does; while ``is_shut`` says that it would not, nothing is looked up either.
    """

    accounts: NearAccounts
    claim: Callable[[Claim], int | None]
    is_shut: Callable[[], bool]
    may_announce: Callable[[str], bool]
    desks: Desks
    settle_seconds: float
    clock: Callable[[], float]

    def receive(self, integration_key: str, account_name: str, delivery: Delivery) -> Receipt:
        """Verify, parse and keep a delivery. Once this returns, the event is safe.

        Raises UnknownAccount, SignatureInvalid, PayloadInvalid, Unavailable; any database error passes through.
        """
        if self.is_shut():
            raise Unavailable("busy for too long")
        integration = self.desks.find_integration(integration_key)
        account = self.accounts.get(account_name) if integration else None
        if integration is None or account is None or account.integration != integration_key:
            raise UnknownAccount("there is no such account here")
        now = datetime.fromtimestamp(self.clock(), UTC)
        try:
            integration.verify(delivery, account.settings, account.webhook_secrets, now)
        except SignatureInvalid:  # the secret may have been changed a moment ago
            account = self.accounts.get_anew(account_name)
            if account is None or account.integration != integration_key:
                raise UnknownAccount("there is no such account here") from None
            integration.verify(delivery, account.settings, account.webhook_secrets, now)
        event = integration.parse(delivery)
        if event is None:
            return Receipt("not_for_us")
        if event.kind is EventKind.CHANGED and event.actor_id and event.actor_id == account.seat_id:
            return Receipt("our_own_doing")
        return self.keep(account, event)

    def keep(self, account: Account, event: TicketEvent) -> Receipt:
        """Keep an event that is known to be genuine. Once this returns, it is safe."""
        announced = self.settle_seconds <= 0 and self.may_announce(account.name)
        row_id = self.claim(Claim(account.name, event, self.settle_seconds, announced))
        return Receipt("known_already") if row_id is None else Receipt("kept", row_id, announced)
