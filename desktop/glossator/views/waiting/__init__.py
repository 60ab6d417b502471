"""Tags that wait for a look after a new version, walked one by one beside the page."""
