"""The window: what a reader sees and does; no rule of the project lives here."""
