"""Every table whose rows belong to one account; what removing an account has to empty. The attempts hang on the effects."""

from typing import Final

from connector.store.checkin_tables import CHECK_IN, SPARED_REQUESTER
from connector.store.outside_tables import OUTSIDE_OUTCOME, OUTSIDE_USE
from connector.store.rate_tables import RATE
from connector.store.tables import (
    ACCOUNT_MODEL,
    AUDIT_SAMPLE,
    CORRECTION,
    CUSTOMER_TEXT,
    DRAFT_USE,
    EFFECT,
    ERASURE_WISH,
    HISTORY_READING,
    INBOX,
    KNOWLEDGE,
    KNOWLEDGE_SYNC,
    REQUESTER_ALIAS,
    REQUESTER_WISH,
    TICKET_LEASE,
    TRIAGE,
    WISH_CHANGE,
)

OF_ACCOUNT: Final = (
    INBOX, TICKET_LEASE, CUSTOMER_TEXT, TRIAGE, EFFECT, REQUESTER_WISH, WISH_CHANGE, REQUESTER_ALIAS, KNOWLEDGE, CORRECTION,
    DRAFT_USE, AUDIT_SAMPLE, HISTORY_READING, ERASURE_WISH, ACCOUNT_MODEL, KNOWLEDGE_SYNC, CHECK_IN, SPARED_REQUESTER,
    OUTSIDE_USE, OUTSIDE_OUTCOME, RATE,
)  # fmt: skip
