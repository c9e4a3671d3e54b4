"""What breaks in a run of chaos: processes, brokers, databases, disks and wires. Each blow mends what it broke."""

import resource
import signal
import time
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from turmoil import Blow, Turmoil

from connector.testing.processes import wait_until
from connector.testing.wire import Trouble

_PAUSE_SECONDS: Final = 2.0
_WIRE_SECONDS: Final = 1.5
_FULL_SECONDS: Final = 1.5


def kill(role: str) -> Blow:
    """kill -9 for one process of a role, while a write of ours is under way."""

    def strike(run: Turmoil) -> None:
        run.wait_for_work()
        place = run.random.choice(run.places(role))
        run.world.processes[place].kill()
        run.writes_cut += run.cut_off() > 0
        run.world.start_again(place)
        if role in ("serve", "web"):
            wait_until(run.world.answers, seconds=60, what="the connector")

    return Blow(f"kill -9 {role}", strike)


def pause(role: str, seconds: float = _PAUSE_SECONDS) -> Blow:
    """SIGSTOP: the process sleeps in the middle of its work, and wakes up believing that no time has passed."""

    def strike(run: Turmoil) -> None:
        run.wait_for_work()
        process = run.world.processes[run.random.choice(run.places(role))]
        process.signal(signal.SIGSTOP)
        time.sleep(seconds)
        process.signal(signal.SIGCONT)

    return Blow(f"SIGSTOP {role}", strike)


def fill_disk(role: str = "serve") -> Blow:
    """No file of the process can grow: every write beyond its first byte fails, as on a full disk."""

    def strike(run: Turmoil) -> None:
        process = run.world.processes[run.places(role)[0]]
        _, most = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (1, most))
        time.sleep(_FULL_SECONDS)
        if process.is_alive:
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most, most))

    return Blow("disk full", strike)


def crash(service: str, away_seconds: float = 0.5) -> Blow:
    """A server dies at once and starts again; a broker has forgotten everything."""

    def strike(run: Turmoil) -> None:
        run.services[service].crash()
        time.sleep(away_seconds)
        run.services[service].start_again()

    return Blow(f"crash {service}", strike)


def freeze(service: str, seconds: float = _PAUSE_SECONDS) -> Blow:
    """A server stops answering without closing anything."""

    def strike(run: Turmoil) -> None:
        run.services[service].signal(signal.SIGSTOP)
        time.sleep(seconds)
        run.services[service].signal(signal.SIGCONT)

    return Blow(f"freeze {service}", strike)


def cut(wire: str, trouble: Trouble, seconds: float = _WIRE_SECONDS) -> Blow:
    """Trouble on the way to a database, a broker or the helpdesk."""

    def strike(run: Turmoil) -> None:
        run.wires[wire].set(trouble)
        time.sleep(seconds)
        run.wires[wire].set(Trouble.NONE)

    return Blow(f"{trouble.value} {wire}", strike)


_TROUBLES: Final = tuple(trouble for trouble in Trouble if trouble is not Trouble.NONE)


def embedded_blows(kills: int, others: int, random: Random) -> Sequence[Blow]:
    """So many kills of the one process, and other blows between them."""
    menu: list[Callable[[], Blow]] = [
        lambda: pause("serve"), fill_disk, lambda: cut("helpdesk", random.choice(_TROUBLES)),
    ]  # fmt: skip
    blows = [kill("serve") for _ in range(kills)] + [menu[number % len(menu)]() for number in range(others)]
    random.shuffle(blows)
    return blows


def scaled_blows(number: int, broker: str, random: Random) -> Sequence[Blow]:
    """So many blows over all roles, servers and wires, the same share of each kind."""
    menu: list[Callable[[], Blow]] = [
        lambda: kill("worker"),
        lambda: kill("web"),
        lambda: kill("sweeper"),
        lambda: kill("worker"),
        lambda: pause("worker"),
        lambda: crash(broker),
        lambda: crash("postgres"),
        lambda: freeze(broker),
        lambda: freeze("postgres"),
        lambda: cut("helpdesk", random.choice(_TROUBLES)),
        lambda: cut("database", random.choice(_TROUBLES)),
        lambda: cut("broker", random.choice(_TROUBLES)),
    ]
    blows = [menu[at % len(menu)]() for at in range(number)]
    random.shuffle(blows)
    return blows
