"""Files that were dropped on the page and wait to be imported.

They lie in a folder of this visit, are unpacked and looked at once, and are gone from
the disk when they are imported, taken out of the list, or the visit ends.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from analytics import importing
from analytics.errors import PracticeError
from analytics.exports.containers import LeftOut, unpack
from analytics.importing import parts
from pages.shared import doors, file_questions
from pages.shared.state import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from analytics.exports.containers import Contents
    from analytics.importing import Inspection
    from pages.shared.file_questions import Said


@dataclass(frozen=True)
class Waiting:
    """A table that waits, and what it looks like."""

    name: str
    """As the owner knows it."""
    path: Path
    looks: Inspection | None
    """``None`` where it is no table of sessions at all: then `error` says why."""
    error: PracticeError | None = None

    @property
    def key(self) -> str:
        """A key for widgets."""
        steps = self.path.relative_to(_folder()).parts
        return "-".join(steps)

    @property
    def is_known(self) -> bool:
        """Whether it can be imported without a question about its columns."""
        return self.looks is not None and self.looks.is_known


@dataclass(frozen=True)
class Dropped:
    """What the files of the uploader hold."""

    waiting: list[Waiting] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    """Sheets and packed files that are no tables of sessions."""


def dropped(uploads: Sequence[UploadedFile]) -> Dropped:
    """Return what the files of the uploader hold, each looked at."""
    if not uploads and Key.STAGED not in st.session_state:
        return Dropped()
    folder = _folder()
    kept = {folder / upload.file_id: upload for upload in uploads}
    for path in folder.iterdir():
        if path not in kept:
            shutil.rmtree(path)
    found = Dropped()
    for path, upload in kept.items():
        if not path.exists():
            path.mkdir()
            (path / "file").write_bytes(upload.getbuffer())
        _look_into(path, upload.name, found)
    return found


def clear() -> None:
    """Empty the uploader and the folder."""
    for path in _folder().iterdir():
        shutil.rmtree(path)
    st.session_state[Key.UPLOADS] = uploader_number() + 1


def uploader_number() -> int:
    """Return which uploader of this visit it is: a new number makes an empty one."""
    number: int = st.session_state.setdefault(Key.UPLOADS, 0)
    return number


class _Folder:
    """A folder that is removed when the visit that holds it ends."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="driftline-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


def _folder() -> Path:
    if Key.STAGED not in st.session_state:
        st.session_state[Key.STAGED] = _Folder()
    folder: _Folder = st.session_state[Key.STAGED]
    return folder.path


def _look_into(folder: Path, name: str, found: Dropped) -> None:
    """Add what one uploaded file holds."""
    try:
        contents = _contents(str(folder), name)
    except PracticeError as error:
        found.waiting.append(Waiting(name, folder / "file", None, error))
        return
    looked = [_looked_at(part.path, part.name) for part in contents.parts]
    has_known = any(part.is_known for part in looked)
    passed_over = [
        said for part in looked if (said := _passed_over(part, has_known=has_known))
    ]
    if len(passed_over) == len(looked):
        # Nothing at all: one sentence for the file instead of one for each part.
        failed = [parts.Failed(x.name, x.error) for x in looked if x.error]
        why = parts.why_nothing(name, failed, contents.left_out)
        found.waiting.append(Waiting(name, folder / "file", None, why))
        return
    names = {said.name for said in passed_over}
    found.waiting.extend(part for part in looked if part.name not in names)
    found.left_out.extend([*contents.left_out, *passed_over])


def _passed_over(part: Waiting, *, has_known: bool) -> LeftOut | None:
    """Return why a part is left out, if it is: beside known ones, or as no table."""
    if part.error is not None:
        failed = parts.Failed(part.name, part.error)
        return parts.left_out(failed) if parts.is_no_log(failed) else None
    looks = part.looks
    is_asked = looks is not None and (looks.tools or looks.open_question)
    if has_known and not part.is_known and not is_asked:
        return LeftOut(part.name, parts.UNKNOWN)
    return None


def _looked_at(path: Path, name: str) -> Waiting:
    said = file_questions.said_of(str(path))
    try:
        looks = _inspection(str(path), name, doors.database().data_version, said)
    except PracticeError as error:
        return Waiting(name, path, None, error)
    return Waiting(name, path, looks)


# As many as can lie in a folder that somebody drops as a whole, and their sheets.
_MOST = 5_000


@st.cache_resource(show_spinner="Opening the file …", max_entries=_MOST)
def _contents(folder: str, name: str) -> Contents:
    workplace = Path(folder) / "parts"
    # What an earlier attempt left.
    shutil.rmtree(workplace, ignore_errors=True)
    workplace.mkdir()
    return unpack(Path(folder) / "file", name, workplace)


@st.cache_resource(show_spinner="Looking at the file …", max_entries=_MOST)
def _inspection(path: str, name: str, version: int, said: Said) -> Inspection:
    # What is known of a file depends on the mappings that are kept.
    del version
    if said.is_unknown:
        return importing.inspect_as_unknown(Path(path), name, tool=said.tool)
    return importing.inspect(
        doors.database(),
        Path(path),
        file_name=name,
        tool=said.tool,
        day_first=said.day_first,
    )
