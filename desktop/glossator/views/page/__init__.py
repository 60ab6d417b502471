"""The page: a text as paper, its tags painted over it."""
