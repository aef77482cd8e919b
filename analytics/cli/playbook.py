"""``playbook``: the steps there are, and whether an edited file of one can be used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.cli import output
from analytics.cli.output import Answer
from analytics.errors import MissingFileError
from analytics.playbook import STEPS, practice_steps
from analytics.playbook.check import Checked, check_bytes
from analytics.playbook.step_file import Finding, nearest
from analytics.playbook.steps import GROUPS
from analytics.store import own_steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.cli.call import Call


@dataclass(frozen=True)
class _File:
    name: str
    key: str
    checked: Checked


def list_(call: Call) -> Answer:
    """List the steps, with the titles that the practice gave them."""
    steps = practice_steps.of(call.path).steps
    found = [steps[key] for key in STEPS]
    return Answer(
        data={
            "steps": [
                {"step": one.step, "title": one.title, "kind": one.kind}
                for one in found
            ]
        },
        lines=lambda: output.table(
            ("step", "title", "kind", "due in days", "tones"),
            (
                (s.step, s.title, s.kind, s.due_in_days, " ".join(s.tones))
                for s in found
            ),
        ),
    )


def check(call: Call) -> Answer:
    """Check edited files; without any, those beside the practice.

    Raises
    ------
    MissingFileError
        There is no such file.
    """
    typed = [Path(one).expanduser() for one in call.arguments.files]
    folder = own_steps.folder_of(call.path)
    paths = [path for one in typed or [folder] for path in _files(one, folder)]
    found = [_checked(path) for path in paths]
    is_well = not any(one.checked.findings for one in found)
    return Answer(
        data={"ok": is_well, "files": [_told(one) for one in found]},
        lines=lambda: _lines(found),
        code=output.DONE if is_well else output.DONE_WITH_REFUSALS,
    )


def _files(path: Path, own_folder: Path) -> list[Path]:
    if path.is_dir():
        return sorted(path.glob("*.md"))
    if path == own_folder:
        return []
    if not path.is_file():
        raise MissingFileError(path)
    return [path]


def _checked(path: Path) -> _File:
    with path.open("rb") as file:
        content = file.read(own_steps.MOST_BYTES + 1)
    known = [key for keys in GROUPS.values() for key in keys]
    if path.stem in known:
        return _File(path.name, path.stem, check_bytes(content, path.stem))
    said = f"A file is named after its step. {nearest(path.stem, known)}"
    return _File(path.name, path.stem, Checked(None, (Finding(1, said),)))


def _told(one: _File) -> dict[str, object]:
    return {
        "file": one.name,
        "step": one.key,
        "used": one.checked.step is not None,
        "findings": [
            {
                "line": found.line,
                "kind": "hint" if found.is_hint else "refused",
                "said": found.said,
            }
            for found in one.checked.findings
        ],
    }


def _lines(found: Sequence[_File]) -> Iterator[str]:
    if not found:
        yield "This practice has no steps of its own: the shipped words are used."
    for one in found:
        name = output.plain(one.name)
        for finding in one.checked.findings:
            kind = "hint: " if finding.is_hint else ""
            yield f"{name}:{finding.line}: {kind}{output.plain(finding.said)}"
        if one.checked.step is None:
            yield f"{name} is not used as it is; the shipped words stand."
        elif not one.checked.findings:
            yield f"{name}: nothing to find."
