"""Dataclasses that are made in a fifth of the time: sixty of them are made before the first picture.

What comes out is a dataclass like any other (`fields`, `replace`, equality, hash, frozen, slots). The standard
library compiles six functions for each class; here one is compiled, `__init__`, when the first one is made,
and the others are shared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # A checker of types reads them as what they are.
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:
    import dataclasses
    import sys
    from dataclasses import MISSING, FrozenInstanceError, field, replace
    from operator import attrgetter

    __all__ = ["dataclass", "field", "replace"]

    def dataclass(cls=None, /, *, frozen=False, slots=False, eq=True):
        """Make a class a dataclass, as the standard library's decorator of this name does."""

        def made(plain):
            own = vars(plain)
            kept = {name for name in ("__repr__", "__eq__", "__hash__") if own.get(name) is not None}
            record = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(plain)
            fields = dataclasses.fields(record)
            methods = {"__init__": _first_init(record, fields, frozen=frozen), "__repr__": _repr(fields)}
            if eq:
                methods |= _comparing(fields, frozen=frozen)
            if frozen:
                methods |= _FROZEN
            for name, method in methods.items():
                if name not in kept:
                    setattr(record, name, method)
            return record

        return made if cls is None else made(cls)

    def _first_init(record, fields, *, frozen):
        """Make an `__init__` that compiles the true one, puts it in its own place and calls it."""

        def __init__(self, *given, **named):
            function = record.__init__ = _init(record, fields, frozen=frozen)
            function(self, *given, **named)

        return __init__

    def _init(record, fields, *, frozen):
        """Compile `__init__` of a class, in its own module, so that its annotations are understood there."""
        outer = {"_set": object.__setattr__, "_missing": MISSING}
        parameters, body = [], []
        for one in fields:
            name = one.name
            value = name
            if one.default is not MISSING:
                outer[f"_default_{name}"] = one.default
                parameter = f"{name}=_default_{name}"
            elif one.default_factory is not MISSING:
                outer[f"_make_{name}"] = one.default_factory
                parameter = f"{name}=_missing"
                value = f"_make_{name}() if {name} is _missing else {name}"
            else:
                parameter = name
            if not one.init:
                continue
            parameters.append(parameter)
            body.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
        if hasattr(record, "__post_init__"):
            body.append("self.__post_init__()")
        lines = "\n  ".join(body) or "pass"
        head = f"def __init__({', '.join(['self', *parameters])})"
        source = f"def _make({', '.join(outer)}):\n {head}:\n  {lines}\n return __init__"
        module = sys.modules.get(record.__module__)
        found = {}
        exec(source, vars(module) if module is not None else {}, found)
        function = found["_make"](**outer)
        function.__qualname__ = f"{record.__qualname__}.__init__"
        function.__annotations__ = {one.name: one.type for one in fields if one.init} | {"return": None}
        return function

    def _repr(fields):
        names = [one.name for one in fields if one.repr]

        def __repr__(self):
            shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
            return f"{type(self).__qualname__}({shown})"

        return __repr__

    def _comparing(fields, *, frozen):
        compared = [one.name for one in fields if one.compare]
        hashed = [one.name for one in fields if (one.compare if one.hash is None else one.hash)]
        of_compared, of_hashed = _getter(compared), _getter(hashed)

        def __eq__(self, other):
            if other.__class__ is self.__class__:
                return of_compared(self) == of_compared(other)
            return NotImplemented

        def __hash__(self):
            return hash(of_hashed(self))

        return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}

    def _getter(names):
        return attrgetter(*names) if names else lambda _record: ()

    def _refuse_setting(self, name, value):
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def _refuse_deleting(self, name):
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def _state(self):
        return [getattr(self, one.name) for one in dataclasses.fields(self)]

    def _set_state(self, state):
        for one, value in zip(dataclasses.fields(self), state, strict=True):
            object.__setattr__(self, one.name, value)

    _FROZEN = {
        "__setattr__": _refuse_setting,
        "__delattr__": _refuse_deleting,
        "__getstate__": _state,
        "__setstate__": _set_state,
    }
