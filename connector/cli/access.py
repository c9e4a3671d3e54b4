"""How an account is reached: gathered from the command line, the environment, what is kept already, and the admin."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self, TypeVar

from connector.cli.asking import Asking
from connector.errors import ConfigurationError
from connector.manifest import AccountSetting, Manifest

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Access:
    """Plain settings, and credentials that are not part of the repr.

    Beside what the integration declares both may hold more: what a set-up left there, and tokens of a sign-in.
    """

    settings: Mapping[str, str] = field(default_factory=dict)
    credentials: Mapping[str, str] = field(default_factory=dict, repr=False)

    def get(self, setting: AccountSetting) -> str:
        """The value of a declared setting; empty where there is none."""
        return (self.credentials if setting.secret else self.settings).get(setting.name, "")

    def having(self, setting: AccountSetting, value: str) -> Self:
        """The same with this value."""
        if setting.secret:
            return replace(self, credentials={**self.credentials, setting.name: value})
        return replace(self, settings={**self.settings, setting.name: value})


def gather_access(
    manifest: Manifest, given: Sequence[str], environment: Mapping[str, str], known: Access, admin: Asking | None
) -> Access:
    """Take each setting from the command line, else the environment, else what is kept, else its default, else ask for it.

    ``NAME=`` forgets what is kept. What is kept beyond the declared settings stays, but tokens go with the secret that they
    came from. Raises ConfigurationError.
    """
    declared = {setting.name: setting for setting in manifest.account_settings}
    typed = dict(_pair(item) for item in given)
    _require_fitting(manifest, declared, typed)
    access = Access(_undeclared(known.settings, declared), {})
    for name, setting in declared.items():
        variable = variable_of(manifest, name)
        kept = "" if name in typed else known.get(setting)
        value = typed.get(name) or environment.get(variable, "").strip() or kept or setting.default
        if not value and setting.required and admin is not None:
            value = admin.value(setting)
        if not value and setting.required:
            how = f"set {variable}" if setting.secret else f"give --set {name}=… or set {variable}"
            raise ConfigurationError(f"{name} is missing ({setting.help.rstrip('.')}); {how}.")
        if value:
            access = access.having(setting, value)
    secrets = [setting for setting in declared.values() if setting.secret]
    if all(access.get(setting) == known.get(setting) for setting in secrets):
        access = replace(access, credentials={**_undeclared(known.credentials, declared), **access.credentials})
    return access


def complete_access(manifest: Manifest, access: Access, check: Callable[[Access], T], admin: Asking | None) -> tuple[Access, T]:
    """Return access that passes the check, and what the check returned.

    A failing check names the setting first; the admin, where there is one, is asked for just that. Raises ConfigurationError.
    """
    declared = {setting.name: setting for setting in manifest.account_settings}
    while True:
        try:
            return access, check(access)
        except ConfigurationError as exc:
            setting = declared.get(str(exc).split(maxsplit=1)[0]) if str(exc) else None
            value = admin.value(setting, why=str(exc)) if admin is not None and setting is not None else ""
            if setting is None or not value:
                raise
            access = access.having(setting, value)


def variable_of(manifest: Manifest, name: str) -> str:
    """The environment variable of a setting."""
    return f"{manifest.key.upper()}_{name.upper()}"


def _pair(item: str) -> tuple[str, str]:
    name, equals, value = item.partition("=")
    if not equals:
        raise ConfigurationError(f"“{item}” is not NAME=VALUE.")
    return name.strip(), value.strip()


def _require_fitting(manifest: Manifest, declared: Mapping[str, AccountSetting], typed: Mapping[str, str]) -> None:
    if unknown := set(typed) - set(declared):
        raise ConfigurationError(f"{manifest.name} has no setting “{min(unknown)}”; it has: {', '.join(declared)}.")
    if exposed := [name for name, value in typed.items() if value and declared[name].secret]:
        variable = variable_of(manifest, exposed[0])
        raise ConfigurationError(f"{exposed[0]} is a secret; put it into the environment as {variable}, not on the command line.")


def _undeclared(values: Mapping[str, str], declared: Mapping[str, AccountSetting]) -> dict[str, str]:
    return {name: value for name, value in values.items() if name not in declared}
