"""The tables. Times are seconds since 1970 as floats, so that both databases compare them alike.

Customer text lives in ``customer_text`` alone, with a requester key and an expiry; everything else holds ids, states and codes.
"""

from typing import Final

import sqlalchemy as sa

from connector.store.open_rows import index_handed_rows, index_open_rows

METADATA: Final = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ACCOUNT: Final = sa.Table(
    "account",
    METADATA,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("integration", sa.String(64), nullable=False),
    sa.Column("mode", sa.String(16), nullable=False),
    sa.Column("settings", sa.JSON, nullable=False),
    sa.Column("credentials", sa.LargeBinary, nullable=False),
    sa.Column("webhook_secrets", sa.LargeBinary, nullable=False),
    sa.Column("rules_text", sa.Text, nullable=False, server_default=""),
    sa.Column("rules_error", sa.Text, nullable=False, server_default=""),
    sa.Column("rules_read_at", sa.Float, nullable=False, server_default="0"),
    sa.Column("enabled", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Column("blocked_until", sa.Float, nullable=False, server_default="0"),
    sa.Column("blocked_reason", sa.String(200), nullable=False, server_default=""),
    sa.Column("cursor", sa.Text, nullable=False, server_default=""),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("paused", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("groups", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("groups_read_at", sa.Float, nullable=False, server_default="0"),
    sa.Column("app_token", sa.String(64), nullable=False, server_default=""),  # a digest; the token itself is shown once
    sa.Column("app_seen_at", sa.Float, nullable=False, server_default="0"),
    sa.Column("marks_refused_at", sa.Float, nullable=False, server_default="0"),  # tags on customers' records
    sa.Column("seat_id", sa.String(64), nullable=False, server_default=""),  # of our own seat, where no person shares it
    sa.Column("failures", sa.Integer, nullable=False, server_default="0"),  # calls that found the helpdesk in trouble, in a row
    sa.Column("pauses", sa.Integer, nullable=False, server_default="0"),  # waits since a call last went well; 0 is all is well
    sa.Column("probe_until", sa.Float, nullable=False, server_default="0"),  # while it lies ahead, one worker tries for all
)

INBOX: Final = sa.Table(
    "inbox",
    METADATA,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("account", sa.String(64), nullable=False),
    sa.Column("ticket", sa.String(32), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("dedupe", sa.String(128), nullable=False),
    sa.Column("state", sa.String(8), nullable=False),  # new done skipped dead
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("next_at", sa.Float, nullable=False),
    sa.Column("enqueued_until", sa.Float, nullable=False, server_default="0"),
    sa.Column("received_at", sa.Float, nullable=False),
    sa.Column("finished_at", sa.Float),
    sa.Column("outcome", sa.String(40), nullable=False, server_default=""),
    sa.Column("error", sa.String(200), nullable=False, server_default=""),
    sa.Column("lane", sa.Integer, nullable=False, server_default="1"),  # see inbox.Lane
    sa.Column("slot_at", sa.Float, nullable=False, server_default="0"),  # when its calls are paid for; 0 when they are not
    sa.UniqueConstraint("account", "dedupe"),
    sa.Index("ix_inbox_ticket", "account", "ticket"),
    index_open_rows("ix_inbox_line", "account", "lane", "next_at"),
    index_handed_rows("ix_inbox_flying", "enqueued_until", "account"),
    index_open_rows("ix_inbox_paid", "account", "next_at", also=" AND slot_at > 0"),
)

TICKET_LEASE: Final = sa.Table(
    "ticket_lease",
    METADATA,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("ticket", sa.String(32), primary_key=True),
    sa.Column("until", sa.Float, nullable=False),
    sa.Column("fence", sa.BigInteger, nullable=False),
    sa.Column("owner", sa.String(64), nullable=False),
)

CUSTOMER_TEXT: Final = sa.Table(
    "customer_text",
    METADATA,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("account", sa.String(64), nullable=False),
    sa.Column("ticket", sa.String(32), nullable=False),
    sa.Column("requester", sa.String(64), nullable=False),
    sa.Column("purpose", sa.String(16), nullable=False),  # assessment decision training gap check_in phrasing
    sa.Column("content", sa.JSON, nullable=False),
    sa.Column("expires_at", sa.Float, nullable=False),
    sa.Index("ix_customer_text_requester", "account", "requester"),
    sa.Index("ix_customer_text_ticket", "account", "ticket"),
    sa.Index("ix_customer_text_expiry", "expires_at"),
)

TRIAGE: Final = sa.Table(
    "triage",
    METADATA,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("ticket", sa.String(32), primary_key=True),
    sa.Column("trigger", sa.String(64), primary_key=True),
    sa.Column("episode", sa.String(64), nullable=False),
    sa.Column("assessment_id", sa.BigInteger),
    sa.Column("decision_id", sa.BigInteger),
    sa.Column("kind", sa.String(40), nullable=False, server_default=""),  # of sensitive tickets only that they are: people
    sa.Column("mode", sa.String(16), nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("finished", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("decided_at", sa.Float, nullable=False),
)

EFFECT: Final = sa.Table(
    "effect",
    METADATA,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("account", sa.String(64), nullable=False),
    sa.Column("ticket", sa.String(32), nullable=False),
    sa.Column("trigger", sa.String(64), nullable=False),
    sa.Column("ordinal", sa.Integer, nullable=False),
    sa.Column("name", sa.String(16), nullable=False),
    sa.Column("episode", sa.String(64), nullable=False),
    sa.Column("reference", sa.String(24), nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),  # planned sending done failed
    sa.Column("before", sa.JSON, nullable=False),
    sa.Column("after", sa.JSON),
    sa.Column("fence", sa.BigInteger, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("sent_at", sa.Float),
    sa.Column("settle_at", sa.Float),
    sa.Column("done_at", sa.Float),
    sa.Column("carries_note", sa.Boolean, nullable=False),
    sa.Column("note_id", sa.String(32), nullable=False, server_default=""),
    sa.Column("stamp", sa.String(80), nullable=False, server_default=""),
    sa.Column("blocked_field", sa.String(80), nullable=False, server_default=""),
    sa.Column("undone_at", sa.Float),
    sa.UniqueConstraint("account", "ticket", "trigger", "ordinal", "name"),
    sa.Index("ix_effect_episode", "account", "ticket", "episode"),
)

ATTEMPT: Final = sa.Table(
    "attempt",
    METADATA,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("effect_id", sa.BigInteger, nullable=False),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("fence", sa.BigInteger, nullable=False),
    sa.Column("outcome", sa.String(40), nullable=False),
    sa.Index("ix_attempt_effect_id", "effect_id"),
)

REQUESTER_WISH: Final = sa.Table(
    "requester_wish",
    METADATA,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("requester", sa.String(64), primary_key=True),
    sa.Column("about", sa.String(8), primary_key=True),  # human channel
    sa.Column("value", sa.String(8), nullable=False),  # person; call email letter chat
    sa.Column("since", sa.Float, nullable=False),
    sa.Column("expires_at", sa.Float, nullable=False),
    sa.Column("ticket", sa.String(32), nullable=False),
    sa.Column("mark", sa.String(8), nullable=False),  # whose tag stands on the customer's record: ours theirs
    sa.Column("marked_at", sa.Float, nullable=False),
)

WISH_CHANGE: Final = sa.Table(
    "wish_change",
    METADATA,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("account", sa.String(64), nullable=False),
    sa.Column("requester", sa.String(64), nullable=False),
    sa.Column("about", sa.String(8), nullable=False),
    sa.Column("value", sa.String(8), nullable=False),  # empty when a wish ended
    sa.Column("source", sa.String(8), nullable=False),  # customer sidebar tag record command
    sa.Column("ticket", sa.String(32), nullable=False),
    sa.Column("at", sa.Float, nullable=False),
    sa.Index("ix_wish_change_requester", "account", "requester"),
)

#: The key of a customer's helpdesk id, and the key of the address under which everything of this customer lies.
REQUESTER_ALIAS: Final = sa.Table(
    "requester_alias",
    METADATA,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("alias", sa.String(64), primary_key=True),
    sa.Column("requester", sa.String(64), nullable=False),
    sa.Index("ix_requester_alias_requester", "account", "requester"),
)

KNOWLEDGE: Final = sa.Table(
    "knowledge",
    METADATA,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("ref", sa.String(80), primary_key=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("language", sa.String(8), nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("updated_at", sa.Float),
    sa.Column("brand", sa.String(40), nullable=False, server_default=""),
    sa.Column("brand_name", sa.Text, nullable=False, server_default=""),
    sa.Column("digest", sa.String(64), nullable=False, server_default=""),
    sa.Column("pass_number", sa.Integer, nullable=False, server_default="0"),  # the pass that saw it last
    sa.Column("imprint", sa.LargeBinary),
    sa.Column("imprint_made", sa.String(80), nullable=False, server_default=""),  # by which models, cut in which way
)

#: How far the answers of an account have been read. ``version`` grows with everything that changes what may be found.
KNOWLEDGE_SYNC: Final = sa.Table(
    "knowledge_sync",
    METADATA,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("cursor", sa.Text, nullable=False, server_default=""),
    sa.Column("pass_number", sa.Integer, nullable=False, server_default="0"),
    sa.Column("under_way", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("whole", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("whole_at", sa.Float, nullable=False, server_default="0"),
    sa.Column("synced_at", sa.Float, nullable=False, server_default="0"),
    sa.Column("next_at", sa.Float, nullable=False, server_default="0"),
    sa.Column("version", sa.Integer, nullable=False, server_default="0"),
    sa.Column("imprint_made", sa.String(80), nullable=False, server_default=""),  # once every source has one
    sa.Column("remark", sa.String(200), nullable=False, server_default=""),
)

CORRECTION: Final = sa.Table(
    "correction",
    METADATA,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("ticket", sa.String(32), primary_key=True),
    sa.Column("trigger", sa.String(64), primary_key=True),
    sa.Column("about", sa.String(16), primary_key=True),  # kind group urgency needs_person priority type tags
    sa.Column("ours", sa.Text, nullable=False),
    sa.Column("theirs", sa.Text, nullable=False),
    sa.Column("source", sa.String(8), nullable=False),  # sidebar tag field
    sa.Column("at", sa.Float, nullable=False),
    sa.Index("ix_correction_at", "account", "at"),
)

DRAFT_USE: Final = sa.Table(
    "draft_use",
    METADATA,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("ticket", sa.String(32), primary_key=True),
    sa.Column("trigger", sa.String(64), primary_key=True),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("inserted_at", sa.Float),
    sa.Column("outcome", sa.String(8), nullable=False, server_default=""),  # used edited ignored
    sa.Column("distance", sa.Float),
    sa.Column("answered_at", sa.Float),
    sa.Column("author", sa.String(8), nullable=False, server_default=""),  # person, where one says so; else nobody said anything
    sa.Column("author_agent", sa.String(64), nullable=False, server_default=""),  # the helpdesk's id of who said so, if attested
    sa.Column("author_at", sa.Float),
    sa.Column("disclosure_removed", sa.Boolean),  # the reply rests on the draft and does not say AI any more
)

AUDIT_SAMPLE: Final = sa.Table(
    "audit_sample",
    METADATA,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("ticket", sa.String(32), primary_key=True),
    sa.Column("trigger", sa.String(64), primary_key=True),
    sa.Column("state", sa.String(8), nullable=False),  # open answered lapsed
    sa.Column("drawn_at", sa.Float, nullable=False),
    sa.Column("lapses_at", sa.Float, nullable=False),
    sa.Column("kind", sa.String(40), nullable=False, server_default=""),  # the person's answer; of sensitive ones only: people
    sa.Column("urgency", sa.String(2), nullable=False, server_default=""),
    sa.Column("needs_person", sa.Boolean),
    sa.Column("was_right", sa.Boolean),
    sa.Column("answered_at", sa.Float),
    sa.Index(
        "ix_audit_sample_open", "lapses_at", sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'")
    ),
)

HEARTBEAT: Final = sa.Table(
    "heartbeat",
    METADATA,
    sa.Column("role", sa.String(16), primary_key=True),
    sa.Column("owner", sa.String(120), primary_key=True),
    sa.Column("at", sa.Float, nullable=False),
)

#: How far the history of an account has been read for learning. ``pages`` is the fence: who counted it up owns the page.
HISTORY_READING: Final = sa.Table(
    "history_reading",
    METADATA,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("cursor", sa.Text, nullable=False, server_default=""),
    sa.Column("since", sa.Float, nullable=False),
    sa.Column("begun_at", sa.Float, nullable=False),
    sa.Column("pages", sa.Integer, nullable=False, server_default="0"),
    sa.Column("passed", sa.JSON, nullable=False, server_default="{}"),
    sa.Column("complete", sa.Boolean, nullable=False, server_default=sa.false()),
)

#: Customers whose tickets nothing is learnt from, by requester key.
ERASURE_WISH: Final = sa.Table(
    "erasure_wish",
    METADATA,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("requester", sa.String(64), primary_key=True),
    sa.Column("at", sa.Float, nullable=False),
)

ACCOUNT_MODEL: Final = sa.Table(
    "account_model",
    METADATA,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("made_at", sa.Float, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),  # current past
    sa.Column("model", sa.LargeBinary, nullable=False),
    sa.Column("report", sa.JSON, nullable=False),
    sa.Column("requesters", sa.LargeBinary, nullable=False),  # whose words it rests on, eight bytes of a digest each
)
