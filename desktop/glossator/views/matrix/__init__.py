"""The matrix: tags in rows and columns."""
