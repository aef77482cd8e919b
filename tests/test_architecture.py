"""Rules about the whole tree that no linter checks."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[1]
MAX_LINES: Final = {".py": 400, ".sql": 400}
ROUTERS: Final = ("app.py", "pages/frame.py")
MAX_LINES_OF_A_ROUTER: Final = 60


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files of the project: those git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    paths = (ROOT / name for name in listed.decode().split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def files(suffix: str) -> list[Path]:
    return [path for path in tracked() if path.suffix == suffix]


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def loaded_by(statement: str) -> set[str]:
    """Return the top-level modules that a fresh Python has after a statement."""
    program = (
        f"import sys; {statement}; print(*{{m.split('.')[0] for m in sys.modules}})"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def imported_by(path: Path) -> set[str]:
    """Return the modules of `analytics` that a file names in its imports."""
    named = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            named.add(node.module)
    return {name for name in named if name.split(".")[0] == "analytics"}


def test_analytics_runs_without_a_screen() -> None:
    modules = [
        short(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for path in files(".py")
        if short(path).startswith("analytics/") and path.stem != "__main__"
    ]
    assert "streamlit" not in loaded_by("import " + ", ".join(modules))


def test_what_pages_import_leaves_scikit_learn_alone() -> None:
    pages = [path for path in files(".py") if short(path).startswith("pages/")]
    modules = sorted(set().union(*map(imported_by, pages)))
    loaded = loaded_by("import " + ", ".join(modules))
    assert loaded.isdisjoint({"sklearn", "statsmodels", "scipy"})


@pytest.mark.parametrize("name", ROUTERS)
def test_a_router_only_routes(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    assert len(lines) <= MAX_LINES_OF_A_ROUTER


def test_every_module_says_what_it_owns() -> None:
    silent = [
        short(path)
        for path in files(".py")
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_no_file_grows_too_long() -> None:
    lengths = {
        short(path): len(path.read_text("utf-8").splitlines())
        for path in tracked()
        if path.suffix in MAX_LINES
    }
    limits = {name: MAX_LINES[Path(name).suffix] for name in lengths}
    assert {n: long for n, long in lengths.items() if long > limits[n]} == {}


def test_every_sql_file_begins_with_its_grain() -> None:
    silent = [
        short(path)
        for path in files(".sql")
        if not path.read_text("utf-8").startswith("-- ")
    ]
    assert silent == []


def test_no_file_names_a_package_index_or_a_folder_of_somebody() -> None:
    # Put together here, so that this file does not find itself.
    indexes = ("pypi", "python", "npmjs", "deb", "debian")
    hosts = [rf"{name}\.(org|com|io)/(simple|packages|pool)" for name in indexes]
    folders = [rf"(?<![\w.])/{name}/" for name in ("root", "work", "workspace")]
    pattern = re.compile("|".join([*hosts, "index-" + "url", *folders]))
    allowed = {"Makefile": "--no-emit-index-url keeps the address out of the locks"}
    found = [
        f"{short(path)}: {match.group()}"
        for path in tracked()
        if short(path) not in {*allowed, "tests/test_architecture.py"}
        for match in pattern.finditer(path.read_bytes().decode("utf-8", "replace"))
    ]
    assert found == []


def test_the_readme_names_the_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in ("make run", "make test", "make test-slow", "make demo"):
        assert command in readme
