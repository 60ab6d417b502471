"""The command line called in this process, on a real project in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from calling import TALKS, Answer, Call
from click.testing import CliRunner

from glossator.cli.program import program


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the program in a folder of its own, as the reader Ada where no other is named."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOGNAME", "ada")

    def run(*words: str, given: bytes = b"") -> Answer:
        result = CliRunner().invoke(program, list(words), input=given)
        return Answer(result.exit_code, result.stdout_bytes, result.stderr)

    return run


@pytest.fixture
def done(call: Call) -> Call:
    """Call the program and expect that it does what it is asked."""

    def run(*words: str, given: bytes = b"") -> Answer:
        answer = call(*words, given=given)
        assert answer.status == 0, answer.err
        return answer

    return run


@pytest.fixture
def talks(done: Call, tmp_path: Path) -> str:
    """Make a project with one document and return its name."""
    done("new", "talks.gloss", "--title", "Talks")
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    done("add", "talks.gloss", "talks.txt")
    return "talks.gloss"
