"""The menus of the window, in order; which action stands in which is the actions' table's to say."""

from __future__ import annotations

FILE, EDIT, TAG, GO, REVIEW, VIEW, HELP = "File", "Edit", "Tag", "Go", "Review", "View", "Help"

MENUS = (FILE, EDIT, TAG, GO, REVIEW, VIEW, HELP)
