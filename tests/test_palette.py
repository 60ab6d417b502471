"""The palette's measurements, repeated: kinds stay apart for every reader, text stays legible on every tint.

Colour vision deficiencies are simulated with the matrices for severity 1.0 of Machado, Oliveira and
Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (IEEE TVCG 15, 2009),
applied to linear RGB; distances are CIE76 in CIELAB under D65; contrast is WCAG 2's. A kind's mark
must differ from every other; the tint of a note may be quieter than those of risk, position and claim.
"""

import tomllib
from itertools import combinations

import pytest

from glossator.places import resource

MACHADO_2009 = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}

# sRGB's primaries and its white, D65 (IEC 61966-2-1).
TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
WHITE = (0.95047, 1.0, 1.08883)

Triple = tuple[float, float, float]
THEMES = ("light", "dark")
KINDS = ("risk", "position", "claim", "note")
TINTED = ("risk", "position", "claim")


def theme(name: str) -> dict[str, object]:
    return tomllib.loads(resource("themes", f"{name}.toml").read_text(encoding="utf-8"))


def colours(name: str, part: str) -> dict[str, str]:
    kinds = theme(name)["kinds"]
    assert isinstance(kinds, dict)
    return {kind: kinds[kind][part] for kind in KINDS}


def linear(colour: str) -> Triple:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return _linear(red), _linear(green), _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def lab(rgb: Triple) -> Triple:
    x, y, z = (_cube(part / white) for part, white in zip(times(TO_XYZ, rgb), WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube(ratio: float) -> float:
    return ratio ** (1 / 3) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116


def seen(colour: str, vision: str) -> Triple:
    red, green, blue = (min(1.0, max(0.0, part)) for part in times(MACHADO_2009[vision], linear(colour)))
    return lab((red, green, blue))


def distance(one: str, other: str) -> float:
    """Return the distance of two colours for the kind of vision that tells them apart worst."""
    return min(
        sum((a - b) ** 2 for a, b in zip(seen(one, vision), seen(other, vision), strict=True)) ** 0.5
        for vision in MACHADO_2009
    )


def nearest(colours: dict[str, str]) -> float:
    return min(distance(one, other) for one, other in combinations(colours.values(), 2))


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        red, green, blue = linear(colour)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_and_white_measure_as_the_definitions_say():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert distance("000000", "FFFFFF") == pytest.approx(100, abs=0.1)
    assert distance("000000", "000000") == 0


@pytest.mark.parametrize(("name", "least"), [("light", 29), ("dark", 27)])
def test_the_marks_of_two_kinds_differ_for_every_reader(name: str, least: float):
    assert nearest(colours(name, "mark")) >= least


@pytest.mark.parametrize(("name", "least"), [("light", 13), ("dark", 18)])
def test_the_tints_of_risk_position_and_claim_differ_for_every_reader(name: str, least: float):
    tints = colours(name, "tint")
    assert nearest({kind: tints[kind] for kind in TINTED}) >= least


@pytest.mark.parametrize(("name", "least"), [("light", 5.9), ("dark", 14)])
def test_the_tint_of_a_note_is_quieter_and_still_seen(name: str, least: float):
    tints = colours(name, "tint")
    assert min(distance(tints["note"], tints[kind]) for kind in TINTED) >= least


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", THEMES)
def test_ink_is_legible_on_every_tint(name: str, kind: str):
    assert contrast(str(theme(name)["ink"]), colours(name, "tint")[kind]) >= 7


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", THEMES)
def test_a_mark_is_seen_on_paper(name: str, kind: str):
    assert contrast(str(theme(name)["paper"]), colours(name, "mark")[kind]) >= 3.1


@pytest.mark.parametrize(("name", "least"), [("light", 22), ("dark", 32)])
def test_the_colours_of_readers_differ_for_every_reader(name: str, least: float):
    readers = theme(name)["readers"]
    assert isinstance(readers, list)
    assert nearest({str(at): colour for at, colour in enumerate(readers)}) >= least


@pytest.mark.parametrize("name", THEMES)
def test_the_colours_of_readers_are_not_those_of_kinds(name: str):
    readers, marks = theme(name)["readers"], colours(name, "mark")
    assert isinstance(readers, list)
    assert min(distance(reader, marks[kind]) for reader in readers for kind in TINTED) >= 16
