"""Structured logs, one JSON object a line on standard error. They hold ids and codes; never text, names or secrets."""

import logging
import sys

import structlog


def configure_logs(level: str) -> None:
    """Configure structlog and quieten the libraries, whose messages may quote addresses."""
    number = getattr(logging, level.upper())
    logging.basicConfig(level=max(number, logging.WARNING), stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    for name in ("celery", "kombu", "amqp", "waitress", "urllib3", "alembic"):
        logging.getLogger(name).setLevel(logging.ERROR)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(number),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
