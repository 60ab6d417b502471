"""The writer's lock: one holder, whichever way it is asked for."""

from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from glossator.store.locking import take_lock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".sea.gloss.lock"


def test_one_is_taken_and_the_next_is_not(path):
    held = take_lock(path)
    assert held is not None
    assert take_lock(path) is None
    held.release()


def test_one_that_was_let_go_is_taken_again(path):
    first = take_lock(path)
    first.release()
    again = take_lock(path)
    assert again is not None
    again.release()


def test_filelock_does_not_pass_by_who_holds_it(path):
    held = take_lock(path)
    with pytest.raises(Timeout):
        FileLock(path).acquire(timeout=0)
    held.release()


def test_who_holds_it_by_filelock_is_not_passed_by(path):
    with FileLock(path):
        assert take_lock(path) is None


def test_a_file_that_was_taken_away_under_its_holder_is_no_lock_for_the_next(path):
    held = take_lock(path)
    path.unlink()
    held.release()
    again = take_lock(path)
    assert again is not None
    assert path.exists()
    again.release()


def test_a_link_to_elsewhere_is_not_locked(path, tmp_path):
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match=r"\.sea\.gloss\.lock"):
        take_lock(path)
    assert not (tmp_path / "elsewhere").exists()
