"""Find the bytes of an image that a document's file itself contains, by the name that its reader gave it."""

from __future__ import annotations


def picture(data: bytes, format_name: str, ref: str) -> bytes | None:
    """Return the bytes of an image in a file of a format, None where there is none of that name.

    ``ref`` is the name of a container's member. Raise Refused for a container that may not be read.
    """
    from glossator.reading.container import members  # read late: most texts have no images

    if ref.startswith("data:") or not data.startswith(b"PK"):
        return None
    archive = members(data, format_name)
    return archive.read(ref) if archive.has(ref) else None
