"""Glossator, a desktop tool for close reading: documents as paper, passages tagged by readers."""

__version__ = "0.1.0"
