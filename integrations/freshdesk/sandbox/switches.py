"""The behaviours of the stand-in that can be turned. The unconfirmed ones are what no document says of the real product."""

from collections.abc import Mapping
from typing import Final

from connector.testing.sandbox import Switch

SWITCHES: Final[Mapping[str, Switch]] = {
    # The webhook of the automation rules.
    "time_scale": Switch(0.02, "how fast retries follow each other; 1 is real time: after 5, 30 and 60 minutes"),
    "webhook_auth": Switch(
        "header",
        "header: the secret in a custom header; basic: as the password of Basic authentication",
        choices=("header", "basic"),
    ),
    "webhook_shape": Switch(
        "advanced",
        "advanced: our own body; simple: Freshdesk's wrapped fields; ticket: an object, as apps relay",
        choices=("advanced", "simple", "ticket"),
    ),
    "webhook_id_as": Switch("text", "text or number: how the template writes the ticket's id", choices=("text", "number")),
    "webhook_event_names": Switch(True, "whether the body names the event"),
    "webhook_carries_subject": Switch(False, "whether somebody put the subject into the Advanced body against our advice"),
    "escapes_placeholders": Switch(True, "whether placeholder values in an Advanced body are escaped for JSON", unconfirmed=True),
    "retries_on": Switch(
        "any_failure",
        "any_failure or server_errors: which answers make Freshdesk repeat a call",
        unconfirmed=True,
        choices=("any_failure", "server_errors"),
    ),
    # The rules.
    "rule_performer": Switch(
        "any",
        "any: the update rule rings for everybody, our own writes too; requester: as we advise",
        choices=("any", "requester"),
    ),
    "rules_api": Switch(
        "open",
        "open or no_webhooks: whether the rules' API takes a webhook action from an administrator's key",
        unconfirmed=True,
        choices=("open", "no_webhooks"),
    ),
    "first_match": Switch(False, "whether only the first matching rule runs; another one stands above ours"),
    "touches_new_tickets": Switch(True, "whether another creation rule tags a new ticket with new_customer, 0.2 seconds later"),
    # Reading.
    "admin_key": Switch(True, "whether the key is an admin's, which rules, canned responses and the list of groups need"),
    "fields_readable": Switch(True, "whether the role of the agent may view ticket fields"),
    "contacts_editable": Switch(True, "whether the role of the agent may edit contacts"),
    "solutions_readable": Switch(True, "whether the role of the agent may view solutions"),
    "seat_name": Switch("AI triage (automated)", "the name of the agent whose key it is"),
    "ticket_scope": Switch(
        1, "1: the key sees all tickets; 2: only those of the group Support, and those of no group", choices=(1, 2)
    ),
    "out_of_scope_status": Switch(
        403, "403 or 404: the answer for a ticket outside the key's scope", unconfirmed=True, choices=(403, 404)
    ),
    "requester_language": Switch(False, "whether include=requester gives the language", unconfirmed=True),
    "updated_since_inclusive": Switch(True, "whether updated_since includes its own second", unconfirmed=True),
    "conversations_always_thirty": Switch(False, "whether per_page is ignored for conversations", unconfirmed=True),
    "lists_group_answers": Switch(False, "whether canned responses for some groups are listed to other agents", unconfirmed=True),
    "error_bodies": Switch(
        "json", "json, empty or html: what a 401, 403 or 404 carries", unconfirmed=True, choices=("json", "empty", "html")
    ),
    "calls_per_minute": Switch(0, "the account's API limit; 0 never refuses"),
    "shown_limit": Switch(
        100_000, "what the limit's headers show while nothing is refused: 0 on Free, 50 on a trial, 700 on Enterprise"
    ),
    "float_headers": Switch(False, "whether the limit's headers are written like 700.0"),
    # The app.
    "agent_language": Switch("en", "the language of the agent who looks at a ticket with the app beside it"),
    # Writing.
    "required_field": Switch("", "a field that agents must fill: any update but one of tags alone is refused for it"),
    "note_touches_ticket": Switch(True, "whether a private note changes the ticket's updated_at", unconfirmed=True),
    "null_unsets_group": Switch(True, "whether group_id null takes a ticket out of its group", unconfirmed=True),
    "auto_assign": Switch(False, "whether assigning a group assigns an agent at once"),
    "tag_case": Switch("keep", "keep or lower: how tags are spelt once stored", unconfirmed=True, choices=("keep", "lower")),
    "tag_length": Switch(
        0, "the longest tag; 0 for no limit, 32 is documented for outbound mail", unconfirmed=True, choices=(0, 32)
    ),
    "sanitises_notes": Switch(
        "nothing",
        "nothing, quotes or everything: which markup a note loses",
        unconfirmed=True,
        choices=("nothing", "quotes", "everything"),
    ),
    "expands_placeholders": Switch(False, "whether {{…}} in a note made by the API is expanded", unconfirmed=True),
}
