"""The one door to what lies in a zip container: sizes, ratios and names are looked at before anything is read.

Nothing is unpacked to a disk, and no name is resolved outside the archive. Declared sizes are not believed:
reading stops where a member gives more than it may.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from glossator.model.problem import Refused, refuse

#: No member may be larger, in bytes: the XML of a book of a thousand pages has some 20 MB.
LARGEST_MEMBER = 64 * 1024 * 1024

#: Nor all of them together.
LARGEST_SUM = 512 * 1024 * 1024

#: Nor may there be more of them: a book of a thousand pictures has not a third of it.
MOST_MEMBERS = 10_000

#: A member over this size, in bytes, may not be packed tighter than `TIGHTEST`; small ones of one letter often are.
TIGHTNESS_MATTERS = 1024 * 1024

#: How many bytes may come out of one; text packs at 3 to 20, the XML of tables at up to 100.
TIGHTEST = 200

#: The bit of a member's flags that says it is encrypted (APPNOTE.TXT 4.4.4).
_ENCRYPTED = 0x1

_UNSOUND = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Archive:
    """Give out the members of a container that was looked through; ``sayings`` names it in sentences."""

    _zip: zipfile.ZipFile
    _members: dict[str, zipfile.ZipInfo]
    _saying: str

    @property
    def names(self) -> tuple[str, ...]:
        """List the names of the members that lie inside the archive, in its order."""
        return tuple(self._members)

    def has(self, name: str) -> bool:
        """Tell whether there is a member of this name."""
        return name in self._members

    def read(self, name: str, *, limit: int = LARGEST_MEMBER) -> bytes:
        """Return a member's bytes; raise KeyError where there is none, Refused where it cannot or may not be read."""
        member = self._members[name]
        if member.flag_bits & _ENCRYPTED:
            raise _locked(self._saying)
        try:
            with self._zip.open(member) as stream:
                data = stream.read(limit + 1)
        except _UNSOUND:
            raise damaged(self._saying) from None
        if len(data) > limit:
            raise _too_much(self._saying)
        return data


def members(data: bytes, name: str) -> Archive:
    """Open a zip container; raise Refused where it is damaged, or holds more than a document does.

    ``name`` is how sentences call it.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except _UNSOUND:
        raise damaged(name) from None
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > LARGEST_SUM:
        raise _too_much(name)
    for info in infos:
        if info.file_size > LARGEST_MEMBER or _is_a_bomb(info):
            raise _too_much(name)
    inside = {info.filename: info for info in infos if not info.is_dir() and is_inside(info.filename)}
    return Archive(archive, inside, name)


def is_inside(name: str) -> bool:
    """Tell whether a member's name stays inside its archive: no way up, no root, no drive, no backslash."""
    return (
        not name.startswith("/")
        and "\\" not in name
        and ":" not in name[:2]
        and "\0" not in name
        and ".." not in PurePosixPath(name).parts
    )


def damaged(name: str) -> Refused:
    """Make the refusal of a container that cannot be read."""
    return refuse(f"{name} was not read", "the file is damaged or not whole", "get it again where it came from")


def _is_a_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > TIGHTNESS_MATTERS and info.file_size > TIGHTEST * max(1, info.compress_size)


def _too_much(name: str) -> Refused:
    return refuse(
        f"{name} was not read",
        "unpacked it holds far more than a document does",
        "save it again with the program that made it, or take the text out of it there",
    )


def _locked(name: str) -> Refused:
    return refuse(
        f"{name} was not read", "it is protected by a password", "open it in its own program and save it without one"
    )
