"""A SQLite file on a network drive is refused before anything is written there."""

from pathlib import Path

import pytest

from connector.errors import ConfigurationError
from connector.store.database import Database
from connector.store.placement import MOUNTS, find_mount, require_local

TABLE = """\
overlay / overlay rw,relatime 0 0
proc /proc proc rw 0 0
/dev/vda1 /data ext4 rw 0 0
server:/export /data/shared nfs4 rw,vers=4.2 0 0
//server/share /mnt/two\\040words cifs rw 0 0
me@host: /mnt/ssh fuse.sshfs rw 0 0
/dev/sdb1 /mnt/stick fuseblk rw 0 0
/dev/vdb1 /data/shared/local xfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/data/shared/handoff.db", "nfs4"),
        ("/data/shared/deeper/still/handoff.db", "nfs4"),
        ("/mnt/two words/handoff.db", "cifs"),
        ("/mnt/ssh/handoff.db", "fuse.sshfs"),
    ],
)
def test_a_network_drive_is_refused_by_name(path: str, kind: str) -> None:
    with pytest.raises(ConfigurationError, match="network drive") as caught:
        require_local(Path(path), TABLE)
    assert kind in str(caught.value)
    assert "HANDOFF_DATA_DIR" in str(caught.value)


@pytest.mark.parametrize(
    "path",
    [
        "/var/handoff.db",
        "/data/handoff.db",
        "/data/sharedby/handoff.db",
        "/mnt/stick/handoff.db",
        "/data/shared/local/handoff.db",
    ],
)
def test_a_disk_of_this_machine_is_not(path: str) -> None:
    require_local(Path(path), TABLE)


def test_what_is_mounted_later_lies_on_top() -> None:
    assert find_mount(Path("/data/x"), TABLE + "server:/x /data nfs rw 0 0\n") == ("/data", "nfs")


def test_without_a_table_nothing_is_known() -> None:
    assert find_mount(Path("/data/x"), "") == ("", "")
    require_local(Path("/data/x"), "")


@pytest.mark.skipif(not MOUNTS.exists(), reason="only Linux has the table")
def test_this_machine_knows_where_its_files_lie(tmp_path: Path) -> None:
    where, kind = find_mount(tmp_path, MOUNTS.read_text(encoding="utf-8"))
    assert tmp_path.is_relative_to(where)
    assert kind


def test_a_database_there_is_refused_and_no_folder_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mounts"
    table.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/x {tmp_path}/far smb3 rw 0 0\n")
    monkeypatch.setattr("connector.store.placement.MOUNTS", table)
    with pytest.raises(ConfigurationError, match="smb3"):
        Database(f"sqlite:///{tmp_path}/far/data/handoff.db")
    assert not (tmp_path / "far").exists()
    Database(f"sqlite:///{tmp_path}/near/handoff.db").close()
