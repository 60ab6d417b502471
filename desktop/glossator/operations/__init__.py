"""What a person can do to a project: add, tag, change, remove, undo, import, export."""
