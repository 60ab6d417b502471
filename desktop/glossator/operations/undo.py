"""Undo and redo: what the reader did last is taken back or done again; the store knows what that was."""

from __future__ import annotations

from glossator.model.people import Reader
from glossator.model.problem import Problem, Refused
from glossator.operations.acting import writable
from glossator.store import Act, Project


def undo(project: Project, reader: Reader) -> Act:
    """Take back the reader's last act; refused, with the reason, where a later one stands on it."""
    writable(project)
    return _done(project.undo(reader.id))


def redo(project: Project, reader: Reader) -> Act:
    """Do again what the reader took back last."""
    writable(project)
    return _done(project.redo(reader.id))


def _done(result: Act | Problem) -> Act:
    if isinstance(result, Problem):
        raise Refused(result)
    return result
