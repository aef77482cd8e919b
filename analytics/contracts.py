"""The words and shapes that layers hand to one another.

Times are ``datetime`` in UTC without a zone, money is integer cents, rates run
from 0 to 1, an absent value is ``None``. What a word means to a person stands in
docs/definitions.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from analytics.periods import AsOf


class Outcome(StrEnum):
    """What became of a booked session."""

    ATTENDED = "attended"
    NO_SHOW = "no_show"
    LATE_CANCELLED = "late_cancelled"
    CANCELLED = "cancelled"
    CANCELLED_BY_COACH = "cancelled_by_coach"
    RESCHEDULED = "rescheduled"
    SCHEDULED = "scheduled"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """How an outcome is known."""

    RECORDED = "recorded"
    EVIDENCE = "evidence"
    CONFIRMED = "confirmed"
    PRESUMED = "presumed"
    NONE = "none"


class Standing(StrEnum):
    """How a client's story stands."""

    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    HANDED_OVER = "handed_over"
    ENDED_BY_AGREEMENT = "ended_by_agreement"
    ENDED_BY_CLIENT = "ended_by_client"
    ENDED_BY_COACH = "ended_by_coach"
    DRIFTED = "drifted"
    UNKNOWN = "unknown"


# -- importing ---------------------------------------------------------------


@dataclass(frozen=True)
class Refusal:
    """A row that was not stored, and why."""

    line: int
    """Line in the file, the first line being 1."""
    reason: str


@dataclass(frozen=True)
class Unmatched:
    """A row that belongs to a session or a client of which no file tells yet."""

    who: str | None
    """The name in the row, if it has one."""
    at: dt.datetime | None
    """UTC; the time in the row by which its session was looked for."""
    why: str


@dataclass(frozen=True)
class OtherRows:
    """Rows of a file that are no sessions, and what they belong to."""

    kind: str
    """One of ``prices``, ``visits``, ``reminders``, ``actions``, ``clients``,
    ``returns``."""
    rows: int
    """Rows kept."""
    matched: int
    """Rows that belong to a session (actions and lists: a client) in the log."""
    targets: int
    """Sessions or clients to which these belong."""
    unmatched: int
    """Rows kept until a file shows what they belong to."""
    unmatched_rows: tuple[Unmatched, ...]
    """The first of these."""
    sentence: str
    """The same in words."""


@dataclass(frozen=True)
class ImportReport:
    """What one file brought. ``accepted + duplicate + refused + ignored = rows``."""

    file: str
    tool: str
    """Key, such as ``calendly``; a wizard mapping's is ``mapping``."""
    tool_name: str
    variant: str
    confidence: str
    """``verified``, ``likely`` or ``mapped``."""
    why: str
    """Why the file was recognised as this tool's, in words."""
    rows: int
    accepted: int
    """Rows that brought a new session or changed one; of other kinds, rows that say
    what no row said before."""
    duplicate: int
    """Rows that repeat what is known already, from this file or an earlier one."""
    refused: int
    ignored: int
    new: int
    """Sessions not known before."""
    changed: int
    """Sessions known before that look different now."""
    refusals: tuple[Refusal, ...]
    ignored_reasons: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]
    cannot_tell: tuple[str, ...]
    """What this file cannot say and what that costs, one sentence each."""
    first_starts_at: dt.datetime | None
    last_starts_at: dt.datetime | None
    timezone: str | None
    """Zone in which local times were read; ``None`` where every row names its own."""
    exported_at: dt.datetime
    import_id: str | None
    """``None`` after a dry run or when nothing was stored."""
    is_repeat: bool = False
    """Whether this very file had been imported before."""
    kind: str = "sessions"
    """What the rows are: ``sessions``, or a kind of `OtherRows`."""
    others: tuple[OtherRows, ...] = ()
    """What the rows tell beside sessions."""


@dataclass(frozen=True)
class ImportRecord:
    """A line of the import history."""

    import_id: str
    file: str
    tool: str
    variant: str
    source: str
    timezone: str
    exported_at: dt.datetime
    imported_at: dt.datetime
    first_starts_at: dt.datetime | None
    last_starts_at: dt.datetime | None
    rows: int
    accepted: int
    duplicate: int
    refused: int
    ignored: int
    new: int
    changed: int
    undone_at: dt.datetime | None
    kind: str = "sessions"
    """What the rows were: ``sessions``, or a kind of `OtherRows`."""


# -- today -------------------------------------------------------------------


@dataclass(frozen=True)
class Reason:
    """A fact that speaks for a hello, and the sessions behind it."""

    text: str
    sessions: tuple[str, ...]


