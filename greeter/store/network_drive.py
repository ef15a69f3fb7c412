"""Refuses to keep a SQLite store on a network drive.

SQLite's locks are not kept by network file systems: two machines could write at once and tear the file.
Source: "SQLite Over a Network, Caveats and Considerations", sqlite.org/useovernet.html.
"""

from __future__ import annotations

from pathlib import Path

from greeter.problems import StoreProblem

NETWORK_TYPES = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "afs",
        "9p",
        "fuse.sshfs",
        "fuse.glusterfs",
        "ceph",
        "lustre",
        "ncpfs",
        "davfs",
        "fuse.davfs2",
    }
)
MOUNTS = Path("/proc/mounts")


def refuse_network_drive(path: Path, mounts: Path = MOUNTS) -> None:
    """Raise StoreProblem when `path` lies on a network drive. `mounts` lists the mounted file systems as Linux does."""
    kind = _kind_of_drive(path.resolve(), mounts)
    if kind in NETWORK_TYPES or str(path).startswith("\\\\"):
        raise StoreProblem(
            f"{path.parent} is a network drive ({kind or 'share'}). Two machines writing there at once can tear the store.",
            "Keep it on this machine's own disk; for several machines use a PostgreSQL server.",
        )


def _kind_of_drive(path: Path, mounts: Path) -> str:
    if not mounts.exists():
        return ""
    best, kind = -1, ""
    for line in mounts.read_text(errors="replace").splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        if len(point) >= best and path.is_relative_to(point):
            best, kind = len(point), fields[2]
    return kind
