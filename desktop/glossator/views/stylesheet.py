"""The style sheet of the window's plain widgets; what is painted by delegates takes the theme itself."""

from __future__ import annotations

from glossator.views.theme import Theme

_RULES = """
QMainWindow, QWidget#ground {{ background: {panel}; }}
QWidget#bar, QWidget#status, QWidget#panel-place {{ background: {panel}; }}
QWidget#bar {{ border-bottom: 1px solid {line}; }}
QWidget#status {{ border-top: 1px solid {line}; }}
QWidget#library {{ background: {panel}; border-right: 1px solid {line}; }}
QWidget#paper {{ background: {paper}; }}
QLabel {{ color: {ink}; background: transparent; }}
QLabel[dim="true"] {{ color: {dim}; }}
QLabel#title {{ font-weight: 600; }}
QLabel[error="true"] {{ color: {error}; }}
QLabel[cap="true"] {{
    background: {paper}; color: {ink}; border: 1px solid {line}; border-radius: 3px; padding: 0 4px;
}}
QMenuBar {{ background: transparent; border: none; spacing: 0; }}
QMenuBar::item {{ color: {dim}; background: transparent; padding: 4px 9px; border-radius: 4px; }}
QMenuBar::item:selected {{ color: {ink}; background: {ground}; }}
QMenu {{ background: {paper}; color: {ink}; border: 1px solid {line}; padding: 5px; }}
QMenu::item {{ padding: 5px 26px 5px 22px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selection}; color: {ink}; }}
QMenu::item:disabled {{ color: {dim}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 5px 8px; }}
QToolTip {{ background: {paper}; color: {ink}; border: 1px solid {line}; padding: 4px 6px; }}
QPushButton, QToolButton {{
    background: {paper}; color: {ink}; border: 1px solid {line}; border-radius: 5px; padding: 4px 11px;
}}
QPushButton:hover, QToolButton:hover {{ border-color: {dim}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {accent}; padding: 3px 10px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {dim}; }}
QPushButton[primary="true"] {{ background: {accent}; color: {paper}; border-color: {accent}; }}
QPushButton[flat="true"], QToolButton[flat="true"] {{ background: transparent; border-color: transparent; }}
QPushButton[flat="true"]:hover, QToolButton[flat="true"]:hover {{ background: {ground}; }}
QPushButton[pill="true"] {{ border-radius: 13px; padding: 4px 14px; color: {dim}; }}
QPushButton[pill="true"]:focus {{ padding: 3px 13px; }}
QPushButton[pill="true"]:checked {{ color: {ink}; border-color: {accent}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QPushButton[segment="true"] {{ border-radius: 4px; padding: 4px 13px; color: {dim}; background: transparent; }}
QPushButton[segment="true"]:checked {{ color: {ink}; background: {paper}; font-weight: 600; }}
QWidget#comparebar {{ background: {panel}; border-bottom: 1px solid {line}; }}
QWidget#passages {{ background: {panel}; border-top: 1px solid {line}; }}
QFrame#rule {{ background: {line}; }}
QWidget#passages QListView {{ background: {panel}; }}
QTableView#matrix {{ background: {paper}; border: none; selection-background-color: transparent; }}
QTableView#matrix QTableCornerButton::section {{ background: {paper}; border: none; }}
QTableView#matrix QHeaderView, QTableView#matrix QHeaderView::section {{
    background: {paper}; color: {ink}; border: none; padding: 0 8px; font-weight: 600;
}}
QWidget#review {{ background: {panel}; border-left: 1px solid {line}; }}
QLineEdit, QPlainTextEdit, QTextBrowser, QComboBox, QSpinBox, QDoubleSpinBox {{
    background: {paper}; color: {ink}; border: 1px solid {line}; border-radius: 4px; padding: 3px 6px;
    selection-background-color: {selection}; selection-color: {ink};
}}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {{
    border: 2px solid {accent}; padding: 2px 5px;
}}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow {{
    width: 0; height: 0; border-left: 4px solid {paper}; border-right: 4px solid {paper}; border-top: 5px solid {dim};
}}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
QLineEdit[wrong="true"], QLineEdit[wrong="true"]:focus {{ border-color: {error}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {line}; border-radius: 4px; min-height: 32px; margin: 1px; }}
QScrollBar::handle:vertical:hover {{ background: {dim}; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {line}; border-radius: 4px; min-width: 32px; margin: 1px; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {line}; }}
QProgressBar {{ background: {ground}; border: 1px solid {line}; border-radius: 4px; height: 8px; text-align: center; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
"""


def stylesheet(theme: Theme) -> str:
    """Fill the rules with a theme's colours."""
    names = ("paper", "panel", "ground", "ink", "dim", "line", "accent", "selection", "error")
    return _RULES.format(**{name: getattr(theme, name).name() for name in names})
