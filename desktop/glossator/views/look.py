"""The look of the window: theme and type, chosen by the reader, kept in the settings, applied at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from glossator.views import fonts
from glossator.views.page.view import PageStyle
from glossator.views.settings import Settings
from glossator.views.stylesheet import stylesheet
from glossator.views.theme import Theme, theme

#: Sizes of the page's face in points, and the step of Ctrl + and Ctrl −.
NORMAL_SIZE, SMALLEST, LARGEST, STEP = 14.0, 8.0, 40.0, 1.0

#: The measure in characters and the line height as a multiple of the size: default and limits.
MEASURES = (68, 45, 100)
LINE_HEIGHTS = (1.6, 1.2, 2.4)

CHOICES = {"system": "as the system", "light": "light", "dark": "dark"}


class Look(QObject):
    """Hold the theme and the page's type; ``theme_changed`` and ``style_changed`` tell the views."""

    theme_changed = Signal(object)
    style_changed = Signal(object)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.style = PageStyle(
            face=settings.text("type/face") or fonts.reading_face(),
            size=_within(settings.number("type/size", NORMAL_SIZE), SMALLEST, LARGEST),
            line_height=_within(settings.number("type/line-height", LINE_HEIGHTS[0]), *LINE_HEIGHTS[1:]),
            measure=round(_within(settings.number("type/measure", MEASURES[0]), *MEASURES[1:])),
        )
        chosen = settings.text("theme", "system")
        self.choice = chosen if chosen in CHOICES else "system"
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply)

    @property
    def theme(self) -> Theme:
        """Return the theme that is shown."""
        if self.choice != "system":
            return theme(self.choice)
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return theme("dark" if dark else "light")

    def apply(self) -> None:
        """Give the application the theme's palette and style sheet."""
        self._apply()

    def choose_theme(self, choice: str) -> None:
        """Choose a theme by a key of ``CHOICES``."""
        self.choice = choice
        self._settings.put("theme", choice)
        self._apply()

    def next_theme(self) -> None:
        """Go on to the next choice of theme."""
        keys = list(CHOICES)
        self.choose_theme(keys[(keys.index(self.choice) + 1) % len(keys)])

    def larger(self) -> None:
        """Enlarge the page's type by a step."""
        self.set_style(replace(self.style, size=min(LARGEST, self.style.size + STEP)))

    def smaller(self) -> None:
        """Make the page's type smaller by a step."""
        self.set_style(replace(self.style, size=max(SMALLEST, self.style.size - STEP)))

    def normal(self) -> None:
        """Return to the normal size."""
        self.set_style(replace(self.style, size=NORMAL_SIZE))

    def set_style(self, style: PageStyle) -> None:
        """Take another type for the page."""
        if style == self.style:
            return
        self.style = style
        self._settings.put("type/face", "" if style.face == fonts.reading_face() else style.face)
        self._settings.put("type/size", style.size)
        self._settings.put("type/line-height", style.line_height)
        self._settings.put("type/measure", style.measure)
        self.style_changed.emit(style)

    def _apply(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(self.theme.palette())
            sheet = stylesheet(self.theme)
            if app.styleSheet() != sheet:  # a sheet that is set again polishes every widget anew
                app.setStyleSheet(sheet)
        self.theme_changed.emit(self.theme)


def _within(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))
