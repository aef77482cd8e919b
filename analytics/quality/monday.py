"""The Monday page put together: the week's list, the questions, what is missing.

It stands above the reports because the questions need the list that they would change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from analytics.facts import entered
from analytics.importing.changed import Changed
from analytics.importing.changed import changed as what_changed
from analytics.quality import gap_words, gaps, questions, wording
from analytics.reports import digest as reports
from analytics.reports import fair_test
from analytics.reports.digest import Asked, Digest, Known
from analytics.reports.digest_follow_ups import people
from analytics.reports.digest_return import ReturnRow
from analytics.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.contracts import TodayList
    from analytics.periods import AsOf
    from analytics.quality.gaps import SourceGaps
    from analytics.quality.questions import Question, Unvouched
    from analytics.selection import Selection
    from analytics.store import Database

MISSING: Final = 5
"""Sentences about missing data that one page can bear."""

RETURN_DAYS: Final = 28
"""What a coach can still remember without looking it up."""

RETURN_SESSIONS: Final = 18
"""More is no small file, and nobody fills it in."""

NO_CHANGES: Final = Changed((), ())


def digest(
    database: Database,
    as_of: AsOf,
    selection: Selection,
    *,
    today: TodayList,
    changed: Changed | None = None,
    found: Sequence[Question] | None = None,
) -> Digest:
    """Return the Monday page, or the sheet of the coach that is selected.

    Parameters
    ----------
    today
        The list of the same moment, of everybody.
    changed
        What changed since the last exports, where it is known already.
    found
        The practice's questions of that moment, where they are known already: to
        find them takes longer than all the rest.
    """
    if today.data_as_of is None:
        known = Known(today, NO_CHANGES, (), ())
        return reports.digest(database, as_of, selection, known)
    changed = what_changed(database) if changed is None else changed
    if any(newest > as_of.instant for _, _, newest in changed.sources):
        # Of a day in the past nobody knows any more what was new on it.
        changed = NO_CHANGES
    if found is None:
        found = questions.questions(database, as_of, at_most=reports.QUESTIONS)
    looked = _Looked(database, as_of, selection, today, changed, found)
    known = _of_practice(looked) if selection.coach is None else _of_coach(looked)
    return reports.digest(database, as_of, selection, known)


@dataclass(frozen=True)
class _Looked:
    """What both kinds of sheet are made of."""

    database: Database
    as_of: AsOf
    selection: Selection
    today: TodayList
    changed: Changed
    found: Sequence[Question]


# -- the practice's page ----------------------------------------------------------


def _of_practice(looked: _Looked) -> Known:
    decisive = [one for one in looked.found if one.list_change]
    asked = [_came(one, wording.about_the_list(one)) for one in decisive]
    asked += _ended(looked, reports.QUESTIONS - len(asked))
    others = [one for one in looked.found if not one.list_change]
    asked += [_came(one, wording.why(one)) for one in others]
    return Known(
        today=looked.today,
        changed=looked.changed,
        asked=tuple(asked[: reports.QUESTIONS]),
        missing=missing(gaps.gaps(looked.database, looked.as_of)),
        fair_test=fair_test.on_monday(looked.database, looked.as_of),
    )


def missing(sources: Sequence[SourceGaps]) -> tuple[str, ...]:
    """Return what the data do not say: of all sources together, or of the only one."""
    findings = sources[0].findings if sources else ()
    return tuple(f"{gap_words.said(one)}." for one in findings[:MISSING])


def _came(question: Question, why: str) -> Asked:
    session = question.session
    return Asked(
        client_id=session.client_id,
        name=session.name,
        session_id=session.session_id,
        starts_at=session.starts_at,
        last_came_at=None,
        why=why,
    )


def _ended(looked: _Looked, at_most: int) -> list[Asked]:
    """Ask how stories ended, of those nobody has said it of."""
    today = looked.today
    if today.is_stale or at_most <= 0:
        return []
    known = entered.known(looked.database, looked.as_of).endings
    silent = [
        one
        for one in today.lapsed
        if one.client_id not in known and looked.selection.has(one.coach)
    ]
    return [
        Asked(one.client_id, one.name, None, None, one.last_attended_at, "")
        for one in silent[:at_most]
    ]


# -- a coach's sheet ----------------------------------------------------------------


def _of_coach(looked: _Looked) -> Known:
    """Return what a coach may see: nothing that names or counts anybody else."""
    coach, changed = str(looked.selection.coach), looked.changed
    unvouched = _unvouched(looked.database, looked.as_of, coach)
    changes = [one for one in changed.sessions if one.coach == coach]
    about = {one.client_id for one in unvouched}
    about |= {one.client_id for one in changes}
    about |= {one.session.client_id for one in looked.found}
    who = people(looked.database, looked.as_of, sorted(about))
    # A session held for a colleague's client is asked of the owner.
    own = {client_id for client_id, person in who.items() if person.coach == coach}
    open_ = [one for one in unvouched if one.client_id in own]
    decisive = [
        one
        for one in looked.found
        if one.list_change
        and one.session.coach == coach
        and one.session.client_id in own
    ]
    asked = [_came(one, wording.about_the_list(one)) for one in decisive]
    asked += _ended(looked, reports.QUESTIONS - len(asked))
    kept = tuple(one for one in changes if one.client_id in own)
    # What is asked above is asked below first, however long ago it was.
    first = {one.session.session_id: one.session for one in decisive}
    rest = [one for one in open_ if one.session_id not in first]
    sessions = [*first.values(), *rest][:RETURN_SESSIONS]
    return Known(
        today=looked.today,
        changed=replace(changed, sessions=kept),
        asked=tuple(asked[: reports.QUESTIONS]),
        missing=_not_said(len(open_), len(sessions)),
        to_return=(
            *(_session(one) for one in sessions),
            *_clients(looked.today, coach),
        ),
        fair_test=fair_test.on_monday(looked.database, looked.as_of, coach=coach),
    )


def _unvouched(database: Database, as_of: AsOf, coach: str) -> list[Unvouched]:
    return questions.unvouched(
        database,
        as_of,
        from_day=as_of.day_number - RETURN_DAYS + 1,
        with_presumed=True,
        coach=coach,
    )


def _not_said(count: int, asked: int) -> tuple[str, ...]:
    if not count:
        return ()
    sessions = counted(count, "session of yours", "sessions of yours")
    about = "it" if count == 1 else "them" if asked >= count else f"{asked} of them"
    said = (
        f"Nobody has said yet what became of {sessions} of the last four weeks. "
        f"Below you are asked about {about}."
    )
    return (said,)


def _session(one: Unvouched) -> ReturnRow:
    return ReturnRow(
        session_id=one.session_id,
        client_id=one.client_id,
        name=one.name,
        starts_at=one.starts_at,
        is_presumed=one.taken_for == "attended",
    )


def _clients(today: TodayList, coach: str) -> list[ReturnRow]:
    return [
        ReturnRow(None, one.client_id, one.name, None)
        for one in today.clients
        if one.on_list and one.coach == coach
    ]
