from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

import pytest

from glossator.exchange.files import write_whole
from glossator.model.problem import Refused


def whole(out: BinaryIO) -> str:
    """Write something whole."""
    out.write(b"new")
    return "answer"


def test_a_file_is_written_and_the_answer_handed_back(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "out.json", whole) == "answer"
    assert (tmp_path / "out.json").read_bytes() == b"new"


def test_nothing_is_left_beside_a_written_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "out.json", whole)
    assert os.listdir(tmp_path) == ["out.json"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, Refused], ids=["failed", "interrupted", "refused"])
def test_a_failed_write_leaves_what_was_there_and_no_litter(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "out.json"
    target.write_bytes(b"old")

    def broken(out: BinaryIO) -> None:
        out.write(b"half" * 100_000)
        raise error("stop")

    with pytest.raises((error, AttributeError)):
        write_whole(target, broken)
    assert (os.listdir(tmp_path), target.read_bytes()) == (["out.json"], b"old")


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_whole(target, whole)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "near.json").symlink_to(tmp_path / "far" / "out.json")
    write_whole(tmp_path / "near.json", whole)
    assert (tmp_path / "near.json").is_symlink()
    assert (tmp_path / "far" / "out.json").read_bytes() == b"new"


def test_a_device_is_written_into_and_stays_one() -> None:
    assert write_whole(Path(os.devnull), whole) == "answer"
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "it is a folder"),
        ("nowhere/out.json", "its folder is not there"),
        ("file/out.json", "its folder is not there"),
    ],
    ids=["folder", "no folder", "a file for a folder"],
)
def test_a_target_that_cannot_be_written_is_refused(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Refused) as refused:
        write_whole(tmp_path / name, whole)
    assert str(refused.value) == f"{tmp_path / name} was not written, {why}, choose another place"


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="file name too long"):
        write_whole(tmp_path / ("x" * 300), whole)
