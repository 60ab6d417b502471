"""Modules that are executed when something of them is first asked for, so that a start does not wait for them.

Whoever imports such a module as a whole (``from glossator.operations import tags``) gets it at once, empty.
"""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType

_waiting: list[ModuleType] = []


def later(*names: str) -> None:
    """Let modules wait until they are used; one that was imported already stays as it is."""
    for name in names:
        spec = find_spec(name) if name not in sys.modules else None
        if spec is None or spec.loader is None:
            continue
        spec.loader = LazyLoader(spec.loader)
        module = module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        package, _, own = name.rpartition(".")
        setattr(sys.modules[package], own, module)
        _waiting.append(module)


def now() -> None:
    """Execute what still waits: two threads that ask first at once would do it twice."""
    while _waiting:
        vars(_waiting.pop())
        # Any look at a waiting module executes it; vars() is the one that needs no name of the module's.
