"""Which tool a file is from: never a relative, never by chance, and asked in doubt."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics.errors import SeveralToolsFitError, WrongToolError
from analytics.exports import EXPORTS
from analytics.exports.containers import open_text
from analytics.exports.mapped.mapping import fold
from analytics.exports.mapped.reading import why
from analytics.exports.mapped.shipped import paths, shipped
from analytics.exports.recognition import (
    Candidate,
    candidates,
    chosen,
    known_names,
    meant,
    tool_name,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.exports.containers import TextFile

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "data" / "samples"

MAPPINGS = {path.stem: m for path, m in zip(paths(), shipped(), strict=True)}

TEXTS = sorted(
    path
    for path in SAMPLES.iterdir()
    if path.suffix in {".csv", ".tsv"} and path.stem != "other_tool"
)


def is_from(path: Path) -> str:
    """Return the key of the tool whose sample a file is: its name, or its mapping's."""
    mapping = MAPPINGS.get(path.stem)
    return str(mapping.tool) if mapping else path.stem


def families(found: Sequence[Candidate]) -> set[str]:
    """Return the tools that are meant; several reports of one tool are a family."""
    known = {e.tool: e.source or e.tool for e in EXPORTS}
    return {known.get(one.tool, one.tool) for one in meant(list(found))}


def family_of(path: Path) -> str:
    return {e.tool: e.source or e.tool for e in EXPORTS}.get(
        is_from(path), is_from(path)
    )


def text(path: Path, folder: Path) -> TextFile:
    return open_text(path, path.name, folder)


def written(folder: Path, header: Sequence[str], rows: int = 3) -> TextFile:
    """Write a file with a header and rows that say nothing."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([["x"] * len(header)] * rows)
    path = folder / "file.csv"
    path.write_text(out.getvalue(), "utf-8")
    return open_text(path, path.name, folder)


def header_of(path: Path, folder: Path) -> tuple[str, ...]:
    return candidates(text(path, folder))[0].table.header


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_sample_is_its_own_tools_and_no_other_is_meant(
    path: Path, tmp_path: Path
) -> None:
    found = candidates(text(path, tmp_path))

    assert {one.tool for one in meant(found)} == {is_from(path)}
    assert found[0].fit >= 0.8


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_poorer_file_is_never_taken_for_a_relatives(
    path: Path, tmp_path: Path
) -> None:
    """A column less, whichever it is: still this tool's, or nobody's, or asked."""
    header = header_of(path, tmp_path)
    for left_out in range(len(header)):
        poorer = [name for at, name in enumerate(header) if at != left_out]
        found = candidates(written(tmp_path, poorer))
        tools = families(found) if found else set()
        assert not tools or family_of(path) in tools, header[left_out]


def test_a_richer_file_is_never_taken_for_the_poorer(tmp_path: Path) -> None:
    """Each header with a stranger's columns behind it stays what it was."""
    headers = {path: header_of(path, tmp_path) for path in TEXTS}
    for path, header in headers.items():
        for other, strange in headers.items():
            folded = {fold(name) for name in header}
            extra = [name for name in strange if fold(name) not in folded]
            richer = written(tmp_path, [*header, *extra[: len(header) // 4]])
            tools = families(candidates(richer))
            assert family_of(path) in tools, (path.stem, other.stem)


def test_questions_in_between_change_nothing_and_are_told(tmp_path: Path) -> None:
    header = list(header_of(SAMPLES / "fresha.csv", tmp_path))
    header[3:3] = ["What brings you?", "Anything else?"]

    found = chosen(written(tmp_path, header))

    assert found.tool == "fresha"
    assert why(MAPPINGS["fresha"], header) == (
        "13 of the 13 columns that Fresha writes, and 2 more (your own columns)"
    )


def both(folder: Path) -> TextFile:
    """Write a file that has all that two tools write."""
    first = header_of(SAMPLES / "momence.csv", folder)
    second = header_of(SAMPLES / "wodify.csv", folder)
    return written(folder, [*first, *(name for name in second if name not in first)])


def test_a_file_of_two_tools_is_asked_about_and_not_guessed(tmp_path: Path) -> None:
    with pytest.raises(SeveralToolsFitError) as told:
        chosen(both(tmp_path))

    assert sorted(told.value.tools) == [("momence", "Momence"), ("wodify", "Wodify")]
    assert "--tool momence" in str(told.value)
    assert chosen(both(tmp_path), "Wodify ").tool == "wodify"


def test_who_explains_all_of_the_other_is_meant_without_asking(tmp_path: Path) -> None:
    table = candidates(text(SAMPLES / "momence.csv", tmp_path))[0].table
    poor = Candidate("poor", "Poor", "sessions", table, frozenset("ab"), 1.0)
    rich = Candidate("rich", "Rich", "sessions", table, frozenset("abc"), 0.5)

    assert meant([rich, poor]) == [rich]
    assert rich.explains_more_than(poor)
    assert not poor.explains_more_than(rich)


def test_the_named_tool_has_to_fit(tmp_path: Path) -> None:
    with pytest.raises(WrongToolError, match="looks like Fresha"):
        chosen(text(SAMPLES / "fresha.csv", tmp_path), "calendly")


def test_a_source_has_the_name_of_its_tool() -> None:
    assert tool_name("calendly") == "Calendly"
    assert tool_name("vagaro") == "Vagaro"
    assert tool_name("mapped-slotwise") is None
    assert {"Calendly", "Fresha"} <= known_names()


# -- modules, mappings, samples and docs stand together ------------------------


@pytest.mark.parametrize("stem", MAPPINGS)
def test_every_mapping_has_its_sample_and_its_lines_in_the_docs(stem: str) -> None:
    mapping = MAPPINGS[stem]
    docs = (ROOT / "docs" / "exports.md").read_text("utf-8")
    readme = (SAMPLES / "README.md").read_text("utf-8")

    assert (SAMPLES / f"{stem}.csv").is_file()
    assert f"`{stem}.csv`" in readme
    assert f"| {mapping.name} | {mapping.variant} | likely |" in docs
    assert f"- **{mapping.name}**, {mapping.variant}. {mapping.how_to_export}" in docs


def test_every_line_of_the_table_is_of_something_that_is_read() -> None:
    docs = (ROOT / "docs" / "exports.md").read_text("utf-8")
    table = docs.split("|---|---|---|---|---|\n")[1].split("\n\n")[0]
    listed = {line.split("|")[1].strip() for line in table.splitlines()}

    assert listed == {e.name for e in EXPORTS} | {m.name for m in shipped()} | {
        "Any other table"
    }


def test_every_sample_belongs_to_something_that_is_read() -> None:
    known = {export.tool for export in EXPORTS} | set(MAPPINGS) | {"other_tool"}
    samples = {path.stem for path in SAMPLES.iterdir() if path.suffix != ".md"}

    assert {stem for stem in samples if not stem.startswith(".")} <= known
