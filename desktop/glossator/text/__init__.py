"""Where a passage may begin and end: paragraphs, sentences, clauses, words, graphemes, and Qt's UTF-16."""
