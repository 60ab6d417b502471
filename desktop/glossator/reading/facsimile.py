"""The facsimile of a PDF: its pages as pictures, drawn in a child process that lives as long as they are shown.

What is wanted is told anew whenever it changes; what is needed most is drawn first, what nobody waits for any more
never. Whoever shows the pages hears of them in a thread of the facsimile's own.
"""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from glossator.model.document import Json
from glossator.model.problem import Problem, Refused, refuse
from glossator.reading.frames import read_frame, write_frame
from glossator.reading.guard import Cancelled, start_child
from glossator.reading.placed import Places

#: How long opening, drawing one page, and reading all places may take, in seconds.
OPENING, DRAWING = 30.0, 20.0
READING, READING_A_MEGABYTE = 20.0, 4.0

#: A page is tried so often, and the child is started again so often for one document.
TRIES, RESTARTS = 2, 12

#: How often a wait looks whether it is still wanted, in seconds.
_GLANCE = 0.05


class Wanted(NamedTuple):
    """Ask for a page, so many pixels wide."""

    page: int
    width: int


class Drawn(NamedTuple):
    """Hold the picture of a page: rows of ``stride`` bytes, four bytes a pixel, blue, green, red and none.

    ``asked`` is the width that was asked for; the picture's own may differ by a pixel.
    """

    page: int
    asked: int
    width: int
    height: int
    stride: int
    pixels: bytes


