"""The board: every tag of the project in columns of cards."""
