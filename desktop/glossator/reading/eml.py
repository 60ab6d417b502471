"""Read mails: the plain part, else the page; what was quoted is a quotation, its “>” kept (RFC 5322, RFC 2045)."""

from __future__ import annotations

import re
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parseaddr

from glossator.model.document import Caution, Content, Json, Metadata, Proposal
from glossator.model.problem import refuse
from glossator.reading.canonical import canonical, counted
from glossator.reading.encoding import Decoded, decode
from glossator.reading.html import decode_page, read_page, too_long
from glossator.reading.mail import (
    MOST_PARTS,
    bytes_of,
    charset_of,
    file_name,
    header,
    is_attached,
    kind_of,
    leaves,
    opened,
    parameter,
)
from glossator.reading.parsed import Given, Parsed
from glossator.reading.weaving import Weaver

_HEAD = "the mail's head"
_QUOTED = re.compile(r"(?:>[ \t]?)+")

#: A reply nests no deeper than this for the page's form; the “>” are all kept.
DEEPEST = 9

#: So many attachments are named.
NAMED = 5


def read_eml(given: Given) -> Parsed:
    """Read a mail's own words; attachments are named, not read."""
    message = opened(given.data)
    if message is None:
        raise refuse(
            f"{given.name} was not read", "it is no mail, or a broken one", "save it again from the mail program"
        )
    parts = leaves(message)
    plain = [one for one in parts if kind_of(one) == "text/plain" and not is_attached(one)]
    pages = [one for one in parts if kind_of(one) == "text/html" and not is_attached(one)]
    said = _said(message, parts)
    metadata = _described(message)
    with_words = [one for one in plain if bytes_of(one).strip()]
    if with_words:
        return _read_plain(given, with_words, metadata, said)
    if not pages:
        raise refuse(f"{given.name} was not read", "it is a mail without words", "save what is attached to it instead")
    page = pages[0]
    inner = Given(bytes_of(page), given.name, None, given.encoding, given.most_characters, options=given.options)
    parsed = read_page(decode_page(inner, said=charset_of(page)), inner, pictures=lambda _address: None)
    own = metadata if metadata.language is not None else _with_language(metadata, parsed.metadata)
    return Parsed(parsed.content, own, parsed.encoding, parsed.confidence, (*parsed.warnings, *said))


def _read_plain(given: Given, parts: list[EmailMessage], metadata: Metadata, said: tuple[Caution, ...]) -> Parsed:
    read = [_decoded(one, given) for one in parts]
    text, cautions = canonical("\n\n".join(one.text.rstrip("\r\n") for one in read))
    if len(text) > given.most_characters:
        raise too_long(given)
    flowed = parameter(parts[0], "format") == "flowed"
    warnings = (*(caution for one in read for caution in one.cautions), *cautions, *said)
    return Parsed(_woven(text, flowed=flowed), metadata, read[0].encoding, read[0].confidence, warnings)


def _decoded(part: EmailMessage, given: Given) -> Decoded:
    """Decode a part by the encoding that was chosen or that it says, else by what its bytes show."""
    data = bytes_of(part)
    for encoding in (given.encoding, charset_of(part)):
        if encoding is not None and encoding != "us-ascii":
            try:
                found = decode(data, encoding=encoding, name=given.name)
            except Exception:  # a mail may say anything of itself
                if encoding == given.encoding:
                    raise
                continue
            return Decoded(found.text, found.encoding, None, found.undecodable)
    return decode(data, name=given.name)


def _woven(text: str, *, flowed: bool) -> Content:
    """Weave the lines of a mail: a paragraph's lines belong together, quoted ones are quotations."""
    weaver = Weaver()
    group, former = 0, -1
    for line in text.split("\n"):
        quoted = _QUOTED.match(line)
        depth = quoted.group().count(">") if quoted is not None else 0
        blank = not line[quoted.end() if quoted is not None else 0 :].strip()
        if blank or depth != former or not group:
            group = 0 if blank else weaver.new_group()
        data: dict[str, Json] = {"group": group} if group else {}
        weaver.begin("quote" if depth else "paragraph", level=min(depth, DEEPEST) or None, data=data)
        weaver.add(_unflowed(line) if flowed else line)
        former = depth
    return weaver.content()


def _unflowed(line: str) -> str:
    """Take off what a flowing mail adds to a line: the space that says that it goes on, and the one that guards it."""
    if line.startswith((" >", " From ")):
        line = line[1:]
    return line if line == "-- " else line.removesuffix(" ")


def _described(message: EmailMessage) -> Metadata:
    subject = header(message, "Subject")
    name, address = parseaddr(header(message, "From"))
    return Metadata(
        title=Proposal(subject, _HEAD) if subject else None,
        author=Proposal(name or address, _HEAD) if name or address else None,
        published=_day(message),
        language=Proposal(found, _HEAD)
        if (found := header(message, "Content-Language").split(",")[0].strip())
        else None,
    )


def _day(message: EmailMessage) -> Proposal | None:
    try:
        found = getattr(message["Date"], "datetime", None)
    except Exception:  # a date that is none
        return None
    return Proposal(found.date().isoformat(), _HEAD) if found is not None else None


def _said(message: EmailMessage, parts: list[EmailMessage]) -> tuple[Caution, ...]:
    said = []
    attached = [one for one in parts if is_attached(one) or not kind_of(one).startswith(("text/", "multipart/"))]
    if attached:
        names = ", ".join(filter(None, (file_name(one) for one in attached[:NAMED])))
        words = f"{counted(len(attached), 'attachment')} not read" + (f": {names}" if names else "")
        said.append(Caution("attachments", len(attached), words))
    if len(parts) == MOST_PARTS:
        said.append(Caution("parts", 1, f"parts beyond the first {MOST_PARTS:,} not read"))
    defects = sum(len(one.defects) for one in (message, *parts))
    if defects:
        said.append(Caution("defects", defects, f"{counted(defects, 'fault')} in how the mail is put together"))
    return tuple(said)


def _with_language(metadata: Metadata, page: Metadata) -> Metadata:
    return replace(metadata, language=page.language, direction=page.direction)
