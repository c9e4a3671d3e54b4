"""What a run of chaos stands on: one process with SQLite, or all roles with PostgreSQL and a broker, each behind wires that can be cut."""

import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from blows import embedded_blows, kill, scaled_blows
from turmoil import Baseline, Turmoil, trouble_of_the_api

from connector.testing.processes import Process
from connector.testing.services import Service, start_postgres, start_rabbitmq, start_redis
from connector.testing.wire import Wire
from connector.testing.world import EMBEDDED, World

GROUNDS: Final = ("embedded", "redis", "rabbitmq")
API_FAULTS: Final = 0.35
#: Zendesk's writes are conditional; Freshdesk's are not, so that a write may still travel for longer than a pause or a delay here.
_QUARANTINE: Final = {"zendesk": "0.8", "freshdesk": "6"}
_ENVIRONMENT: Final = {
    "HANDOFF_POLL_SECONDS": "1",
    "HANDOFF_LEASE_SECONDS": "40",
    "HANDOFF_LOG_LEVEL": "error",
    "HANDOFF_WORKER_THREADS": "16",
}


@contextmanager
def embedded(helpdesk: str, folder: Path, *, tickets: int, kills: int, others: int, seed: int) -> Iterator[Turmoil]:
    """One process, SQLite."""
    with ExitStack() as stack:
        environment = {**_ENVIRONMENT, "HANDOFF_QUARANTINE_SECONDS": _QUARANTINE[helpdesk]}
        world = stack.enter_context(World(helpdesk, folder, roles=(("serve", "--poll"),), environment=environment))
        wires = {"helpdesk": stack.enter_context(Wire(urlsplit(world.running.url).port or 0))}
        blows = embedded_blows(kills, others, random.Random(seed))
        url = f"sqlite:///{folder / 'data' / 'handoff.db'}"
        yield _begin(Turmoil(world, blows, tickets, seed, url, wires), API_FAULTS)


@contextmanager
def scaled(
    broker: str, helpdesk: str, folder: Path, *, tickets: int, faults: int, seed: int, hands: int = 12
) -> Iterator[Turmoil]:
    """Every role in processes of its own, two workers of ``hands`` processes each and two sweepers, PostgreSQL and a broker."""
    worker, sweeper = ("worker", "--concurrency", str(hands)), ("sweeper", "--poll")
    with ExitStack() as stack:
        services: dict[str, Service] = {}
        for name, start in (("postgres", start_postgres), (broker, {"redis": start_redis, "rabbitmq": start_rabbitmq}[broker])):
            (folder / name).mkdir(parents=True)
            services[name] = stack.enter_context(start(folder / name))
        environment = {**_ENVIRONMENT, "HANDOFF_QUARANTINE_SECONDS": _QUARANTINE[helpdesk]}
        world = stack.enter_context(
            World(helpdesk, folder, roles=(("web",), worker, worker, sweeper, sweeper), environment=environment)
        )
        ports = {
            "helpdesk": urlsplit(world.running.url).port or 0,
            "database": services["postgres"].port,
            "broker": services[broker].port,
        }
        wires = {name: stack.enter_context(Wire(port)) for name, port in ports.items()}
        behind = {"DATABASE_URL": ("postgres", "database"), "BROKER_URL": (broker, "broker")}
        for variable, (service, wire) in behind.items():
            url = services[service].url
            world.environment[variable] = url.replace(f":{services[service].port}", f":{wires[wire].port}")
        url = services["postgres"].url.replace("postgresql://", "postgresql+psycopg://")
        blows = scaled_blows(faults, broker, random.Random(seed))
        yield _begin(Turmoil(world, blows, tickets, seed, url, wires, services, backlog=150), API_FAULTS)


@contextmanager
def naive(helpdesk: str, folder: Path, *, tickets: int, kills: int, seed: int) -> Iterator[Turmoil]:
    """The baseline under the same faults of the API and as many kills for each ticket."""
    with World(helpdesk, folder, roles=EMBEDDED) as world:
        world.connect()
        queue, done = folder / "queue", folder / "done"
        world.sandbox.webhook.url = ""
        world.environment["PYTHONPATH"] = str(Path(__file__).parent)
        command = ["naive", world.account, str(queue), str(done)]

        def launch(_role: object) -> Process:
            return Process(command, log=folder / "naive.log", environment=world.environment)

        world.launch = launch  # type: ignore[method-assign]
        world.answers = lambda: True  # type: ignore[method-assign]
        world.sandbox.gateway.plan = trouble_of_the_api(API_FAULTS, seed)
        world.start(waits=False)

        def ring(ticket: str) -> None:
            with queue.open("a") as file:
                file.write(f"{ticket}\n")

        url = f"sqlite:///{folder / 'data' / 'handoff.db'}"
        baseline = Baseline(ring, lambda: frozenset(done.read_text().split() if done.exists() else ()))
        yield Turmoil(world, [kill("serve")] * kills, tickets, seed, url, baseline=baseline)


#: A plan so large that no ticket waits for its turn: what is tried is not the budget.
_PLAN: Final = {
    "zendesk": {"enforces_rate_limits": True, "calls_per_minute": 10**6, "updates_per_minute": 10**6},
    "freshdesk": {"calls_per_minute": 10**6},
}


def _begin(run: Turmoil, api_faults: float) -> Turmoil:
    run.world.sandbox.values.update(_PLAN[run.world.key])
    run.world.reached_at = f"http://127.0.0.1:{run.wires['helpdesk'].port}"
    run.world.connect()
    run.world.start()
    run.world.sandbox.gateway.plan = trouble_of_the_api(api_faults, run.seed)
    return run
