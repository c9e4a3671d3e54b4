"""What a requester turned to us about before: of their own account and other tickets, the newest five of a week."""

import sqlalchemy as sa

from connector.core.taxonomy import Level
from connector.store.database import Database
from connector.store.leases import Leases
from connector.store.tables import TRIAGE
from connector.store.texts import CustomerTexts
from connector.store.triages import Triages, Work


def test_the_kinds_of_other_recent_tickets_of_the_same_requester(database: Database) -> None:
    texts = CustomerTexts(database, key=b"k", retention_seconds=1000)
    triages = Triages(database, texts, Leases(database, seconds=60))

    def decided(ticket: str, kind: str, requester: str = "r", account: str = "acme", trigger: str = "created") -> None:
        triages.keep_decision(
            Work(account, ticket, trigger, "created", requester), {"level": 1}, kind=kind, level=Level.L1, mode="assist"
        )

    for number in range(7):
        decided(str(number), "order_tracking" if number % 2 else "how_to")
    decided("41", "order_tracking")
    decided("50", "order_tracking", requester="somebody else")
    decided("51", "order_tracking", account="bcme")
    assert sorted(triages.recent_kinds("acme", "r", other_than="41")) == ["how_to"] * 3 + ["order_tracking"] * 2
    decided("6", "invoice_copy", trigger="message:2")
    assert sorted(triages.recent_kinds("acme", "r", other_than="41")).count("invoice_copy") == 1
    with database.write() as connection:
        connection.execute(sa.update(TRIAGE).values(decided_at=TRIAGE.c.decided_at - 8 * 86400.0))
    assert triages.recent_kinds("acme", "r", other_than="41") == ()
    assert triages.recent_kinds("acme", "nobody", other_than="41") == ()
