"""A project becomes another tool's file, and back: one module per format behind one registry."""
