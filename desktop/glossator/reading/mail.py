"""Take mails apart, whatever is wrong with them: the library of the language raises in odd places for odd heads."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

#: Parts beyond these are not looked at.
MOST_PARTS = 10_000

#: A line of a head that is longer, in characters, is taken as it stands: to understand it takes too long.
LONGEST_LINE = 5_000


def opened(data: bytes) -> EmailMessage | None:
    """Return a mail, None where its bytes make none."""
    try:
        return message_from_bytes(data, policy=policy.default)
    except Exception:  # boundaries and heads that break their own rules
        return None


def leaves(message: EmailMessage | None) -> list[EmailMessage]:
    """List the parts that hold no other parts, in their order."""
    found: list[EmailMessage] = []
    waiting = [message] if message is not None else []
    while waiting and len(found) < MOST_PARTS:
        part = waiting.pop()
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting.extend(one for one in reversed(inner) if isinstance(one, EmailMessage))
        else:
            found.append(part)
    return found


def bytes_of(part: EmailMessage) -> bytes:
    """Return a part's bytes, its transfer encoding undone."""
    try:
        found = part.get_payload(decode=True)
    except Exception:  # an encoding that cannot be undone
        return b""
    return found if isinstance(found, bytes) else b""


def header(part: EmailMessage, name: str) -> str:
    """Return what a head says under a name, its white space as single spaces; empty where it says nothing."""
    try:
        raw = next((str(value) for key, value in part.raw_items() if key.lower() == name.lower()), "")
        found = raw[:LONGEST_LINE] if len(raw) > LONGEST_LINE else str(part.get(name) or "")
        return " ".join(found.encode("utf-8", "replace").decode().split())
    except Exception:  # a head that breaks its own rules
        return ""


def kind_of(part: EmailMessage) -> str:
    """Return the type of a part, ``text/plain`` where it says none that fits."""
    try:
        found = part.get_content_type()
    except Exception:  # a type that breaks its own rules
        return "text/plain"
    # Parts of which no boundary was found lie there as words.
    return "text/plain" if found.startswith("multipart/") and not part.is_multipart() else found


def charset_of(part: EmailMessage) -> str | None:
    """Return the encoding that a part says it is in."""
    try:
        return part.get_content_charset()
    except Exception:  # a name that breaks its own rules
        return None


def parameter(part: EmailMessage, name: str) -> str:
    """Return a parameter of a part's type in small letters."""
    try:
        found = part.get_param(name)
    except Exception:  # parameters that break their own rules
        return ""
    return found.lower() if isinstance(found, str) else ""


def is_attached(part: EmailMessage) -> bool:
    """Tell whether a part is attached rather than shown."""
    try:
        return part.get_content_disposition() == "attachment"
    except Exception:  # a disposition that breaks its own rules
        said = [str(value) for name, value in part.raw_items() if name.lower() == "content-disposition"]
        return any(words.strip().lower().startswith("attachment") for words in said)


def file_name(part: EmailMessage) -> str:
    """Return the name of an attached file."""
    try:
        return part.get_filename() or ""
    except Exception:  # a name that breaks its own rules
        return ""
