"""Set-up finds what a machine lacks and says the one command that brings it."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "setup"))

import environment

from glossator import machine
from glossator.compatibility import bad_pair

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n'
UBUNTU = "ID=ubuntu\nID_LIKE=debian\n"
ROCKY = 'ID="rocky"\nID_LIKE="rhel centos fedora"\n'
ARCH = "ID=arch\n"


@pytest.mark.parametrize(
    ("os_release", "family"),
    [(DEBIAN, "debian"), (UBUNTU, "debian"), (ROCKY, "fedora"), (ARCH, "arch"), ("ID=void\n", None), ("", None)],
    ids=["Debian", "Ubuntu", "Rocky", "Arch", "another", "none"],
)
def test_the_family_is_read_from_os_release(os_release, family):
    assert machine.family_of(os_release) == family


def lacking(*names: str):
    def load(soname: str) -> None:
        if soname in names:
            raise OSError(soname)

    return machine.missing_libraries(machine.ALWAYS, load)


@pytest.mark.parametrize(
    ("family", "command"),
    [
        ("debian", "sudo apt install libegl1 libdbus-1-3"),
        ("fedora", "sudo dnf install libglvnd-egl dbus-libs"),
        ("arch", "sudo pacman -S --needed libglvnd dbus"),
    ],
)
def test_what_is_missing_becomes_one_command(family, command):
    names = [one.soname for one in lacking("libEGL.so.1", "libdbus-1.so.3")]
    sentence = str(machine.lacking(names, family))
    assert sentence == f"Glossator cannot open a window, Qt needs libEGL.so.1, libdbus-1.so.3, run: {command}"


@pytest.mark.parametrize(
    ("names", "family"), [(["libEGL.so.1"], None), (["libodd.so.9", "libEGL.so.1"], "debian")], ids=["system", "name"]
)
def test_where_the_package_is_not_known_only_the_library_is_named(names, family):
    todo = machine.lacking(names, family).todo
    assert todo == "install the packages of your system that hold them"


def test_a_whole_machine_lacks_nothing():
    assert lacking() == ()


def test_two_libraries_of_one_package_are_installed_once():
    missing = lacking("libglib-2.0.so.0", "libgthread-2.0.so.0")
    assert machine.packages(missing, "debian") == ("libglib2.0-0",)


@pytest.mark.parametrize(
    ("surroundings", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_display_is_there_or_not(surroundings, platform, shown):
    assert machine.has_display(surroundings, platform) is shown


def test_x_libraries_are_asked_for_only_where_there_is_an_x_server():
    names = {library.soname for library in machine.needed_libraries({})}
    assert "libxcb-cursor.so.0" not in names
    assert "libxcb-cursor.so.0" in {one.soname for one in machine.needed_libraries({"DISPLAY": ":0"})}


def test_set_up_is_skipped_while_pyproject_stands(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    python = environment.python_of(tmp_path)
    python.parent.mkdir(parents=True)
    python.touch()
    assert not environment.is_ready(tmp_path)
    environment.stamp_of(tmp_path).write_text(environment.fingerprint(tmp_path), "ascii")
    assert environment.is_ready(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'other'\n", "utf-8")
    assert not environment.is_ready(tmp_path)


@pytest.mark.parametrize(
    ("python", "pyside", "bad"),
    [
        ((3, 11), "6.12.0", True),
        ((3, 11), "6.12.1", True),
        ((3, 11), "6.11.3", False),
        ((3, 12), "6.12.0", False),
        ((3, 14), "7.0.0", False),
    ],
)
def test_the_pair_that_crashes_is_refused_in_one_sentence(python, pyside, bad):
    problem = bad_pair(python, pyside)
    assert (problem is not None) is bad
    if problem is not None:
        assert str(problem).startswith("Glossator was not started, PySide6 6.12")
        assert "\n" not in str(problem)


@pytest.mark.parametrize(
    ("family", "platform", "todo"),
    [
        ("debian", "linux", "run: sudo apt install python3-venv make git"),
        ("fedora", "linux", "run: sudo dnf install python3 make git"),
        ("arch", "linux", "run: sudo pacman -S --needed python make git"),
        (None, "darwin", "install Python from python.org or with: brew install python"),
    ],
)
def test_a_python_without_venv_is_told_what_to_install(family, platform, todo):
    assert machine.python_sentence(family, platform).endswith(todo)
