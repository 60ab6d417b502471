"""The places of the nodes as they were last, on this machine, so that a project looks the same tomorrow."""

from __future__ import annotations

import json
from collections.abc import Mapping

from glossator.review.layout import Point
from glossator.views.settings import Settings

#: So many networks are remembered; older ones are laid out anew.
KEPT = 20

#: A place is written with so many digits after the point: far less than a pixel.
_DIGITS = 4


class Remembered:
    """Keep places by network (a project and what is drawn of it) and by what was drawn."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._exact: dict[tuple[str, str], dict[str, Point]] = {}
        self._last: dict[str, dict[str, Point]] = {}

    def exactly(self, key: str, fingerprint: str) -> dict[str, Point] | None:
        """Return the places of a picture that was drawn before, None where it was not."""
        self._read(key)
        return self._exact.get((key, fingerprint))

    def last(self, key: str) -> Mapping[str, Point]:
        """Return the last place of every node of a network that was ever seen."""
        self._read(key)
        return self._last[key]

    def put(self, key: str, fingerprint: str, places: Mapping[str, Point]) -> None:
        """Keep the places of a picture."""
        rounded = {id_: Point(round(x, _DIGITS), round(y, _DIGITS)) for id_, (x, y) in places.items()}
        self._exact[key, fingerprint] = rounded
        self._last[key] = {**self.last(key), **rounded}
        keys = [one for one in json.loads(self._settings.text("networks", "[]")) if one != key]
        for old in keys[: -KEPT + 1]:
            self._settings.put(f"network/{old}", "")
        self._settings.put("networks", json.dumps([*keys[-KEPT + 1 :], key]))
        data = {"of": fingerprint, "shown": sorted(rounded), "places": self._last[key]}
        self._settings.put(f"network/{key}", json.dumps(data))

    def _read(self, key: str) -> None:
        """Take from the settings what was drawn of a network; what cannot be read is laid out anew."""
        if key in self._last:
            return
        self._last[key] = {}
        try:
            data = json.loads(self._settings.text(f"network/{key}") or "{}")
            places = {id_: Point(float(x), float(y)) for id_, (x, y) in data.get("places", {}).items()}
            shown = {id_: places[id_] for id_ in data.get("shown", [])}
        except (ValueError, TypeError, AttributeError, KeyError):
            return
        self._last[key] = places
        if shown:
            self._exact[key, str(data.get("of"))] = shown
