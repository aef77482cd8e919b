"""What a visit remembers: every session key, the selection, what was just done.

Everything else on a page is computed from the selection and the practice's file.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import streamlit as st

from analytics import periods
from analytics.store import place

ROOT: Final = Path(__file__).resolve().parents[2]


EVERYBODY: Final = ""
"""What a picker of the bar holds while it chooses all."""


class Key(StrEnum):
    """The keys of the session state that are not a widget's own."""

    COACH = "coach"
    SERVICE = "service"
    STANDING = "standing"
    PERIOD = "period"
    DAYS = "days"
    ADDRESS = "address"
    DONE = "done"
    SAID = "said"
    SHOWN = "shown"
    LISTED = "listed"
    ASKED = "asked"
    ASKED_CAME = "asked-came"
    NAMED = "named"
    BULK = "bulk"
    CHOSEN = "chosen-clients"
    TOGETHER = "entered-together"
    OPENED = "view-opened-last"
    VIEW_DONE = "view-done"
    STAGED = "staged"
    UPLOADS = "uploads"
    FILES = "files"
    REPORTS = "reports"
    FORGOTTEN = "forgotten"
    QUEUE = "queue"
    HELD = "held"
    MARKED = "marked"
    MONTHS = "months"
    MEETINGS = "meetings"
    COMPARED = "compared"
    COMPARED_BY = "compared-by"
    WANTED = "wanted"
    WANTED_HELD = "wanted-held"
    DIARY = "diary"
    WORDS = "extra-words-chosen"
    WORDS_SHOWN = "extra-words-shown"
    PLAN = "fair-test-plan"
    STUCK = "stuck-done"
    AFTER = "after-session"
    WHO = "who"
    LOOK = "look"
    VIEW = "view"
    SHOW = "show"
    SORT = "sort"
    LOOKED = "looked-at"
    OF_FILES = "done-in-files"
    EDITING = "steps-being-edited"
    EDITED = "steps-edited"
    TAKEN_OUT = "taken-out"


@dataclass(frozen=True)
class Done:
    """Something entered on this visit that can be taken back."""

    entry_id: str
    client_id: str
    said: str
    """What was kept, as the end of a sentence that starts with the name."""
    place: int | None
    """Where on the list the client stood, 0 first; ``None`` for an answer."""
    is_contact: bool = False
    """Whether more can be said of it: how, who wrote last, a line."""


def database_path() -> Path:
    """Return where the practice lies."""
    return place.practice_path(os.environ)


def now() -> dt.datetime:
    """Return the time of this rerun, in UTC without a zone, to the second."""
    return periods.utc_naive(dt.datetime.now(dt.UTC)).replace(microsecond=0)


def done() -> list[Done]:
    """Return what was entered on this visit, oldest first; a list to add to."""
    entered: list[Done] = st.session_state.setdefault(Key.DONE, [])
    return entered


def is_dark() -> bool:
    """Return whether this visit looks at a dark page."""
    return st.context.theme.type == "dark"
