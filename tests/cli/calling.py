"""What a call of the program gives, and the text that the tests tag."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

TALKS = (
    "Harbour talks\n"
    "\n"
    "The Northern government accepts a ceasefire 🕊️ only if pilots go first. "
    "The Southern ministry rejects it.\n"
    "\n"
    "Insurers warn that premiums could double. The Southern ministry rejects that, too.\n"
)


@dataclass(frozen=True)
class Answer:
    """What a call gave: its status, what it printed, and what it said."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Call = Callable[..., Answer]
