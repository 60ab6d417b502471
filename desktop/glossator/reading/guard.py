"""Read a file in a child process, with limits of time and memory: what goes wrong there is a sentence here.

The child is another Python that knows the readers and nothing else; it opens no file and no connection. Time is
limited everywhere, memory where the system knows how (`child.limit`).
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any

from glossator.model.document import Block, Caution, Content, Metadata, Proposal, Span
from glossator.model.problem import Problem, Refused, refuse
from glossator.reading.frames import read_frame, write_frame
from glossator.reading.parsed import Comment, Given, Parsed

#: How long any file may take, in seconds, and how long more for each megabyte of it.
PATIENCE = 8.0
PATIENCE_A_MEGABYTE = 4.0

#: How often the parent looks whether the work was cancelled, in seconds.
_GLANCE = 0.05

#: What the child runs: the paths are those of this Python, so that it finds the same program.
_CHILD = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from {module} import serve; serve()"


class Cancelled(Exception):
    """Say that reading was cancelled; nothing came of it."""


def start_child(module: str) -> subprocess.Popen[bytes]:
    """Start a Python that runs ``serve`` of a module of this program, with pipes to and from it."""
    code = _CHILD.format(module=module)
    paths = json.dumps([path for path in sys.path if path])
    return subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", code, paths],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=-1,
    )


class Guard:
    """Hold the child that reads; it is started when first asked, and anew after it was ended."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # what was not written yet goes with the child
        child.wait()

    def read(self, format_name: str, given: Given, cancelled: Callable[[], bool] | None = None) -> Parsed:
        """Let the child read; raise Refused where it cannot, does not end in time or dies, Cancelled where asked."""
        try:
            self._ask(format_name, given)
        except OSError:
            self.close()
            raise refuse(
                f"{given.name} was not read", "its reader could not be started", "try again; nothing was changed"
            ) from None
        allowed = PATIENCE + PATIENCE_A_MEGABYTE * len(given.data) / 1_000_000
        end = time.monotonic() + allowed
        while True:
            if cancelled is not None and cancelled():
                self.close()
                raise Cancelled
            try:
                answer = self._answers.get(timeout=_GLANCE)
            except queue.Empty:
                if time.monotonic() < end:
                    continue
                self.close()
                raise refuse(
                    f"{given.name} was not read",
                    f"reading it took longer than {allowed:.0f} seconds",
                    "save it again with the program that made it, or take the text out of it there",
                ) from None
            if answer is None:
                self.close()
                raise _died(given.name)
            said = json.loads(answer)
            if "progress" in said:
                if given.progress is not None:
                    given.progress(*said["progress"])
                continue
            return parsed_of(said, given.name)

    def _ask(self, format_name: str, given: Given) -> None:
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child = start_child("glossator.reading.child")
            self._answers = queue.SimpleQueue()
            threading.Thread(target=_listen, args=(self._child, self._answers), daemon=True).start()
        asked = {
            "format": format_name,
            "name": given.name,
            "file_name": given.file_name,
            "encoding": given.encoding,
            "most_characters": given.most_characters,
            "options": dict(given.options),
            "told": given.progress is not None,
        }
        if self._child.stdin is None:
            raise OSError("the child has no pipe")
        write_frame(self._child.stdin, json.dumps(asked).encode("utf-8"))
        write_frame(self._child.stdin, given.data)


def _listen(child: subprocess.Popen[bytes], answers: queue.SimpleQueue[bytes | None]) -> None:
    """Put what the child says into a queue, None when it has ended."""
    pipe = child.stdout
    while pipe is not None:
        try:
            frame = read_frame(pipe)
        except (OSError, ValueError):  # it was closed under our hands
            frame = None
        answers.put(frame)
        if frame is None:
            return


def _died(name: str) -> Refused:
    return refuse(
        f"{name} was not read",
        "its reader broke down on it",
        "save it again with the program that made it, or take the text out of it there",
    )


def parsed_of(said: dict[str, Any], name: str) -> Parsed:
    """Return what the child read; raise Refused where it says that it could not."""
    if "refused" in said:
        raise Refused(Problem(*said["refused"]))
    if said.get("failed") == "MemoryError":
        raise refuse(
            f"{name} was not read", "reading it takes more memory than a document may", "divide it and read the parts"
        )
    if "failed" in said:
        raise refuse(
            f"{name} was not read",
            f"its reader does not know what to do with it ({said['failed']})",
            "save it again with the program that made it, or take the text out of it there",
        )
    return Parsed(
        Content(said["text"], tuple(Block(*row) for row in said["blocks"]), tuple(Span(*row) for row in said["spans"])),
        Metadata(**{key: Proposal(*pair) for key, pair in said["metadata"].items()}),
        said["encoding"],
        said["confidence"],
        tuple(Caution(*row) for row in said["warnings"]),
        said["media_type"],
        tuple(Comment(*row) for row in said["comments"]),
    )


def told(parsed: Parsed) -> dict[str, Any]:
    """Return what was read as plain JSON, the counterpart of `parsed_of`."""
    metadata = parsed.metadata
    proposals = {key: getattr(metadata, key) for key in Metadata.__slots__}
    return {
        "text": parsed.content.text,
        "blocks": _rows(parsed.content.blocks),
        "spans": [[one.kind, one.start, one.end, one.target] for one in parsed.content.spans],
        "metadata": {key: [one.value, one.origin] for key, one in proposals.items() if one is not None},
        "encoding": parsed.encoding,
        "confidence": parsed.confidence,
        "warnings": [[one.code, one.count, one.words] for one in parsed.warnings],
        "media_type": parsed.media_type,
        "comments": [[one.start, one.end, one.words, one.author, one.made] for one in parsed.comments],
    }


def _rows(blocks: Sequence[Block]) -> list[list[Any]]:
    return [[one.kind, one.start, one.end, one.level, one.page, dict(one.data)] for one in blocks]
