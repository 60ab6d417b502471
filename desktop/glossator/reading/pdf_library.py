"""Call pdfium quickly: the few functions that are asked for every run of characters, and files opened with a sentence.

Arguments and results are plain numbers here: what ctypes makes of typed pointers takes longer than pdfium itself.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from glossator.model.problem import Refused, refuse

_NUMBER, _ADDRESS, _REAL = ctypes.c_int, ctypes.c_void_p, ctypes.c_double


def address(pointer: Any) -> int:
    """Return the address that a typed pointer holds."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _quick(name: str, result: Any, *arguments: Any) -> Any:
    """Return a function of pdfium that takes and gives plain numbers."""
    return ctypes.CFUNCTYPE(result, *arguments)(address(getattr(raw, name)))


#: Each takes the address of a page's text and the number of a character.
text_object = _quick("FPDFText_GetTextObject", _ADDRESS, _ADDRESS, _NUMBER)
font_size = _quick("FPDFText_GetFontSize", _REAL, _ADDRESS, _NUMBER)
unicode_of = _quick("FPDFText_GetUnicode", ctypes.c_uint, _ADDRESS, _NUMBER)
is_hyphen = _quick("FPDFText_IsHyphen", _NUMBER, _ADDRESS, _NUMBER)
is_generated = _quick("FPDFText_IsGenerated", _NUMBER, _ADDRESS, _NUMBER)
has_no_meaning = _quick("FPDFText_HasUnicodeMapError", _NUMBER, _ADDRESS, _NUMBER)

#: These also take the address of where the answer goes.
loose_box = _quick("FPDFText_GetLooseCharBox", _NUMBER, _ADDRESS, _NUMBER, _ADDRESS)
matrix_of = _quick("FPDFText_GetMatrix", _NUMBER, _ADDRESS, _NUMBER, _ADDRESS)
origin_of = _quick("FPDFText_GetCharOrigin", _NUMBER, _ADDRESS, _NUMBER, _ADDRESS, _ADDRESS)

#: These take the address of a text object and of a font.
font_of = _quick("FPDFTextObj_GetFont", _ADDRESS, _ADDRESS)
font_flags = _quick("FPDFFont_GetFlags", _NUMBER, _ADDRESS, _ADDRESS)
font_name = _quick("FPDFFont_GetBaseFontName", ctypes.c_size_t, _ADDRESS, _ADDRESS, ctypes.c_size_t)


@contextmanager
def opened(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF for as long as it is read; raise Refused where a password or damage prevents it."""
    what = f"{name} was not read"
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        said = str(error).lower()
        if "password" in said or "security" in said:
            raise refuse(
                what, "it is protected by a password", "open it in its own program and save it without one"
            ) from None
        raise damaged(name) from None
    try:
        if not len(document):
            raise damaged(name)
        yield document
    finally:
        document.close()


def damaged(name: str) -> Refused:
    """Say that a file holds no page that could be read."""
    return refuse(f"{name} was not read", "it is damaged, or not whole", "get it again where it came from")
