"""One holder, or one issue, over time."""
