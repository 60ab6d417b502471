"""A comparison of readers as plain data, in the shape that the command line prints and scripts rely on."""

from __future__ import annotations

from glossator.model.document import Json
from glossator.review.comparison import Comparison, Ends, Figures


def comparison_data(comparison: Comparison) -> dict[str, Json]:
    """Write a comparison as plain data; what could not be computed is null."""
    return {
        "readers": [reader.name for reader in comparison.readers],
        "documents": [*comparison.documents],
        "iou": comparison.iou,
        "kinds": {kind: _figures(figures) for kind, figures in comparison.kinds.items()},
        "all": _figures(comparison.all),
        "fields": {
            key: {figure.coefficient: figure.value, "pairs": figure.pairs} for key, figure in comparison.fields.items()
        },
        "differences": [
            {
                "types": [*one.group.types],
                "tags": [*one.group.ids],
                "settled": one.settled,
                "document": one.group.document,
                "fields": [*one.group.fields],
            }
            for one in comparison.differences
        ],
        "coverage": {**comparison.coverage},
        "read": {**comparison.read},
        "without_place": {**comparison.without_place},
        "hidden": [*comparison.hidden],
    }


def _figures(figures: Figures) -> dict[str, Json]:
    interval = figures.interval
    return {
        "f1": figures.f1,
        "precision": figures.precision,
        "recall": figures.recall,
        "mean_iou": figures.mean_iou,
        "matched": figures.matched,
        "only": {**figures.only},
        "kappa_characters": figures.kappa_characters,
        "alpha_characters": figures.alpha_characters,
        "kappa_sentences": figures.kappa_sentences,
        "alpha_sentences": figures.alpha_sentences,
        "interval": {
            "unit": interval.unit,
            "resamples": interval.resamples,
            "seed": interval.seed,
            "f1": _ends(interval.f1),
            "alpha_characters": _ends(interval.alpha_characters),
        },
    }


def _ends(ends: Ends | None) -> Json:
    return None if ends is None else [*ends]
