"""Compare: readings, or documents, side by side, and what differs settled by keys."""
