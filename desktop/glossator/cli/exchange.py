"""Commands that take annotations away and bring them in: export, import."""

from __future__ import annotations

from pathlib import Path

import click

from glossator.cli.output import output, say_json, say_table, tell
from glossator.cli.session import Session, json_option, pass_session, project_argument, reader_option, reading, writing


@click.command("export")
@project_argument
@click.option("-o", "--output", "out", metavar="OUT", help="Write this file, whole or not at all.")
@click.option("--format", "name", metavar="F", help="json (the default), csv or markdown.")
@click.option("--doc", "documents", metavar="DOC", multiple=True, help="Only this document; again for more.")
@click.option("--kind", "kinds", metavar="K", multiple=True, help="Only this kind; again for more.")
@click.option("--reader", "readers", metavar="R", multiple=True, help="Only this reader's tags; again for more.")
@click.option("--no-text", is_flag=True, help="Without the documents' texts.")
@click.option("--history", is_flag=True, help="With everything that was done.")
def export(
    project: str,
    *,
    out: str | None,
    name: str | None,
    documents: tuple[str, ...],
    kinds: tuple[str, ...],
    readers: tuple[str, ...],
    no_text: bool,
    history: bool,
) -> None:
    """Take a project away as JSON, CSV or Markdown.

    It goes to standard output or a file. What the format cannot hold is said on standard error.
    Without --format the file's suffix decides.

    \b
    Example:
      glossator export talks.gloss -o talks.json
      glossator export talks.gloss --format csv --kind position > positions.csv
    """
    from glossator.operations import exporting as operations

    target = Path(out) if out is not None and out != "-" else None
    with reading(project) as opened:
        choice = operations.choice_of(
            opened, documents=documents, kinds=kinds, readers=readers, text=not no_text, history=history
        )
        format_ = operations.format_of(name, target)
        if target is not None:
            loss = operations.export_to(opened, target, choice, format_=format_)
        else:
            stream = output()
            loss = operations.export(opened, stream, choice, format_=format_)
            stream.flush()
    for line in loss.lines():
        tell(line)


@click.command("import")
@project_argument
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option("--format", "name", metavar="F", help="The files' format; their suffix decides if not given.")
@reader_option
@json_option
@pass_session
def import_(
    session: Session, project: str, files: tuple[str, ...], name: str | None, *, reader: str | None, as_json: bool
) -> None:
    """Bring annotations in.

    It says what was added, unchanged, in conflict, or refused and why.

    \b
    Example:
      glossator import talks.gloss ada.json
    """
    from glossator.operations.importing import import_files

    with writing(project) as opened:
        paths = [Path(file) for file in files]
        report = import_files(opened, paths, name, reader=session.acting(opened, reader))
    if as_json:
        say_json(report.data())
        return
    rows = [(str(len(report.added)), "added"), (str(len(report.unchanged)), "unchanged")]
    rows += [(str(len(report.conflicting)), "in conflict"), (str(len(report.refused)), "refused")]
    say_table(rows, right=(0,))
    for conflict in report.conflicting:
        tell(f"{conflict.id}: {conflict.field} is another here and was left as it is")
    for rejected in report.refused:
        tell(f"{rejected.id}: {rejected.why}")


COMMANDS = (export, import_)
