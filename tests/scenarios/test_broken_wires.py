"""What a broken wire to the broker leaves behind in a worker."""

from pathlib import Path

import pytest

from connector.testing.processes import wait_until
from connector.testing.services import start_redis
from connector.worker.app import create_celery
from connector.worker.tasks import publish


@pytest.mark.services
def test_a_broken_wire_takes_no_message_from_those_a_worker_may_have(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("redis")  # skips or fails where a server is missing
    with start_redis(tmp_path) as redis, create_celery(redis.url, work=print).connection_for_write() as connection:
        channel = connection.channel()
        channel.basic_qos(0, 1, False)
        for end in ("ack", "reject"):
            publish(create_celery(redis.url, work=print), 7)
            message = wait_until(lambda: channel.basic_get("warm_handoff"), seconds=10, what="the message")
            assert not channel.qos.can_consume()
            redis.crash()
            with pytest.raises(channel.connection_errors):
                getattr(message, end)()
            assert channel.qos.can_consume()
            redis.start_again()
