"""Sheets: quiet panels inside the window, laid over the page, never modal; and the bars above it."""
