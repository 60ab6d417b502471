from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from calling import Call

from glossator.cli import window
from glossator.cli.opening import looks_like_path
from glossator.cli.program import program

COMMANDS = sorted(program.commands)

#: The contract's commands that are there now.
CONTRACT = {
    *("new", "add", "documents", "document", "text", "structure", "tag", "tags", "edit", "untag", "link", "unlink"),
    *("entity", "reader", "mark", "codebook", "undo", "redo", "history", "export", "import", "check", "backup", "tour"),
    *("compare", "settle", "unsettle", "agree", "network", "update", "review", "accept"),
}

_TESTS = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))


def options() -> Iterator[tuple[str, click.Parameter]]:
    for name, command in program.commands.items():
        for parameter in command.params:
            yield name, parameter


def examples() -> Iterator[str]:
    for command in (program, *program.commands.values(), window.open_command):
        told = (command.help or "").partition("Example:")[2].replace("\\\n", "")
        yield from (line.strip() for line in told.split("\n") if line.strip().startswith("glossator "))


def test_every_command_of_the_contract_is_there() -> None:
    assert set(program.commands) >= CONTRACT


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(call: Call, name: str) -> None:
    answer = call(name, "--help")
    assert answer.status == 0
    assert "Example:" in answer.text
    assert f"glossator {name}" in answer.text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_called_by_a_test(name: str) -> None:
    assert re.search(rf'\(("--as", "\w+", )?"{name}"', _TESTS)


@pytest.mark.parametrize(
    ("name", "parameter"),
    [pytest.param(name, one, id=f"{name} {one.name}") for name, one in options() if isinstance(one, click.Option)],
)
def test_every_option_says_what_it_does(name: str, parameter: click.Option) -> None:
    assert parameter.help


@pytest.mark.parametrize("line", list(examples()))
def test_an_example_is_a_call_that_is_right(line: str) -> None:
    words = shlex.split(line.partition(" > ")[0])[1:]
    if words[0] not in program.commands:
        assert looks_like_path(words[0])
        return
    context = program.commands[words[0]].make_context(words[0], words[1:])
    assert context.params


def test_the_program_lists_its_commands_and_says_how_the_shell_completes(call: Call) -> None:
    answer = call("--help")
    assert [name for name in COMMANDS if f"\n  {name} " not in answer.text] == []
    assert "glossator completion bash" in " ".join(answer.text.split())


def test_no_first_line_of_help_is_cut(call: Call) -> None:
    assert "..." not in call("--help").text


def test_the_version_is_said(call: Call) -> None:
    assert call("--version").text == "glossator, version 0.1.0\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_a_shell(call: Call, shell: str) -> None:
    assert "_GLOSSATOR_COMPLETE" in call("completion", shell).text
