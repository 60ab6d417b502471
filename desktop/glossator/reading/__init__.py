"""A file on disk becomes a text: one module a format behind one registry."""
