"""The pen: whoever holds it writes the project; it passes from thread to thread, never to two at once."""

from __future__ import annotations

import threading
from collections import deque
from types import TracebackType

from glossator.store.acts import Act


class Pen:
    """Be held by the one thread that writes, and keep what borrowers did until the owner hears of it."""

    def __init__(self) -> None:
        self.acts: deque[Act] = deque()
        self._lock = threading.RLock()

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether another thread holds it now."""
        free = self._lock.acquire(blocking=False)
        if free:
            self._lock.release()
        return not free

    def __enter__(self) -> Pen:
        self._lock.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()
