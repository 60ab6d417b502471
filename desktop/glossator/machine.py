"""What this machine has and lacks: its distribution, the libraries that Qt loads, and the words to install them.

Pure but for `missing_libraries`, which tries to load them, and `os_release`. It needs nothing that is installed: set-up
asks it before the program is there, and the program where Qt cannot be loaded.
"""

from __future__ import annotations

import ctypes
import shlex
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from glossator.model.problem import Problem


@dataclass(frozen=True)
class Library:
    """Name a shared library and the package that holds it in each family of distributions."""

    soname: str
    debian: str
    fedora: str
    arch: str


#: What QtCore, QtGui and QtWidgets load on any Linux, with or without a display.
ALWAYS = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    Library("libX11.so.6", "libx11-6", "libX11", "libx11"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    Library("libfreetype.so.6", "libfreetype6", "freetype", "freetype2"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    Library("libgthread-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    Library("libzstd.so.1", "libzstd1", "libzstd", "zstd"),
)

#: What the platform plugin for an X server loads besides.
UNDER_X = (
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", "libx11"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util", "xcb-util"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb", "libxcb"),
    Library("libxcb-render.so.0", "libxcb-render0", "libxcb", "libxcb"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    Library("libxcb-shm.so.0", "libxcb-shm0", "libxcb", "libxcb"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb", "libxcb"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
)

#: What the platform plugin for Wayland loads besides.
UNDER_WAYLAND = (
    Library("libwayland-client.so.0", "libwayland-client0", "libwayland-client", "wayland"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor", "wayland"),
)

#: How each family installs, and what it calls venv, make and git.
INSTALL = {"debian": "apt install", "fedora": "dnf install", "arch": "pacman -S --needed"}
FOR_PYTHON = {"debian": "python3-venv make git", "fedora": "python3 make git", "arch": "python make git"}

#: What the words `ID` and `ID_LIKE` of /etc/os-release say about the family.
FAMILY = {
    "debian": "debian",
    "ubuntu": "debian",
    "fedora": "fedora",
    "rhel": "fedora",
    "centos": "fedora",
    "arch": "arch",
}

#: Platforms of Qt that show nothing to anybody.
UNSEEN = ("", "offscreen", "minimal")


def family_of(os_release: str) -> str | None:
    """Read the family of distributions out of the text of /etc/os-release; None where it is another."""
    entries = dict(line.split("=", 1) for line in os_release.split("\n") if "=" in line and not line.startswith("#"))
    words = [*shlex.split(entries.get("ID", "")), *shlex.split(entries.get("ID_LIKE", ""))]
    names = [name for word in words for name in word.split()]
    return next((FAMILY[name] for name in names if name in FAMILY), None)


def os_release() -> str:
    """Read the file that says what distribution this is; "" where there is none."""
    try:
        return Path("/etc/os-release").read_text("utf-8")
    except OSError:
        return ""


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Tell whether a window would be seen: always but on a Linux without X server, Wayland or another screen."""
    if not platform.startswith("linux"):
        return True
    shown = environment.get("QT_QPA_PLATFORM", "").split(":")[0] not in UNSEEN
    return shown or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def needed_libraries(environment: Mapping[str, str]) -> tuple[Library, ...]:
    """List what Qt will load on a Linux with this environment."""
    if environment.get("WAYLAND_DISPLAY"):
        return ALWAYS + UNDER_WAYLAND
    return ALWAYS + UNDER_X if environment.get("DISPLAY") else ALWAYS


def missing_libraries(needed: Iterable[Library], load: Callable[[str], object] = ctypes.CDLL) -> tuple[Library, ...]:
    """Try to load each library and return those that are not there."""
    missing = []
    for library in needed:
        try:
            load(library.soname)
        except OSError:
            missing.append(library)
    return tuple(missing)


def packages(missing: Iterable[Library], family: str) -> tuple[str, ...]:
    """Name each package that holds a missing library, once, in order."""
    return tuple(dict.fromkeys(str(getattr(library, family)) for library in missing))


def install_command(names: Iterable[str], family: str) -> str:
    """Write the one command that installs these packages."""
    return f"sudo {INSTALL[family]} {' '.join(names)}"


def lacking(sonames: Iterable[str], family: str | None) -> Problem:
    """Say which libraries the window lacks and what brings them, as far as it is known."""
    names = tuple(sonames)
    known = tuple(one for one in (*ALWAYS, *UNDER_X, *UNDER_WAYLAND) if one.soname in names)
    if family is None or len(known) < len(names):
        todo = "install the packages of your system that hold them"
    else:
        todo = f"run: {install_command(packages(known, family), family)}"
    return Problem("Glossator cannot open a window", f"Qt needs {', '.join(names)}", todo)


def python_sentence(family: str | None, platform: str) -> str:
    """Say that Python's venv is missing and what to do."""
    if family is not None:
        todo = f"run: sudo {INSTALL[family]} {FOR_PYTHON[family]}"
    elif platform == "darwin":
        todo = "install Python from python.org or with: brew install python"
    else:
        todo = "install the package of your system that holds them and run make again"
    return f"Glossator was not set up, this Python has no venv or no ensurepip, {todo}"
