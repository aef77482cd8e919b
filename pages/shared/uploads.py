"""Files that were dropped on the page and wait to be imported.

They lie in a folder of this visit, are looked at once, and are gone from the disk when
they are imported, taken out of the list, or the visit ends.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from analytics import importing
from analytics.errors import PracticeError
from pages.shared import doors
from pages.shared.state import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from analytics.importing import Inspection


@dataclass(frozen=True)
class Waiting:
    """A file that waits, and what it looks like."""

    name: str
    """As the owner knows it."""
    path: Path
    looks: Inspection | None
    """``None`` where it is no table of sessions at all: then `error` says why."""
    error: PracticeError | None = None

    @property
    def key(self) -> str:
        """A key for widgets."""
        return self.path.name


def waiting(uploads: Sequence[UploadedFile]) -> list[Waiting]:
    """Return the files of the uploader, each looked at."""
    if not uploads and Key.STAGED not in st.session_state:
        return []
    folder = _folder()
    kept = {folder / upload.file_id: upload for upload in uploads}
    for path in folder.iterdir():
        if path not in kept:
            path.unlink()
    for path, upload in kept.items():
        if not path.exists():
            path.write_bytes(upload.getbuffer())
    return [_looked_at(path, upload.name) for path, upload in kept.items()]


def clear() -> None:
    """Empty the uploader and the folder."""
    for path in _folder().iterdir():
        path.unlink()
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


def _looked_at(path: Path, name: str) -> Waiting:
    try:
        looks = _inspection(str(path), name, doors.database().data_version)
    except PracticeError as error:
        return Waiting(name, path, None, error)
    return Waiting(name, path, looks)


@st.cache_resource(show_spinner="Looking at the file …", max_entries=32)
def _inspection(path: str, name: str, version: int) -> Inspection:
    # What is known of a file depends on the mappings that are kept.
    del version
    return importing.inspect(doors.database(), Path(path), file_name=name)
