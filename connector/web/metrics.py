"""Prometheus metrics, counted in the database at each scrape, so that they are right whatever the number of processes.

Served on an address of its own, loopback unless set otherwise.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import structlog
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

_log = structlog.get_logger()


class InboxCollector(Collector):
    """What waits, what was done, and for how long the oldest due work has waited."""

    def __init__(
        self,
        *,
        inbox_counts: Callable[[], Mapping[str, int]],
        oldest_due: Callable[[], float],
        triage_counts: Callable[[], Mapping[tuple[str, int], int]],
        certificates: Callable[[], Mapping[tuple[str, str], str]] = dict,
        outside: Callable[[], Mapping[tuple[str, str, str], int]] = dict,
        limits: Callable[[], Mapping[tuple[str, str], tuple[float, float]]] = dict,
    ) -> None:
        self._inbox_counts = inbox_counts
        self._oldest_due = oldest_due
        self._triage_counts = triage_counts
        self._certificates = certificates
        self._outside = outside
        self._limits = limits

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Count anew."""
        rows = GaugeMetricFamily("handoff_inbox_rows", "Events by state: new, done, skipped, dead.", labels=["state"])
        for state, count in self._inbox_counts().items():
            rows.add_metric([state], count)
        yield rows
        triages = GaugeMetricFamily("handoff_triages", "Finished triages by mode and level.", labels=["mode", "level"])
        for (mode, level), count in self._triage_counts().items():
            triages.add_metric([mode, f"L{level}"], count)
        yield triages
        certificates = GaugeMetricFamily(
            "handoff_certificates",
            "Kinds switched on for earned automation, by state: certified, paused, stepped_down, under_way, unprovable.",
            labels=["account", "kind", "state"],
        )
        for (account, kind), state in self._certificates().items():
            certificates.add_metric([account, kind, state], 1)
        yield certificates
        outside = GaugeMetricFamily(
            "handoff_outside_answers",
            "Answers of an outside model by task (draft, reading) and what they came to.",
            labels=["account", "task", "outcome"],
        )
        for key, count in self._outside().items():
            outside.add_metric(key, count)
        yield outside
        known = GaugeMetricFamily("handoff_call_limit", "The helpdesk's limit on calls, as it told.", labels=["account", "limit"])
        waits = GaugeMetricFamily(
            "handoff_call_wait_seconds", "For how long our share of it is taken.", labels=["account", "limit"]
        )
        for limit, (total, wait) in self._limits().items():
            known.add_metric(limit, total)
            waits.add_metric(limit, wait)
        yield known
        yield waits
        yield GaugeMetricFamily(
            "handoff_oldest_due_seconds", "How long the oldest due event has waited.", value=self._oldest_due()
        )


def serve_metrics(collector: Collector, *, host: str, port: int) -> Any:
    """Serve on a thread of its own. A port that is taken is reported and does not stop the program."""
    registry = CollectorRegistry()
    registry.register(collector)
    try:
        return start_http_server(port, addr=host, registry=registry)
    except OSError as exc:
        _log.warning("metrics not served", why=str(exc.strerror), port=port)
        return None