class Hears(Protocol):
    """Hear of a facsimile, in its thread."""

    def opened(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Take the size of every page, in points."""

    def drawn(self, picture: Drawn) -> None:
        """Take a page's picture."""

    def not_drawn(self, page: int, problem: Problem) -> None:
        """Take why a page has no picture."""

    def broke(self, problem: Problem) -> None:
        """Take why there will be no pictures any more."""


class Broken(Exception):
    """Say that the child ended, or did not answer in time."""


class Child:
    """Hold a child process and ask it one thing at a time."""

    def __init__(self) -> None:
        try:
            self._process: subprocess.Popen[bytes] = start_child("glossator.reading.facsimile_child")
        except OSError as error:
            raise Broken from error

    @property
    def pid(self) -> int:
        """Return the process's number."""
        return self._process.pid

    def ask(self, question: Mapping[str, object], data: bytes | None = None, *, within: float) -> tuple[Any, bytes]:
        """Return the head and the bytes of an answer; raise Refused where it says so, Broken where there is none."""
        to, back = self._process.stdin, self._process.stdout
        if to is None or back is None:
            raise Broken
        clock = threading.Timer(within, self._process.kill)
        clock.daemon = True
        clock.start()
        try:
            write_frame(to, json.dumps(question).encode("utf-8"))
            if data is not None:
                write_frame(to, data)
            head, body = read_frame(back), read_frame(back)
        except (OSError, ValueError) as error:
            raise Broken from error
        finally:
            clock.cancel()
        if head is None or body is None:
            raise Broken
        said = json.loads(head)
        if "refused" in said:
            raise Refused(Problem(*said["refused"]))
        return said, body

    def kill(self) -> None:
        """End the process; whoever waits for its answer hears that it is broken."""
        self._process.kill()

    def close(self) -> None:
        """End the process and let go of it."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # what was not written yet goes with the child
        self._process.wait()


class Facsimile:
    """Draw the pages of a PDF as they are wanted; the bytes are kept, so that a child that broke is replaced."""

    def __init__(self, data: bytes, name: str, hears: Hears) -> None:
        """``name`` is how sentences call the file."""
        self._data, self._name, self._hears = data, name, hears
        self._asking = threading.Condition()
        self._wanted: list[Wanted] = []
        self._drawing: Wanted | None = None
        self._closed = False
        self._child: Child | None = None
        self._failed: dict[int, int] = {}
        self._restarts = 0
        self._thread = threading.Thread(target=self._work, name="glossator-facsimile", daemon=True)
        self._thread.start()

    @property
    def child(self) -> int | None:
        """Return the number of the process that draws, None while there is none."""
        child = self._child
        return child.pid if child is not None else None

    def want(self, wanted: Sequence[Wanted]) -> None:
        """Say which pages are wanted from now on, what is needed most first."""
        with self._asking:
            self._wanted = [one for one in wanted if one != self._drawing and self._failed.get(one.page, 0) < TRIES]
            self._asking.notify()

    def close(self) -> None:
        """Draw no more, and end the child; nothing is heard after that."""
        with self._asking:
            self._closed = True
            child = self._child
            self._asking.notify()
        if child is not None:
            child.kill()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    # In the thread

    def _work(self) -> None:
        try:
            while not self._closed and self._open():
                if not self._draw_all():
                    return
        except Refused as refused:
            problem = refused.problem
            self._tell(lambda: self._hears.broke(problem))
        finally:
            child, self._child = self._child, None
            if child is not None:
                child.close()

    def _open(self) -> bool:
        """Start the child and let it open the file; tell whether it did."""
        try:
            child = Child()
            with self._asking:
                if self._closed:
                    child.close()
                    return False
                self._child = child
            head, _ = child.ask({"what": "open", "name": self._name}, self._data, within=OPENING)
        except Broken:
            self._tell(lambda: self._hears.broke(_broken(self._name)))
            return False
        if "sizes" not in head:
            self._tell(lambda: self._hears.broke(_broken(self._name)))
            return False
        if not self._restarts:
            sizes = [(float(width), float(height)) for width, height in head["sizes"]]
            self._tell(lambda: self._hears.opened(sizes))
        return True

    def _draw_all(self) -> bool:
        """Draw what is wanted until the facsimile closes; tell whether the child broke and is to be replaced."""
        while True:
            wanted = self._next()
            if wanted is None or self._child is None:
                return False
            try:
                head, body = self._child.ask(
                    {"what": "draw", "page": wanted.page, "width": wanted.width}, within=DRAWING
                )
            except Broken:
                return self._mend(wanted)
            if "failed" in head:
                self._give_up(wanted, TRIES)
                continue
            picture = Drawn(wanted.page, wanted.width, head["width"], head["height"], head["stride"], body)
            self._tell(lambda told=picture: self._hears.drawn(told))  # type: ignore[misc]

    def _next(self) -> Wanted | None:
        with self._asking:
            self._drawing = None
            while not self._wanted and not self._closed:
                self._asking.wait()
            if self._closed:
                return None
            self._drawing = self._wanted.pop(0)
            return self._drawing

    def _mend(self, wanted: Wanted) -> bool:
        """Let go of a child that broke while it drew a page; tell whether another is to be started."""
        if self._closed:
            return False
        if self._child is not None:
            self._child.close()
            self._child = None
        self._restarts += 1
        if self._restarts > RESTARTS:
            self._tell(lambda: self._hears.broke(_broken(self._name)))
            return False
        self._give_up(wanted, 1)
        if self._failed[wanted.page] < TRIES:
            with self._asking:
                self._wanted.insert(0, wanted)
        return True

    def _give_up(self, wanted: Wanted, tries: int) -> None:
        """Count tries of a page that came to nothing, and tell when they were the last."""
        self._failed[wanted.page] = self._failed.get(wanted.page, 0) + tries
        if self._failed[wanted.page] >= TRIES:
            problem = Problem(
                f"page {wanted.page + 1} of {self._name} was not drawn",
                "what it holds cannot be drawn here",
                "read its text, or open it in another program",
            )
            self._tell(lambda: self._hears.not_drawn(wanted.page, problem))

    def _tell(self, tell: Callable[[], None]) -> None:
        if not self._closed:
            tell()


def read_places(
    data: bytes, name: str, options: Mapping[str, Json], cancelled: Callable[[], bool] | None = None
) -> Places:
    """Read where the text of a PDF stands on its pages, in a child of its own.

    Raise Refused where that cannot be told, Cancelled where it was asked to stop.
    """
    what = f"the places of the text in {name} were not read"
    try:
        child = Child()
    except Broken:
        raise refuse(what, "their reader could not be started", "try again") from None
    stopped = threading.Event()
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_GLANCE):
            if cancelled is not None and cancelled():
                stopped.set()
                child.kill()
                return

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        within = READING + READING_A_MEGABYTE * len(data) / 1_000_000
        head, body = child.ask({"what": "places", "name": name, "options": dict(options)}, data, within=within)
    except Broken:
        if stopped.is_set():
            raise Cancelled from None
        raise refuse(what, "their reader broke down, or took too long", "tag in the text beside it") from None
    finally:
        over.set()
        watching.join()
        child.close()
    if "places" not in head:
        raise refuse(what, "their reader does not know what to do with it", "tag in the text beside it")
    return Places.heard(head["places"], body)


def _broken(name: str) -> Problem:
    return Problem(
        f"the pages of {name} are not shown any more",
        "drawing them broke down",
        "open the document again, or read its text",
    )
