"""Set up this machine and start what was asked for: `python3 setup [run|shots]`; not part of the program itself.

This file alone has to be understood by every Python from 3.6 on, so that an old one is answered with a sentence.
"""

import os
import subprocess
import sys

OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")


def hand_over():
    """Start again under a newer Python where one is installed, else say what is missing."""
    for name in NEWER:
        try:
            works = subprocess.call([name, "-c", "import ensurepip, venv"], stderr=subprocess.DEVNULL) == 0
        except OSError:
            works = False
        if works:
            os.execvp(name, [name, *sys.argv])
    major, minor = sys.version_info[:2]
    sys.stderr.write(
        f"Glossator was not set up, this is Python {major}.{minor} and it needs 3.11 or later, "
        "install one and run make again (or: make PYTHON=/path/to/python3.12 run)\n"
    )
    return 1


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit(hand_over())
    # The program's words for what a machine lacks; it is not installed yet.
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "desktop"))
    from commands import main

    sys.exit(main(sys.argv[1:]))
