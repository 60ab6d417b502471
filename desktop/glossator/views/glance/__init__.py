"""The project at a glance: bars and numbers, each of which opens the passages that it counts."""
