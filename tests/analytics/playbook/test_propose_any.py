"""Whatever the case, the proposal keeps what was promised."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analytics.contracts import Standing
from analytics.facts.standing import Place
from analytics.playbook import STEPS
from analytics.playbook.case import Aside, Case, Owed, Story
from analytics.playbook.propose import Proposal, propose
from analytics.playbook.step import HARD
from tests.analytics.playbook.cases import MONDAY, days_ago, pattern, taken

LONG_AGO = days_ago(120)
HARD_STEPS = set(HARD)

ANY_CASE = st.builds(
    Case,
    today=st.just(MONDAY),
    place=st.sampled_from(Place),
    is_booked=st.booleans(),
    word=st.sampled_from(["low", "raised", "high"]),
    sessions_attended=st.integers(0, 50),
    pattern=st.builds(
        pattern,
        st.text("anlcomuLN", max_size=6),
        cancelled_ahead=st.sampled_from([(), ("s0", "s1")]),
        away_days=st.sampled_from([0, 150]),
    ),
    story=st.builds(
        Story,
        standing=st.sampled_from(Standing),
        was=st.sampled_from(Standing),
        since=st.none() | st.just(LONG_AGO),
        back_on=st.none() | st.dates(days_ago(9), days_ago(-9)),
        may_return=st.sampled_from([None, "yes", "terms", "no"]),
        may_contact=st.sampled_from([None, True, False]),
    ),
    aside=st.builds(Aside, st.none() | st.just(days_ago(-3)), st.none()),
    owed=st.builds(
        Owed, st.none() | st.just(days_ago(3)), st.just(1), st.integers(0, 6)
    ),
    may_be_welcomed=st.booleans(),
    remark=st.sampled_from([None, None, "worried", "wants_to_stop"]),
    taken=st.lists(
        st.builds(
            taken,
            st.sampled_from([*STEPS, "wrote a line"]),
            st.integers(0, 60),
            st.sampled_from([None, "no_answer", "answered"]),
        ),
        max_size=3,
    ).map(lambda found: tuple(sorted(found, key=lambda one: one.on, reverse=True))),
)


@given(ANY_CASE)
def test_whatever_the_case_the_proposal_keeps_the_promises(given_case: Case) -> None:
    found = propose(given_case)

    steps = [step for step in (found.step, *found.alternatives) if step]
    assert set(steps) <= set(STEPS) - HARD_STEPS
    assert set(found.other_options) <= HARD_STEPS
    assert len(set(steps)) == len(steps)
    if found.step not in (None, "let_be") and found.due is not None:
        assert found.due.weekday() < 5
        assert found.due >= MONDAY
    if given_case.story.may_contact is False:
        assert all(STEPS[step].kind != "message" for step in steps)
    _never_pressed(given_case, found)


def _never_pressed(given_case: Case, found: Proposal) -> None:
    last = given_case.last
    if last and not last.has_result and last.step != "let_be":
        assert found.step != last.step or given_case.planned
    if given_case.story.may_return == "no" and given_case.story.since:
        assert found.step in (None, "worried", "let_be")
