"""The wheel carries all that the program needs, and runs apart from the checkout."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it where no checkout is."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = folder.glob("glossator-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def run(unpacked: Path, *arguments: str, cwd: Path) -> str:
    surroundings = {**os.environ, "PYTHONPATH": str(unpacked), "GLOSSATOR_HOME": str(cwd / "home")}
    code = "import sys; from glossator.cli import main; sys.argv[0] = 'glossator'; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=cwd, env=surroundings, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_program_finds_its_own_files_inside_the_wheel(unpacked, tmp_path):
    code = "from glossator.places import resource, seeds; print(resource('codebook.toml')); print(seeds())"
    surroundings = {**os.environ, "PYTHONPATH": str(unpacked)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=surroundings, check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == [
        str(unpacked / "glossator" / "resources" / "codebook.toml"),
        str(unpacked / "glossator" / "seeds"),
    ]


def test_a_project_is_made_filled_tagged_and_exported_by_the_wheel(unpacked, tmp_path):
    (tmp_path / "note.txt").write_text("The harbour stays shut.\n", encoding="utf-8")
    run(unpacked, "new", "a.gloss", cwd=tmp_path)
    run(unpacked, "add", "a.gloss", "note.txt", cwd=tmp_path)
    run(unpacked, "tag", "a.gloss", "note", "risk", "--quote", "harbour stays shut", cwd=tmp_path)
    exported = json.loads(run(unpacked, "export", "a.gloss", cwd=tmp_path))
    assert [(tag["kind"], tag["quote"]) for tag in exported["annotations"]] == [("risk", "harbour stays shut")]


@pytest.mark.parametrize("folder", ["resources", "seeds"])
def test_the_wheel_carries_what_the_program_reads_and_no_pictures_of_it(unpacked, folder):
    def files(root: Path) -> list[str]:
        return sorted(str(path.relative_to(root)) for path in (root / folder).rglob("*") if path.is_file())

    wanted = [name for name in files(ROOT) if not name.startswith("resources/screenshots/")]
    assert files(unpacked / "glossator") == wanted


def test_the_wheel_names_one_command(unpacked):
    (entry,) = unpacked.glob("*.dist-info/entry_points.txt")
    assert entry.read_text("utf-8").split("\n")[1] == "glossator = glossator.cli:main"
