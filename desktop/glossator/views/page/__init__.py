"""The page: a text with its tags, the overview strip beside it and the bar that a selection brings up."""
