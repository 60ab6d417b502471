"""Identity: the same thing made apart is the same row.

Ids that follow from what a thing is are version 5 UUIDs (RFC 9562) in a namespace of our own; all
others are random.
"""

from __future__ import annotations

import os

from glossator.model.people import folded

#: The namespace of our names: the version 5 UUID of the address urn:glossator:identity:1.
_NAMESPACE = "016dbd2f-81ce-52d6-bbd1-e973dbce4aa7"

#: The reader whose tags are the agreed reading, named "reader:Agreed"; the same in every project.
AGREED_READER = "e75f7a97-3d2a-5f2b-8b35-a285c28ccbc6"


#: The bits of a UUID that say its version and variant (RFC 9562, 5.4), and what they say of a random one.
_FIXED_BITS = 0xF << 76 | 0b11 << 62
_VERSION_4 = 4 << 76 | 0b10 << 62


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes as 64 hexadecimal digits."""
    from hashlib import sha256 as hashed  # read late: a start reads, and makes no id

    return hashed(data).hexdigest()


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8."""
    return sha256(text.encode("utf-8"))


def document_id(source_sha256: str) -> str:
    """Derive a document's id from the hash of its source bytes."""
    return named(f"document:{source_sha256}")


def version_id(document: str, text_sha256: str) -> str:
    """Derive a version's id from its document's id and its text's hash."""
    return named(f"version:{document}:{text_sha256}")


def entity_id(category: str, name: str) -> str:
    """Derive an entity's id from its category and folded first name."""
    return named(f"entity:{category}:{folded(name)}")


def mark_id(document: str, reader: str, type_: str, start: int | None, end: int | None) -> str:
    """Derive a mark's id from what it marks, so that marking twice is one mark."""
    return named(f"mark:{document}:{reader}:{type_}:{start}:{end}")


def decision_id(sides: tuple[str, ...]) -> str:
    """Derive a decision's id from the ids of its sides."""
    return named("decision:" + ":".join(sorted(sides)))


def agreed_id(decision: str, words: str) -> str:
    """Derive the id of an agreed tag from its decision and what it says, so that agreeing apart makes one tag."""
    return named(f"agreed:{decision}:{text_hash(words)}")


def new_id() -> str:
    """Make a random id: a version 4 UUID, made here because a start may need one and the library's module is slow."""
    number = int.from_bytes(os.urandom(16)) & ~_FIXED_BITS | _VERSION_4
    plain = f"{number:032x}"
    return "-".join((plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:]))


def example_id(table: str, name: str) -> str:
    """Derive the id of a row of the Example from its name there, so that every machine makes the same one."""
    return named(f"example:{table}:{name}")


def named(name: str) -> str:
    """Derive an id from a name in our namespace."""
    from uuid import UUID, uuid5  # read late, as above

    return str(uuid5(UUID(_NAMESPACE), name))
