"""The panel: the tags of a document as cards."""
