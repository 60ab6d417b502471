"""The page: a text with its tags, the overview strip beside it and the bar that a selection brings up."""

from glossator.views.page.lanes import PageTag
from glossator.views.page.selection_bar import SelectionBar
from glossator.views.page.strip import OverviewStrip
from glossator.views.page.style import PageStyle
from glossator.views.page.view import PageView

__all__ = ["OverviewStrip", "PageStyle", "PageTag", "PageView", "SelectionBar"]
