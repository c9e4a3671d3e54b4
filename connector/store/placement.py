"""Where a SQLite file may lie: on a disk of this machine.

SQLite's write-ahead log needs memory that all who open the file share, and locks that hold; neither works over a network
(https://www.sqlite.org/wal.html, https://www.sqlite.org/howtocorrupt.html).
"""

from pathlib import Path
from typing import Final

from connector.errors import ConfigurationError

#: The table of what is mounted where (https://man7.org/linux/man-pages/man5/proc_pid_mounts.5.html); only Linux has it.
MOUNTS: Final = Path("/proc/self/mounts")

#: File systems that lie on another machine, by the names that Linux gives them. Of what is mounted through FUSE those that reach over a network.
_REMOTE: Final = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "ncpfs", "afs", "9p", "ceph", "glusterfs", "lustre", "beegfs", "gpfs", "gfs2", "ocfs2", "orangefs",
    "pvfs2", "coda", "acfs", "davfs", "davfs2", "vboxsf", "prl_fs", "fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.rclone", "fuse.gcsfuse",
    "fuse.blobfuse", "fuse.blobfuse2", "fuse.davfs", "fuse.davfs2", "fuse.curlftpfs", "fuse.juicefs", "fuse.moosefs", "fuse.mfs", "fuse.seaweedfs",
    "fuse.goofys", "fuse.smbnetfs", "fuse.vmhgfs-fuse", "fuse.grpcfuse", "fuse.osxfs", "fuse.mount-s3", "fuse.mountpoint-s3", "fuse.nfs",
})  # fmt: skip


def require_local(path: Path, mounts: str | None = None) -> None:
    """Raise ConfigurationError when the file would lie on a network drive. ``mounts`` is the table of mounts; where there is none, nothing is known."""
    if mounts is None:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape") if MOUNTS.exists() else ""
    where, kind = find_mount(path, mounts)
    if kind in _REMOTE:
        raise ConfigurationError(
            f"{path} lies on a network drive ({kind} at {where}), where SQLite loses data; "
            "set HANDOFF_DATA_DIR to a folder on a disk of this machine, or DATABASE_URL to PostgreSQL."
        )


def find_mount(path: Path, mounts: str) -> tuple[str, str]:
    """Where the file system of a path is mounted, and its kind; empty where the table does not say. Of two at one place the later lies on top."""
    absolute = path.resolve()
    found = ("", "")
    for line in mounts.splitlines():
        words = line.split(" ")
        if len(words) < 3:
            continue
        where = _unescape(words[1])
        if absolute.is_relative_to(where) and len(where) >= len(found[0]):
            found = (where, words[2])
    return found


def _unescape(text: str) -> str:
    """Spaces, tabs, line ends and backslashes stand as octal numbers in the table."""
    for octal, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(octal, character)
    return text
