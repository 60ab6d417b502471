"""Set up what is missing, then start the window, the tour or the pictures."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import environment
from environment import Stop

from glossator import machine

ROOT = Path(__file__).resolve().parent.parent

#: The picture of the tour that the README shows, in light and dark, and its name there.
README_PICTURE, README_NAME = "3-filled", "read"


def main(arguments: list[str]) -> int:
    """Set up, then do what the first argument names; answer a problem with one sentence and 1."""
    try:
        set_up()
        if arguments[:1] == ["run"]:
            return run(arguments[1:])
        if arguments[:1] == ["shots"]:
            return shots()
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    return 0


def set_up() -> None:
    """Bring the machine to where the program starts; do nothing where it is there already."""
    family = machine.family_of(machine.os_release())
    if not environment.is_ready(ROOT):
        if not environment.has_venv():
            raise Stop(machine.python_sentence(family, sys.platform))
        print("Setting up .venv: once, and again when pyproject.toml changes.", file=sys.stderr)
        environment.make(ROOT)
    if sys.platform.startswith("linux"):
        _bring_libraries(family)


def run(arguments: list[str]) -> int:
    """Open the window, or drive the tour off screen where there is no display."""
    if machine.has_display(os.environ, sys.platform):
        return _start(arguments, os.environ.get("QT_QPA_PLATFORM"))
    print("There is no display, so the tour runs instead: the real window, off screen, into build/tour.")
    return _start(["tour", str(ROOT / "build" / "tour")], "offscreen")


def shots() -> int:
    """Drive the tour in light and dark and keep the README's pictures in resources/screenshots."""
    for folder, options in (("light", []), ("dark", ["--dark"])):
        out = ROOT / "build" / "shots" / folder
        out.parent.mkdir(parents=True, exist_ok=True)
        command = [str(environment.python_of(ROOT)), "-m", "glossator", "tour", str(out), *options]
        if subprocess.call(command, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}) != 0:
            raise Stop("The pictures were not taken, the tour ended early, see above")
    kept = ROOT / "resources" / "screenshots"
    kept.mkdir(exist_ok=True)
    for folder, suffix in (("light", ""), ("dark", "-dark")):
        taken = ROOT / "build" / "shots" / folder / f"{README_PICTURE}{suffix}.png"
        shutil.copyfile(taken, kept / f"{README_NAME}{suffix}.png")
    print(f"Pictures are in {ROOT / 'build' / 'shots'}; the README's in {kept}.")
    return 0


def _start(arguments: list[str], platform: str | None) -> int:
    (ROOT / "build").mkdir(exist_ok=True)
    surroundings = os.environ | ({"QT_QPA_PLATFORM": platform} if platform else {})
    return subprocess.call([str(environment.python_of(ROOT)), "-m", "glossator", *arguments], env=surroundings)


def _bring_libraries(family: str | None) -> None:
    needed = machine.needed_libraries(os.environ)
    missing = machine.missing_libraries(needed)
    if missing and family == "debian" and os.geteuid() == 0:
        names = machine.packages(missing, family)
        print(f"Installing what Qt lacks: {' '.join(names)}", file=sys.stderr)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.call(["apt-get", "update", "-qq"], env=quiet, stdout=subprocess.DEVNULL)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
        subprocess.call(install, env=quiet, stdout=subprocess.DEVNULL)
        missing = machine.missing_libraries(needed)
    if missing:
        raise Stop(f"{machine.lacking([one.soname for one in missing], family)} and run make again")
