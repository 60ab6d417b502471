"""The facsimile: the pages of a PDF as they were printed, with the tags of its text on them."""
