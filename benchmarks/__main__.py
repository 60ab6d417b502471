"""Measure everything, each part in a process of its own: the page and the window off screen and on a real X server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

#: Part, whether it is measured on an X server too.
PARTS = (
    ("start.py", True),
    ("page.py", True),
    ("window.py", True),
    ("store.py", False),
    ("export.py", False),
    ("compare.py", False),
    ("settling.py", True),
    ("network.py", False),
    ("questions.py", False),
    ("whole.py", False),
    ("reading.py", False),
    ("anchoring.py", False),
)


def main(arguments: list[str]) -> int:
    """Run each part, or those that are named, and say at the end which fell short."""
    short, unmeasured = [], []
    for part, on_screen in PARTS:
        if arguments and Path(part).stem not in arguments:
            continue
        if not _run(part, ["QT_QPA_PLATFORM=offscreen"]):
            short.append(f"{part} off screen")
        held = _run_on_x(part) if on_screen else True
        if held is None:
            unmeasured.append(f"{part} on an X server")
        elif not held:
            short.append(f"{part} on an X server")
    if unmeasured:
        print(f"\nNot measured: {', '.join(unmeasured)}.")
    print("\nAll that was measured holds." if not short else f"\nFalls short: {', '.join(short)}.")
    return 1 if short else 0


def _run(part: str, surroundings: list[str], before: tuple[str, ...] = ()) -> bool:
    where = "off screen" if "QT_QPA_PLATFORM=offscreen" in surroundings else "on a real X server"
    print(f"\n{Path(part).stem}, {where}", flush=True)
    added = dict(pair.split("=", 1) for pair in surroundings)
    return subprocess.call([*before, sys.executable, str(HERE / part)], env=os.environ | added) == 0


def _run_on_x(part: str) -> bool | None:
    if not sys.platform.startswith("linux"):
        return None
    if os.environ.get("DISPLAY"):
        return _run(part, ["QT_QPA_PLATFORM=xcb"])
    if shutil.which("xvfb-run") and shutil.which("xauth"):
        return _run(part, ["QT_QPA_PLATFORM=xcb"], ("xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"))
    print(f"\n{Path(part).stem} on a real X server: not measured, there is no display and no xvfb-run with xauth")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
