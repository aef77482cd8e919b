"""What can go wrong with a fair test of two ways of reminding."""

from __future__ import annotations

from analytics.errors.base import PracticeError

_NOT_POSSIBLE = {
    "nobody_missed": "No session was missed in this practice's past year, so no "
    "reminder can lower that. Keep what you do.",
    "few_missed": "Only {0:.0%} of sessions are missed now. So little cannot be made "
    "much less, and no test here would show it. Keep what you do.",
    "clients": "{0} clients come at the moment, and a test by client needs 16 or more. "
    "Test by whole weeks instead, or wait.",
    "services": "There are {0} services, and a test by service needs at least 16. "
    "Test by client or by whole weeks instead.",
    "worth": "An effect worth having lies between 1 point and the share that is missed "
    "now, {0:.0%}. Give it in points, such as 5.",
}


class TrialNotPossibleError(PracticeError):
    """A test in this practice would tell nothing."""

    def __init__(self, why: str, *found: float) -> None:
        super().__init__(_NOT_POSSIBLE[why].format(*found))
        self.why = why


class TrialStartError(PracticeError):
    """A test was to start on a day that is not ahead."""

    def __init__(self, starts_on: str, today: str) -> None:
        super().__init__(
            f"The test would start on {starts_on}, and today is {today}. Who is drawn "
            "has to be settled before the first day: give a later one."
        )


def _by_week(weeks: int | None) -> str:
    if weeks is None:
        return ""
    return f" By whole weeks it would be over in about {weeks}."


class TrialTooLongError(PracticeError):
    """A test would not be over in three years."""

    def __init__(self, smallest_worth: float | None, by_week: int | None) -> None:
        cure = (
            "Even a year would show no effect of any size: wait until there are more "
            "sessions, and go by published trials until then."
            if smallest_worth is None
            else f"A year would show {smallest_worth * 100:.0f} points or more fewer "
            "missed: ask for that much, or go by published trials."
        )
        super().__init__(
            "With this practice's sessions such a test would not be over in three "
            f"years. {cure}{_by_week(by_week)}"
        )


class DamagedPlanError(PracticeError):
    """A file holds no plan of a test."""

    def __init__(self) -> None:
        super().__init__(
            "This is not the plan of a test. Choose the file that "
            "`python -m analytics trial plan --out FILE` wrote, unchanged."
        )


class PlanEditedError(PracticeError):
    """A plan was changed after it was written."""

    def __init__(self) -> None:
        super().__init__(
            "The plan was changed after it was written: it no longer matches its hash. "
            "Bring back the file as it was, or plan a new test. Nothing was drawn."
        )


class PlanDiffersError(PracticeError):
    """A plan is not the one that was stored under its id."""

    def __init__(self) -> None:
        super().__init__(
            "This plan is not the one that was stored when the test was set up. A test "
            "goes by its first plan: bring back that file, or plan a new test."
        )


class StoredPlanChangedError(PracticeError):
    """The plan in the practice's file no longer matches its hash."""

    def __init__(self) -> None:
        super().__init__(
            "The plan of this test was changed inside the practice's file: it does not "
            "match its hash, so nothing can be said by it. Restore a backup from "
            "before, or plan a new test."
        )


class TrialNotFoundError(PracticeError):
    """There is no such test."""

    def __init__(self, trial_id: str | None) -> None:
        which = f"no test {trial_id!r}" if trial_id else "no test yet"
        super().__init__(
            f"There is {which}. `python -m analytics trial plan` plans one, and "
            "`trial assign` sets it up."
        )


class TrialRunningError(PracticeError):
    """A second test would cross the first."""

    def __init__(self, trial_id: str) -> None:
        super().__init__(
            f"The test {trial_id!r} is still running, and two at a time would mix. End "
            f"it first: `python -m analytics trial stop {trial_id}`."
        )


class TrialOverError(PracticeError):
    """A test that has ended was to go on."""

    def __init__(self, stopped_on: str) -> None:
        super().__init__(
            f"This test was ended on {stopped_on}; nobody is drawn any more. Plan a "
            "new one to go on."
        )
