"""The labels and help of the admin's settings in the seven languages, for the settings pages inside the helpdesks.

The English ones are those of the schema itself. What an admin types, such as ``refund_request: L1, group Billing``, is the
same in every language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from connector.core.phrases.settings import TRANSLATED
from connector.manifest import ADMIN_SETTINGS


@dataclass(frozen=True, slots=True)
class SettingWords:
    """What an admin reads beside one setting. Plain text."""

    label: str
    help: str


def setting_words(language: str) -> Mapping[str, SettingWords]:
    """Return the words of every setting by its name; in English for a language that is none of the seven."""
    return WORDS.get(language, WORDS["en"])


#: Language → name of the setting → its words. The same names in every language.
WORDS: Final[Mapping[str, Mapping[str, SettingWords]]] = {
    "en": {setting.name: SettingWords(setting.label, setting.help) for setting in ADMIN_SETTINGS},
    **{
        language: {name: SettingWords(label, help_) for name, (label, help_) in rows.items()}
        for language, rows in TRANSLATED.items()
    },
}