@dataclass(frozen=True)
class NextStep:
    """One dated step with words to use."""

    step: str
    """Key of the step, such as ``say_hello``."""
    title: str
    due: dt.date
    """Of a rest: the day on which to look again."""
    draft: str
    """The words to use; empty where nothing is to be written."""
    kind: Literal["message", "talk", "checklist", "rest"] = "message"
    why: str = ""
    """Why this step, in a sentence or two."""
    reasons: tuple[Reason, ...] = ()
    """The facts behind it."""
    alternatives: tuple[str, ...] = ()
    """Keys of other steps that fit, the best first."""
    other_options: tuple[str, ...] = ()
    """Keys of hard steps that a person may choose. They are never proposed."""
    promise: str = ""
    """What the coach still owes them, for the words."""


@dataclass(frozen=True)
class StuckClient:
    """Somebody who comes, but does not get ahead: by rule, beside any likelihood."""

    client_id: str
    name: str
    coach: str | None
    service: str | None
    last_attended_at: dt.datetime | None
    why: str
    reasons: tuple[Reason, ...]
    next_step: NextStep


@dataclass(frozen=True)
class Contact:
    """The latest contact with a client who has not come since."""

    on: dt.date
    is_answered: bool | None
    """``None`` where nobody has said."""
    answer_id: str | None
    """The entry that says what came of it."""
    result: str | None = None
    """What came of it; ``None`` where nobody has said."""


@dataclass(frozen=True)
class RankedClient:
    """An active client in the order of the list."""

    client_id: str
    name: str
    coach: str | None
    service: str | None
    rank: int
    """1 comes first."""
    on_list: bool
    """Among this week's names, within the owner's capacity."""
    is_new: bool
    """On the list now, not a week earlier."""
    is_by_rule: bool
    """Past two usual gaps while the model sees nothing unusual: shown beneath."""
    held_back: str | None
    """Why a name that would be on the list is not, in words."""
    contact: Contact | None
    """Of the last four weeks."""
    probability: float | None
    """Of going quiet; ``None`` unless percentages have been earned."""
    interval: tuple[float, float] | None
    """80 %, of the estimate; ``None`` where `probability` is."""
    in_ten: str | None
    """The interval as people say it: *between 2 and 4 in 10*."""
    word: Literal["low", "raised", "high"]
    days_since_last: int
    usual_gap_days: float
    is_little_known: bool
    """Fewer than three attended sessions: no usual gap of their own yet."""
    last_attended_at: dt.datetime
    next_booked_at: dt.datetime | None
    reasons: tuple[Reason, ...]
    changed: str | None
    """What changed since last week, as a sentence; only a model says it."""
    next_step: NextStep
    strip: str
    """Twelve weeks, oldest first, one letter each; see docs/definitions.md."""


@dataclass(frozen=True)
class QuietClient:
    """A client on one of the two lists that are not ranked."""

    client_id: str
    name: str
    coach: str | None
    service: str | None
    last_attended_at: dt.datetime | None
    last_booked_at: dt.datetime | None
    """Start of the last slot they ever booked."""
    days_since_last: int | None
    usual_gap_days: float | None
    sessions_attended: int
    standing: str


@dataclass(frozen=True)
class SessionBehind:
    """A session on which a reason rests, as it was known then."""

    session_id: str
    starts_at: dt.datetime
    """UTC, without a zone."""
    service: str | None
    outcome: str
    """One of `Outcome`."""
    basis: str
    """One of `Basis`."""
    is_excused: bool


@dataclass(frozen=True)
class PastNames:
    """How this practice's past names fared; empty until enough is known."""

    settled: int
    """Names of which it is known by now how they went on."""
    quiet: int
    """Of these, who went quiet."""
    by_word: Mapping[str, tuple[int, int]]
    """By `RankedClient.word`: looks at a client who stood there, and how many of
    these went quiet."""


@dataclass(frozen=True)
class TodayList:
    """Who may be worth a hello."""

    as_of: AsOf
    data_as_of: dt.datetime | None
    """Newest export of any source; ``None`` in an empty practice."""
    is_stale: bool
    """Data older than nine days: no new names are put forward."""
    mode: Literal["rule", "words", "percent"]
    """What orders the list: the rule, or a model that speaks in words or numbers."""
    why: str
    """What the next step of the ladder needs, as a sentence; empty on the last one
    and where no model has looked yet."""
    run_id: str | None
    """Which run of the model chose the names; ``None`` before the first."""
    scored_on: dt.date | None
    """The day up to which the model knew the log; ``None`` by rule."""
    past: PastNames | None
    """``None`` where no model has looked yet."""
    capacity: int
    clients: tuple[RankedClient, ...]
    lapsed: tuple[QuietClient, ...]
    never_came: tuple[QuietClient, ...]
    stuck: tuple[StuckClient, ...] = ()
    """Two at most."""

    def of(self, client_id: str) -> RankedClient | None:
        """Return a client of the order; ``None`` for who stands in none."""
        found = (one for one in self.clients if one.client_id == client_id)
        return next(found, None)
