"""Find the bytes of an image that a document's file itself contains, by the name that its reader gave it."""

from __future__ import annotations


def picture(data: bytes, format_name: str, ref: str) -> bytes | None:
    """Return the bytes of an image in a file of a format, None where there is none of that name.

    ``ref`` is the name of a container's member, the number of a saved page's part, ``data:N`` for the picture with
    that number in a page's own addresses, or ``pict:N`` for the one that begins there in Rich Text. Raise Refused for
    a container that may not be read.
    """
    # The readers are imported late: most texts have no images.
    if format_name == "html":
        from glossator.reading import html

        return html.picture(data, ref)
    if format_name == "mhtml":
        from glossator.reading import mhtml

        return mhtml.picture(data, ref)
    if format_name == "rtf":
        from glossator.reading import rtf_pictures

        return rtf_pictures.picture(data, ref)
    if not data.startswith(b"PK"):
        return None
    from glossator.reading.container import members

    archive = members(data, format_name)
    return archive.read(ref) if archive.has(ref) else None
