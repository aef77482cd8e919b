"""Two clients who may be one person, each pair with its evidence in words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from analytics.people import model
from analytics.store import queries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analytics.store import Database

_CANDIDATES = Path(__file__).with_name("candidates.sql")
_ANSWERED = Path(__file__).with_name("answered_pairs.sql")

_FEWEST_CLIENTS: Final = 2

_SAY_MORE_THAN_A_NAME: Final = (
    frozenset({"email"}),
    frozenset({"phone"}),
    frozenset({"succession", "setting"}),
)
"""Nobody is suggested on a name alone: one of these has to speak for it as well."""

_ORDER: Final = ("phone", "email", "name", "clash", "succession", "setting")


@dataclass(frozen=True)
class SamePerson:
    """Two clients who may be one person."""

    client_id: str
    """Whose sessions would go to the other."""
    name: str
    count_sessions: int
    into_id: str
    """Who was booked last: the id and name that would stay."""
    into_name: str
    into_count_sessions: int
    probability: float
    """From 0 to 1, by the fixed model of `model`: it orders suggestions and is not
    shown as a likelihood."""
    evidence: tuple[str, ...]
    """What speaks for it, in words, the strongest first."""


def same_people(database: Database) -> list[SamePerson]:
    """Return pairs about whom nobody has answered yet, the likeliest first."""
    with database.read() as cursor:
        # Not as a frame: a column of lists that are all absent would lose its type.
        clients = cursor.execute(queries.text_of(_CANDIDATES)).to_arrow_table()
    if clients.num_rows < _FEWEST_CLIENTS:
        return []
    by_id = {row["client_id"]: row for row in clients.to_pylist()}
    answered = {
        frozenset(pair) for pair in queries.rows(database, queries.text_of(_ANSWERED))
    }
    found = model.pairs(clients).to_dict("records")
    suggested = [
        _suggestion(pair, by_id)
        for pair in found
        if frozenset((pair["client_id_l"], pair["client_id_r"])) not in answered
        and _says_more_than_a_name(pair)
    ]
    return sorted(suggested, key=lambda s: (-s.probability, s.into_id, s.client_id))


def _says_more_than_a_name(pair: Mapping[Any, Any]) -> bool:
    spoken = {key for key, _ in _spoken(pair)}
    return any(needed <= spoken for needed in _SAY_MORE_THAN_A_NAME)


def _suggestion(
    pair: Mapping[Any, Any], by_id: Mapping[Any, Mapping[Any, Any]]
) -> SamePerson:
    both = [by_id[pair["client_id_l"]], by_id[pair["client_id_r"]]]
    old, new = sorted(both, key=lambda c: (c["last_starts_at"], c["client_id"]))
    evidence = [text for _, text in _spoken(pair)]
    if "the same e-mail address" in evidence and not set(old["sources"]) & set(
        new["sources"]
    ):
        place = evidence.index("the same e-mail address")
        evidence[place] = "the same e-mail address in another tool"
    return SamePerson(
        client_id=str(old["client_id"]),
        name=str(old["display_name"]),
        count_sessions=int(old["count_sessions"]),
        into_id=str(new["client_id"]),
        into_name=str(new["display_name"]),
        into_count_sessions=int(new["count_sessions"]),
        probability=float(pair["match_probability"]),
        evidence=tuple(evidence),
    )


def _spoken(pair: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    """Return what speaks for one person, by what was compared."""
    for key in _ORDER:
        level = model.level_of(key, int(pair[f"gamma_{key}"]))
        if level is not None and level.evidence is not None:
            yield key, level.evidence
