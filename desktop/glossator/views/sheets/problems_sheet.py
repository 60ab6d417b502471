"""The sheet that says of several files why each could not be read; its words can be selected and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from glossator.model.problem import Problem
from glossator.views.sheets.sheet import Sheet
from glossator.views.theme import Theme


class ProblemsSheet(Sheet):
    """List problems, a sentence each."""

    size_wanted = (620, 380)

    def __init__(self, host: QWidget, title: str, problems: Sequence[Problem], theme: Theme) -> None:
        super().__init__(host, title, theme)
        self.list = QPlainTextEdit("\n\n".join(f"{problem}." for problem in problems))
        self.list.setReadOnly(True)
        self.list.setAccessibleName(title)
        self.list.setTabChangesFocus(True)
        self.body.addWidget(self.list, 1)

    def first(self) -> QWidget:
        """Begin with the list, so that the arrows scroll it."""
        return self.list
