"""Readings held against each other: what belongs together, how it differs, how far readers agree; pure."""
