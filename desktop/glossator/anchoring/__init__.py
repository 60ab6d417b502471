"""Carry passages of one text into its next version: text in, places out; no Qt, no SQL, no files."""
