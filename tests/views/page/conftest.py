import os

# Painted results hold on any machine because the faces are the packaged ones.
os.environ["GLOSSATOR_PACKAGED_FACES"] = "1"

import pytest
from page_contents import KINDS, content_of

from glossator.views.page.view import PageStyle, PageView
from glossator.views.theme import theme


@pytest.fixture
def page(qtbot):
    view = PageView(theme=theme("light"))
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


@pytest.fixture
def show(page, qtbot):
    """Show lines, or a content, and wait until they are painted."""

    def show_lines(*lines, tags=(), byline=""):
        content = lines[0] if len(lines) == 1 and not isinstance(lines[0], str) else content_of(*lines)
        page.show_content(content, kinds=KINDS, byline=byline)
        page.set_tags(tags)
        page.viewport().repaint()
        return page

    return show_lines


@pytest.fixture
def packaged_style():
    return PageStyle("Source Serif Pro", 15.0)
