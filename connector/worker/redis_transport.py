"""Redis as kombu speaks it, but for one thing: a message whose acknowledgement was lost on a broken wire does not count as under way for ever.

kombu takes a message off the list of those under way only once Redis has heard of its end (``kombu/transport/redis.py``, ``QoS.ack``, 5.7). Where
Redis is away at that moment it never does, and after as many such moments as a worker may have messages under way it takes none any
more: no error, no message, https://github.com/celery/celery/issues/10205. Redis hands such a message out again, which does no harm here.
"""

from typing import Any

from kombu.transport import redis, virtual


class QoS(redis.QoS):
    """Counts what is under way."""

    def ack(self, delivery_tag: str) -> None:
        """Take the message off the list. Raises the error of the wire."""
        try:
            super().ack(delivery_tag)  # type: ignore[no-untyped-call]  # kombu is typed in part
        except self.channel.connection_errors:
            self._end(delivery_tag)
            raise

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        """The same for one that is given back."""
        try:
            super().reject(delivery_tag, requeue)  # type: ignore[no-untyped-call]
        except self.channel.connection_errors:
            self._end(delivery_tag)
            raise

    def _end(self, delivery_tag: str) -> None:
        virtual.QoS.ack(self, delivery_tag)  # type: ignore[no-untyped-call]


class Channel(redis.Channel):
    """Counts by our rule."""

    QoS: Any = QoS


class Transport(redis.Transport):
    """``create_celery`` names it for ``redis://`` and ``rediss://``."""

    Channel: Any = Channel
