"""An uploaded app: read from its zip with care, checked, and reduced to what the account shows of it."""

import json
import stat
import uuid
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from integrations.zendesk.sandbox.app_rules import Problem, check

_MOST_FILES: Final = 500
_MOST_BYTES: Final = 20 * 1024 * 1024


class UploadRefused(Exception):
    """The package or its settings are not taken."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.what for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A setting of the app as its admin sees it."""

    name: str
    type: str
    required: bool
    default: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedApp:
    """An app in the account. ``page`` is what its frame loads; ``guid`` names the frame."""

    name: str
    version: str
    page: str
    signed: bool
    parameters: tuple[Parameter, ...]
    files: Mapping[str, bytes] = field(repr=False)
    guid: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def origin(self) -> str:
        """The origin of the page."""
        parts = urlsplit(self.page)
        return f"{parts.scheme}://{parts.netloc}"

    def address(self, host_origin: str) -> str:
        """The page with what the client script needs to find its host."""
        query = urlencode({"origin": host_origin, "app_guid": self.guid})
        return f"{self.page}{'&' if '?' in self.page else '?'}{query}"

    def words(self, locale: str) -> Mapping[str, Mapping[str, str]]:
        """Label and help text of each parameter, in the language of this locale or else the default one."""
        manifest = json.loads(self.files["manifest.json"])
        for language in (locale, locale.partition("-")[0], manifest["defaultLocale"]):
            if content := self.files.get(f"translations/{language}.json"):
                words: Mapping[str, Mapping[str, str]] = json.loads(content)["app"].get("parameters", {})
                return words
        return {}


def uploaded(upload: bytes) -> UploadedApp:
    """Return the app in a zip. Raises UploadRefused."""
    files = _unpacked(upload)
    if problems := [problem for problem in check(files) if not problem.warning]:
        raise UploadRefused(problems)
    manifest = json.loads(files["manifest.json"])
    place = manifest["location"]["support"].get("ticket_sidebar", "")
    page = str(place.get("url", "") if isinstance(place, dict) else place)
    if not page.startswith("http"):
        raise UploadRefused(
            [Problem("no_sidebar", "the sandbox shows only a ticket_sidebar that loads a page of its own server")]
        )
    return UploadedApp(
        name=str(manifest.get("name") or "App"),
        version=str(manifest.get("version") or ""),
        page=page,
        signed=bool(manifest.get("signedUrls")),
        parameters=tuple(_parameter(row) for row in manifest.get("parameters", ())),
        files=files,
    )


def _parameter(row: Mapping[str, Any]) -> Parameter:
    default = row.get("default", "")
    text = str(default).lower() if isinstance(default, bool) else str(default)
    return Parameter(name=row["name"], type=row.get("type", "text"), required=bool(row.get("required")), default=text)


def _unpacked(upload: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(upload)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if any(stat.S_ISLNK(member.external_attr >> 16) for member in members):
                raise UploadRefused([Problem("symlink", "the zip holds a symbolic link")])
            if len(members) > _MOST_FILES or sum(member.file_size for member in members) > _MOST_BYTES:
                raise UploadRefused([Problem("too_large", "the zip is too large")])
            return {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as exc:
        raise UploadRefused([Problem("not_a_zip", "the upload is not a zip file")]) from exc
