"""What few files need: rules over several columns, rows to leave out, odd writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from analytics.exports.mapped.mapping import STATUSES
from analytics.exports.mapped.rules import (
    TESTS,
    WITHOUT_WORDS,
    Condition,
    LeaveOut,
    Rule,
    When,
)
from analytics.importing import inspection
from pages.shared import known_file, safe, wizard_columns, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.exports.export import Kind
    from analytics.exports.mapped.mapping import Column, MappedExport
    from analytics.importing import Inspection
    from pages.shared.uploads import Waiting

TEST_WORDS: Final = {
    "is": "is",
    "is_not": "is something else than",
    "contains": "contains",
    "starts_with": "begins with",
    "filled": "is filled",
    "empty": "is empty",
}

OFFERED_WORDS: Final = 200
MOST_RULES: Final = 20

PEOPLE_BETWEEN: Final = {", ": "a comma", ";": "a semicolon", "\n": "a new line"}

MONEY: Final = {
    "auto": "as each amount suggests",
    "point": "1,234.56",
    "comma": "1.234,56",
}


def ask(
    file: Waiting,
    looks: Inspection,
    kind: Kind,
    positions: Mapping[str, int],
    guess: MappedExport | None,
) -> dict[str, Any]:
    """Return what is said beyond columns and words, by the fields of a mapping."""
    others: dict[str, Column] = dict(guess.others) if guess else {}
    with st.expander("More: rules over several columns, rows to leave out, odd cells"):
        rules = _rules(file, looks, kind, guess, others) if STATUSES[kind] else ()
        leave_out = _leave_out(file, looks, guess, others)
        said = _writing(file, positions, guess)
    all_rules: list[Rule | LeaveOut] = [*rules, *leave_out]
    conditions = [one for rule in all_rules for one in rule.when.conditions()]
    asked = {name for one in conditions for name in (one.column, *one.words)}
    others = {key: column for key, column in others.items() if key in asked}
    return {"rules": rules, "leave_out": leave_out, "others": others, **said}


def _rules(
    file: Waiting,
    looks: Inspection,
    kind: Kind,
    guess: MappedExport | None,
    others: dict[str, Column],
) -> tuple[Rule, ...]:
    st.markdown("**Rules**, tried in this order before the words of the status column")
    found = [
        rule
        for number, rule in enumerate(guess.rules if guess else ())
        if _is_kept(
            file,
            f"rule-{kind}-{number}",
            f"{_told(rule.when, others)}: {known_file.STATUS_WORDS[rule.outcome]}",
        )
    ]
    for number in range(_count("rule", file)):
        when = _when(looks, f"rule-{file.key}-{number}", others)
        outcome = st.selectbox(
            "then it means",
            STATUSES[kind],
            format_func=known_file.STATUS_WORDS.__getitem__,
            key=f"rule-{file.key}-{number}-outcome",
        )
        if when:
            found.append(Rule(when, str(outcome)))
    _another("rule", "Add a rule", file)
    return tuple(found)


def _is_kept(file: Waiting, key: str, told: str) -> bool:
    """Show what was found out already, to be left out with a tick."""
    return st.checkbox(told, value=True, key=f"known-{key}-{file.key}")


def _told(when: When, columns: Mapping[str, Column]) -> str:
    """Return a condition in words, as one line."""
    joint = " and " if when.join == "all" else " or "
    parts = [
        f"({_told(part, columns)})" if isinstance(part, When) else _asks(part, columns)
        for part in when.parts
    ]
    return joint.join(parts)


def _asks(condition: Condition, columns: Mapping[str, Column]) -> str:
    def name(key: str) -> str:
        return f"“{safe.md(columns[key].name if key in columns else key, 40)}”"

    if condition.test == "same_as":
        others = words.joined([name(key) for key in condition.words])
        return f"{name(condition.column)} is the same as {others}"
    said = [f"“{safe.md(word, 40)}”" for word in condition.words]
    either = f" {', '.join(said)}" if said else ""
    return f"{name(condition.column)} {TEST_WORDS[condition.test]}{either}"


def _leave_out(
    file: Waiting,
    looks: Inspection,
    guess: MappedExport | None,
    others: dict[str, Column],
) -> tuple[LeaveOut, ...]:
    st.markdown("**Rows that are none**, such as totals or calendar blocks")
    found = [
        rule
        for number, rule in enumerate(guess.leave_out if guess else ())
        if _is_kept(
            file,
            f"drop-{number}",
            f"{_told(rule.when, others)}: left out, since {safe.md(rule.because, 100)}",
        )
    ]
    for number in range(_count("drop", file)):
        when = _when(looks, f"drop-{file.key}-{number}", others)
        because = st.text_input(
            "is left out because",
            "it is no session",
            max_chars=100,
            key=f"drop-{file.key}-{number}-because",
        )
        if when:
            found.append(LeaveOut(when, because.strip() or "it is no session"))
    _another("drop", "Leave rows out", file)
    return tuple(found)


def _count(what: str, file: Waiting) -> int:
    count: int = st.session_state.get(f"{what}s-{file.key}", 0)
    return count


def _another(what: str, label: str, file: Waiting) -> None:
    st.button(
        label,
        key=f"{what}-more-{file.key}",
        icon=":material/add:",
        disabled=_count(what, file) >= MOST_RULES,
        on_click=_add_one,
        args=(f"{what}s-{file.key}",),
    )


def _add_one(key: str) -> None:
    st.session_state[key] = st.session_state.get(key, 0) + 1


def _when(looks: Inspection, key: str, others: dict[str, Column]) -> When | None:
    """Return up to two conditions that both have to hold."""
    first = _condition(looks, f"{key}-a", "Where", others)
    second = _condition(looks, f"{key}-b", "and where", others) if first else None
    parts = tuple(part for part in (first, second) if part)
    return When("all", parts) if parts else None


def _condition(
    looks: Inspection, key: str, label: str, others: dict[str, Column]
) -> Condition | None:
    with st.grid(3, min_column_width=180):
        at = st.selectbox(
            label,
            [None, *range(len(looks.header))],
            format_func=lambda at: (
                "–" if at is None else wizard_columns.example(looks, at)
            ),
            key=f"{key}-column",
        )
        if at is None:
            return None
        test = st.selectbox(
            "what",
            [test for test in TESTS if test in TEST_WORDS],
            format_func=TEST_WORDS.__getitem__,
            key=f"{key}-test",
        )
        words: list[str] = []
        if test not in WITHOUT_WORDS:
            words = st.multiselect(
                "one of",
                inspection.words_in(looks, at)[:OFFERED_WORDS],
                format_func=lambda word: safe.plain(word, 40),
                accept_new_options=True,
                key=f"{key}-words",
            )
            if not words:
                return None
    others[f"column_{at}"] = wizard_columns.named(looks.header, at)
    return Condition(f"column_{at}", test, tuple(words))


def _writing(
    file: Waiting, positions: Mapping[str, int], guess: MappedExport | None
) -> dict[str, Any]:
    """Return how names, amounts and empty cells are written."""
    st.markdown("**How cells are written**")
    said: dict[str, Any] = {}
    with st.grid(2, min_column_width=260):
        nulls = st.text_input(
            "Cells that say nothing, with blanks between",
            " ".join(guess.nulls) if guess else "",
            key=f"nulls-{file.key}",
        )
        said["nulls"] = tuple(nulls.split())
        if "price" in positions:
            said["money"] = st.selectbox(
                "Amounts are written",
                list(MONEY),
                index=list(MONEY).index(guess.money) if guess else 0,
                format_func=MONEY.__getitem__,
                key=f"money-{file.key}",
            )
        if "people" in positions:
            said["people_between"] = st.selectbox(
                "Between the people of one cell stands",
                list(PEOPLE_BETWEEN),
                index=_between(guess),
                format_func=PEOPLE_BETWEEN.__getitem__,
                key=f"between-{file.key}",
            )
        if "client_name" in positions:
            said["is_last_name_first"] = st.checkbox(
                "Names are written “Last, First”",
                value=bool(guess and guess.is_last_name_first),
                key=f"last-first-{file.key}",
            )
        if "cancelled_by" in positions:
            said["are_cancellers_named"] = st.checkbox(
                "Who cancelled is written as a name",
                value=bool(guess and guess.are_cancellers_named),
                key=f"named-{file.key}",
            )
        if "session_key" in positions:
            said["is_key_shared"] = st.checkbox(
                "Several people of one booking share its number",
                value=bool(guess and guess.is_key_shared),
                key=f"shared-{file.key}",
            )
        filled: tuple[str, ...] = ()
        if st.checkbox(
            "An empty client or date means “as in the row above”",
            value=bool(guess and guess.fill_down),
            key=f"fill-{file.key}",
        ):
            usual = ("client_name", "client_email", "client_id", "starts")
            fields = (*usual, *(guess.fill_down if guess else ()))
            filled = tuple(dict.fromkeys(f for f in fields if f in positions))
        said["fill_down"] = filled
    return said


def _between(guess: MappedExport | None) -> int:
    known = list(PEOPLE_BETWEEN)
    return known.index(guess.people_between) if guess else 0
