"""What runs in the child process: read what comes on standard input, answer on standard output, until it ends."""

from __future__ import annotations

import importlib
import json
import socket
import sys
from typing import Any, BinaryIO

from glossator.model.problem import Refused
from glossator.reading.frames import read_frame, write_frame
from glossator.reading.guard import told
from glossator.reading.parsed import Given
from glossator.reading.registry import by_name

#: The memory that reading one file may take, in bytes, where the system can hold a process to it.
MEMORY = 1024 * 1024 * 1024


def serve() -> None:
    """Read file after file; the parent ends this process."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a library prints must not get between the frames.
    sys.stdout = sys.stderr
    limited = False
    while (head := read_frame(asked)) is not None:
        question = json.loads(head)
        data = read_frame(asked)
        if data is None:
            return
        if not limited:
            # Imported first: what Python compiles it also keeps, and after this nothing can be written.
            importlib.import_module(by_name(question["format"]).module)
            limited = True
            limit()
        write_frame(answers, json.dumps(_answer(question, data, answers)).encode("utf-8"))


def limit() -> None:
    """Hold this process to its memory, keep it from writing files and from the network."""
    socket.socket = _NoSocket  # type: ignore[misc, assignment]
    try:
        import resource
    except ImportError:  # a system without it: time alone is limited there, by the parent
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(what)
        if hard == resource.RLIM_INFINITY or hard >= most:
            try:
                resource.setrlimit(what, (most, hard))
            except (OSError, ValueError):
                continue  # macOS knows RLIMIT_AS and does not keep it


class _NoSocket:
    """Stand where a socket would be: no reader has anything to fetch."""

    def __init__(self, *_: object, **__: object) -> None:
        raise OSError("readers do not use the network")


def _answer(head: dict[str, Any], data: bytes, answers: BinaryIO) -> dict[str, Any]:
    def progress(done: int, total: int) -> None:
        write_frame(answers, json.dumps({"progress": [done, total]}).encode("utf-8"))

    given = Given(
        data,
        head["name"],
        head["file_name"],
        head["encoding"],
        head["most_characters"],
        options=head["options"],
        progress=progress if head["told"] else None,
    )
    try:
        return told(by_name(head["format"]).read(given))
    except Refused as no:
        return {"refused": [no.problem.what, no.problem.why, no.problem.todo]}
    except Exception as error:  # whatever a hostile file does to a reader, the answer is a sentence
        return {"failed": type(error).__name__}
