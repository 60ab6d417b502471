"""Long work that writes: on the lent project in a thread, and the window hears of its acts when it has ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from glossator.store import Project
from glossator.views import jobs
from glossator.views.desk import Desk

Result = TypeVar("Result")


def write(
    desk: Desk, words: str, work: Callable[[Project, jobs.Job], Result], *, done: Callable[[Result], object]
) -> jobs.Job | None:
    """Start work on the open project; ``done`` follows its acts, unless another project was opened meanwhile.

    None, and the reason said, where the project can only be read. Cancelled or failed work leaves it as it was.
    """
    project = desk.project
    if project.read_only is not None:
        desk.refuse(project.read_only)
        return None

    def run(job: jobs.Job) -> Result:
        with project.lend(job.is_cancelled) as lent:
            result = work(lent, job)
            job.settle()
        return result

    def hear() -> bool:
        here = desk.has_project and desk.project is project
        if here:
            project.hear()
        return here

    job = jobs.start(words, run, parent=desk)
    job.finished.connect(lambda result: done(result) if hear() else None)
    job.failed.connect(lambda _problem: hear())
    job.cancelled.connect(hear)
    return job
