"""Errors, split by what to do next: try later, read again, give it to people, or refuse the delivery.

Messages name the remedy and carry no ticket text, no personal data and no secrets, because they reach logs.
"""


class HandoffError(Exception):
    """Root of everything the pipeline knows how to answer."""


class Transient(HandoffError):
    """Try again later.

    ``retry_after`` is in seconds, ``None`` where the other side named no time. ``outcome_unknown`` says that a write may
    have taken effect, so nobody may repeat it before looking. ``whole_account`` says that every ticket of the account waits.
    ``counts`` false says that no try is burnt.
    """

    outcome_unknown = False
    whole_account = False
    counts = True

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unreachable(Transient):
    """The helpdesk was certainly not reached: DNS, connect or TLS failure. Nothing happened."""


class OutcomeUnknown(Transient):
    """The request left us and no clear answer came back: timeout, reset, 5xx. It may have taken effect."""

    outcome_unknown = True


class RateLimited(Transient):
    """The helpdesk asked us to wait; certainly nothing happened. All tickets of the account wait."""

    whole_account = True
    counts = False


class BudgetSpent(Transient):
    """Our share of the account's call limit is used up for now, or the account waits; certainly nothing was sent."""

    counts = False


class CredentialsRejected(Transient):
    """The helpdesk refuses our credentials or rights. The account is paused and tells the admin; no attempt is burnt."""

    whole_account = True
    counts = False


class Conflict(HandoffError):
    """Somebody changed the ticket between our reading and our writing. Read again and decide again."""


class Permanent(HandoffError):
    """This will never work as asked. Hand to people."""


class TicketGone(Permanent):
    """The ticket is deleted, spam, closed, archived, merged, or outside our rights."""


class Refused(Permanent):
    """The helpdesk refused the content of a write. ``field`` is the field it named, or an empty string."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NoAnswer(HandoffError):
    """The outside model gave nothing that can be used; what was there without it stands. ``code`` is one of ``core.outside.FAILURES``."""

    def __init__(self, code: str) -> None:
        super().__init__(f"the outside model gave nothing that can be used: {code}")
        self.code = code


class Unavailable(HandoffError):
    """Our own database gave no answer in time, or failed. What was asked may yet be done; asking again is safe."""


class DeliveryRejected(HandoffError):
    """A webhook call that we do not accept."""


class SignatureInvalid(DeliveryRejected):
    """The call does not prove where it comes from."""


class PayloadInvalid(DeliveryRejected):
    """The call is genuine but does not name a usable ticket."""


class ConfigurationError(Exception):
    """A setting is missing or wrong. Not a HandoffError on purpose: nothing in the pipeline may swallow it.

    The message is one sentence that names the setting and the remedy.
    """
