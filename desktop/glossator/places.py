"""Where the program's own files lie: `resources/` and `seeds/`, inside an installed package or beside the code.

A wheel carries both folders in the package; an editable install and a checkout have them at the root.
"""

from __future__ import annotations

from pathlib import Path

from glossator.model.problem import refuse

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def resource(*parts: str) -> Path:
    """Return the path of a file or folder of `resources/`: ``resource("themes", "light.toml")``.

    Raises Refused where it is not there: the installation is not whole.
    """
    return _found("resources", *parts)


def seeds() -> Path:
    """Return the folder of the documents that a first start opens."""
    return _found("seeds")


def _found(folder: str, *parts: str) -> Path:
    base = _PACKAGE if (_PACKAGE / folder).is_dir() else _CHECKOUT
    path = base.joinpath(folder, *parts)
    if not path.exists():
        raise refuse("a file of Glossator's own is missing", f"{path} is not there", "install the program again")
    return path
