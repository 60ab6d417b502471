"""Imports run one way, and each library stays where its reason is."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "desktop" / "glossator"


def test_the_contracts_of_the_layers_are_kept():
    found = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr


def test_text_asks_qt_for_its_core_alone():
    asked = {
        node.module
        for path in (PACKAGE / "text").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6")
    }
    assert asked == {"PySide6.QtCore"}


def test_no_code_splits_lines_where_others_see_line_ends():
    sources = {path.name: path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    callers = [
        name
        for name, source in sources.items()
        if ".splitlines" in source  # parsed only then: it is most of what this costs
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr == "splitlines"
    ]
    assert callers == []


def test_no_function_is_longer_than_a_screen():
    longest = {
        f"{path.relative_to(PACKAGE)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert [name for name, lines in longest.items() if lines > 60] == []
