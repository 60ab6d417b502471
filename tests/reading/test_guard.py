"""A reader in a child process can hang, die, eat memory, print and be cancelled: each is a sentence, never more."""

import subprocess
import sys
import threading

import pytest

from glossator.model.problem import Refused
from glossator.reading import guard as guarding
from glossator.reading.guard import Cancelled, Guard
from glossator.reading.parsed import Given

TABLE = b"speaker,text\nAda,Yes.\n"


def refusal_of(code, data=TABLE, monkeypatch=None):
    """Let a child read whose reader of tables is the given code."""
    child = (
        "import sys, json; sys.path[:] = json.loads(sys.argv[1]);"
        "from glossator.reading import transcripts;"
        f"exec({code!r}); transcripts.read_csv = read;"
        "from glossator.reading.child import serve; serve()"
    )
    monkeypatch.setattr(guarding, "_CHILD", child.replace("{", "{{").replace("}", "}}"))
    with Guard() as guard, pytest.raises(Refused) as no:
        guard.read("csv", Given(data, "“a.csv”", "a.csv"))
    return str(no.value)


def test_one_child_reads_file_after_file() -> None:
    with Guard() as guard:
        texts = [guard.read("csv", Given(b"text\n%d\n" % number, "“a”", "a.csv")).content.text for number in range(3)]
        assert texts == ["0", "1", "2"]


def test_a_reader_that_dies_is_a_sentence(monkeypatch) -> None:
    code = "def read(given):\n import os, signal\n os.kill(os.getpid(), signal.SIGSEGV)"
    assert refusal_of(code, monkeypatch=monkeypatch).startswith("“a.csv” was not read, its reader broke down on it, ")


def test_a_reader_that_fails_is_a_sentence(monkeypatch) -> None:
    code = "def read(given):\n return 1 / 0"
    assert "its reader does not know what to do with it (ZeroDivisionError)" in refusal_of(
        code, monkeypatch=monkeypatch
    )


def test_a_reader_that_hangs_is_ended(monkeypatch) -> None:
    monkeypatch.setattr(guarding, "PATIENCE", 1.0)
    code = "def read(given):\n import time\n time.sleep(100)"
    assert "reading it took longer than 1 seconds" in refusal_of(code, monkeypatch=monkeypatch)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold a process to its memory")
def test_a_reader_that_eats_memory_is_a_sentence(monkeypatch) -> None:
    code = "def read(given):\n return b'x' * (2 << 30)"
    assert "reading it takes more memory than a document may" in refusal_of(code, monkeypatch=monkeypatch)


def test_a_reader_can_use_no_network(monkeypatch) -> None:
    code = "def read(given):\n import urllib.request\n urllib.request.urlopen('http://127.0.0.1:9')"
    assert "(URLError)" in refusal_of(code, monkeypatch=monkeypatch)


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_reader_can_write_no_file(monkeypatch, tmp_path) -> None:
    path = tmp_path / "out"
    code = f"def read(given):\n with open({str(path)!r}, 'w') as file: file.write('x' * 100000)"
    assert "(OSError)" in refusal_of(code, monkeypatch=monkeypatch)
    assert path.read_bytes() == b""


def test_what_a_reader_prints_is_not_taken_for_its_answer(monkeypatch) -> None:
    code = "def read(given):\n print('noise')\n raise ValueError"
    assert "(ValueError)" in refusal_of(code, monkeypatch=monkeypatch)


def test_reading_can_be_cancelled_and_no_child_is_left() -> None:
    stop = threading.Event()
    stop.set()
    with Guard() as guard:
        with pytest.raises(Cancelled):
            guard.read("csv", Given(TABLE, "“a”", "a.csv"), stop.is_set)
        assert guard.read("csv", Given(TABLE, "“a”", "a.csv")).content.text == "Yes."


def test_no_child_outlives_its_guard() -> None:
    with Guard() as guard:
        guard.read("csv", Given(TABLE, "“a”", "a.csv"))
        child = guard._child
        assert isinstance(child, subprocess.Popen)
    assert child.returncode is not None
