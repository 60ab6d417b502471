"""A project becomes a file of a format, and back: one module a format behind one registry."""
