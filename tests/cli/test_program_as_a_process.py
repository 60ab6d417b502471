"""The program as a shell runs it: statuses, streams, locales and closed pipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from calling import TALKS

from glossator.cli.opening import SCREENS
from glossator.cli.program import program

ROOT = Path(__file__).parents[2]


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "glossator", *words],
        cwd=folder,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop"), **environment},
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("process")
    (folder / "talks.txt").write_text(TALKS, encoding="utf-8")
    assert run(folder, "new", "talks.gloss").returncode == 0
    assert run(folder, "add", "talks.gloss", "talks.txt").returncode == 0
    return folder


@pytest.mark.parametrize(
    "locale",
    [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "latin-1"}],
    ids=["the C locale", "Latin-1"],
)
def test_text_is_utf8_whatever_the_locale(folder: Path, locale: dict[str, str]) -> None:
    done = run(folder, "text", "talks.gloss", "Harbour talks", **locale)
    assert (done.returncode, done.stdout, done.stderr) == (0, TALKS.encode(), b"")
    listed = run(folder, "document", "talks.gloss", "Harbour talks", "--json", **locale)
    assert json.loads(listed.stdout.decode())["title"] == "Harbour talks"


def test_a_refusal_is_one_line_and_status_one(folder: Path) -> None:
    done = run(folder, "text", "talks.gloss", "Немає 🎉", LC_ALL="C")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith("glossator: “Немає 🎉” was not found, ")
    assert done.stderr.count(b"\n") == 1


def bare(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program where nothing says on which screen."""
    kept = {key: value for key, value in os.environ.items() if key not in SCREENS}
    return subprocess.run(
        [sys.executable, "-m", "glossator", *words],
        cwd=folder,
        capture_output=True,
        env={**kept, "PYTHONPATH": str(ROOT / "desktop"), "GLOSSATOR_HOME": str(folder / "home"), **environment},
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("words", [(), ("talks.gloss",), ("./talks.gloss",), ("--as", "Ada")], ids=" ".join)
def test_without_a_display_the_window_is_refused_and_the_tour_named(folder: Path, words: tuple[str, ...]) -> None:
    done = bare(folder, *words)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == (
        "glossator: the window was not opened, there is no display, see it at work in pictures with:"
        " glossator tour OUT\n"
    )


@pytest.mark.parametrize("words", [("talks.gloss",), ("tour", "out")], ids=["window", "tour"])
def test_a_library_of_the_system_that_qt_misses_is_named(folder: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "PySide6").mkdir()
    raising = "raise ImportError('libEGL.so.1: cannot open shared object file: No such file or directory')"
    (tmp_path / "PySide6" / "__init__.py").write_text(raising, "utf-8")
    searched = os.pathsep.join([str(tmp_path), str(ROOT / "desktop")])
    done = bare(folder, *words, PYTHONPATH=searched, QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)
    assert done.stderr.decode().startswith("glossator: Glossator cannot open a window, Qt needs libEGL.so.1, ")


def test_a_wrong_call_has_status_two(folder: Path) -> None:
    for words in (("tag",), ("tags", "talks.gloss", "--nonsense"), ("nonsense",)):
        assert run(folder, *words).returncode == 2


def test_a_closed_pipe_is_no_failure(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "glossator", "history", "talks.gloss", "--json"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), said) == (0, b"")


def test_an_output_that_cannot_be_written_is_one_line(folder: Path) -> None:
    # Standard output opened for reading takes nothing, on every system.
    with Path(os.devnull).open("rb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "glossator", "export", "talks.gloss"],
            cwd=folder,
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
            check=False,
        )
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert done.stderr.startswith(b"glossator: ")


def test_a_path_that_is_not_there_is_refused_before_the_window(folder: Path) -> None:
    done = run(folder, "gone.gloss")
    assert (done.returncode, done.stderr) == (
        1,
        b"glossator: gone.gloss was not opened, there is no such file, look at its name and folder\n",
    )


@pytest.mark.parametrize("words", [("--help",), ("tag", "--help"), ("documents", "talks.gloss")], ids=" ".join)
def test_small_commands_load_no_qt_and_no_parsers(folder: Path, words: tuple[str, ...]) -> None:
    code = (
        "import sys\nfrom glossator.cli.program import program\n"
        f"try:\n    program({list(words)!r})\nexcept SystemExit:\n    pass\n"
        "heavy = {'PySide6', 'markdown_it', 'pygments', 'chardet', 'jsonschema'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
        check=False,
    )
    assert done.stderr.splitlines()[-1] == b"[]"


def test_a_mistake_of_ours_is_one_line_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    def break_(*_args: object, **_named: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.delenv("GLOSSATOR_TRACEBACK", raising=False)
    monkeypatch.setattr(program.commands["check"], "callback", break_)
    result = CliRunner().invoke(program, ["check", "a.gloss"])
    assert (result.exit_code, result.stderr) == (
        1,
        "glossator: it was not done, the program made a mistake (RuntimeError: two lines), "
        "set GLOSSATOR_TRACEBACK=1 to see where and report it\n",
    )


@pytest.mark.parametrize("error", [KeyboardInterrupt(), PermissionError(13, "Permission denied", "a.gloss")], ids=type)
def test_an_interruption_is_one_line_too(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    def break_(*_args: object, **_named: object) -> None:
        raise error

    monkeypatch.setattr(program.commands["check"], "callback", break_)
    result = CliRunner().invoke(program, ["check", "a.gloss"])
    assert result.exit_code == 1
    assert result.stderr.startswith("glossator: ")
    assert result.stderr.count("\n") == 1
