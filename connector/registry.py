"""Finding integrations by entry point, so that a third helpdesk is an outside package and no edit here."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from typing import Final

from connector.errors import ConfigurationError
from connector.port import Integration

GROUP: Final = "connector.integrations"


class Registry:
    """The integrations at hand, by key."""

    def __init__(self, integrations: Mapping[str, Integration]) -> None:
        self._integrations = dict(integrations)

    def find(self, key: str) -> Integration | None:
        """Return the integration, or ``None``."""
        return self._integrations.get(key)

    def require(self, key: str) -> Integration:
        """Return the integration. Raises ConfigurationError that lists those at hand."""
        found = self.find(key)
        if found is None:
            raise ConfigurationError(f"there is no integration “{key}”; at hand are: {', '.join(sorted(self._integrations))}.")
        return found

    def __iter__(self) -> Iterator[Integration]:
        return iter(self._integrations.values())


@cache
def installed_integrations() -> Registry:
    """Load every integration that an installed package offers. Raises ConfigurationError naming a package that fails to load."""
    found = {}
    for entry in entry_points(group=GROUP):
        try:
            integration: Integration = entry.load()
        except Exception as exc:
            raise ConfigurationError(f"the integration “{entry.name}” ({entry.value}) cannot be loaded: {exc!r}.") from exc
        if integration.manifest.key != entry.name:
            raise ConfigurationError(f"the integration “{entry.name}” calls itself “{integration.manifest.key}”; rename one.")
        found[entry.name] = integration
    return Registry(found)
