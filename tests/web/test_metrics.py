"""What a scrape says of earned automation and of an outside model."""

from connector.web.metrics import InboxCollector


def test_each_certificate_is_one_row_with_its_state() -> None:
    collector = InboxCollector(
        inbox_counts=dict, oldest_due=lambda: 0.0, triage_counts=dict,
        certificates=lambda: {("acme", "how_to"): "certified", ("acme", "policy_faq"): "paused"},
    )  # fmt: skip
    samples = {
        tuple(s.labels.values()): s.value for f in collector.collect() for s in f.samples if s.name == "handoff_certificates"
    }
    assert samples == {("acme", "how_to", "certified"): 1, ("acme", "policy_faq", "paused"): 1}


def test_each_outcome_of_an_outside_answer_is_one_row() -> None:
    collector = InboxCollector(
        inbox_counts=dict, oldest_due=lambda: 0.0, triage_counts=dict,
        outside=lambda: {("acme", "reading", "agrees"): 3, ("acme", "draft", "budget"): 1},
    )  # fmt: skip
    samples = {
        tuple(s.labels.values()): s.value for f in collector.collect() for s in f.samples if s.name == "handoff_outside_answers"
    }
    assert samples == {("acme", "reading", "agrees"): 3, ("acme", "draft", "budget"): 1}


def test_each_limit_shows_how_much_it_is_and_how_far_ahead_it_is_taken() -> None:
    collector = InboxCollector(
        inbox_counts=dict, oldest_due=lambda: 0.0, triage_counts=dict, limits=lambda: {("acme", "calls"): (700.0, 2.5)}
    )  # fmt: skip
    samples = {s.name: s.value for f in collector.collect() for s in f.samples if s.labels.get("limit") == "calls"}
    assert samples == {"handoff_call_limit": 700.0, "handoff_call_wait_seconds": 2.5}
