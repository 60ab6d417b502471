"""A refusal that nobody took is said in the status bar, as when the panel meets a damaged page in its rows."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from glossator.model.problem import Refused

if TYPE_CHECKING:
    from glossator.views.desk import Desk


def say_refusals(desk: Desk) -> None:
    """Say what is refused within Qt's own calls, which hand it to nobody; what else goes wrong there goes its way."""
    otherwise = sys.excepthook

    def heard(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Refused):
            desk.refuse(error.problem)
        else:
            otherwise(kind, error, trace)

    sys.excepthook = heard
