"""Blind questions as tickets pass: who is asked before anything of ours is shown, and when it is shown unasked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from connector.core.context import Mode
from connector.core.hours import after_working_time
from connector.core.rules import Rules
from connector.core.sampling import Lottery
from connector.store.accounts import Account
from connector.store.learning import Audits, AuditSample
from connector.store.triages import Work

#: A blind question waits for so much of the business's working time before the answer is shown unasked.
AUDIT_TIME: Final = timedelta(hours=4)
_APP_IN_USE_SECONDS: Final = 7 * 86400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindQuestions:
    """Draws messages about which a person shall judge first."""

    audits: Audits
    lottery: Lottery
    clock: Callable[[], float]

    def find(self, work: Work) -> AuditSample | None:
        """The blind question about this message, closed if its time is over."""
        sample = self.audits.find(work.account, work.ticket, work.trigger)
        if sample is not None and sample.state == "open" and sample.lapses_at <= self.clock():
            self.audits.close(sample)
            return replace(sample, state="lapsed")
        return sample

    def is_drawn(self, account: Account, work: Work, rules: Rules, audit: AuditSample | None, *, is_new: bool) -> bool:
        """Whether a person shall judge this message before anything of ours is shown. Only where somebody uses the sidebar.

        What was shown or written already is no longer blind, so only a new message is drawn.
        """
        if audit is not None or not is_new:
            return audit is not None and audit.state == "open"
        asks = account.mode is Mode.ASSIST and self.clock() - account.app_seen_at < _APP_IN_USE_SECONDS
        return asks and self.lottery.draws(work.account, work.ticket, work.trigger, share=rules.audit_share)

    def ask(self, account: str, ticket: str, trigger: str, rules: Rules, now: datetime) -> None:
        """Ask about this message until its time is over."""
        lapses_at = after_working_time(now, AUDIT_TIME, rules.working_hours)
        self.audits.draw(account, ticket, trigger, lapses_at=lapses_at.timestamp())
