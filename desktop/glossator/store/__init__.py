"""The project file: SQLite, acts, history, undo; nothing else writes."""
