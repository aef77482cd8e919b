"""The rules of a mapping: what a row stands for, and which rows are none.

A condition looks at a column by the key the mapping gives it. Rules are tried in
order and the first that fits counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analytics.errors import BadMappingError

if TYPE_CHECKING:
    from collections.abc import Iterator

Test = Literal["is", "is_not", "contains", "starts_with", "filled", "empty", "same_as"]

TESTS: tuple[Test, ...] = (
    "is",
    "is_not",
    "contains",
    "starts_with",
    "filled",
    "empty",
    "same_as",
)
"""What can be asked of a cell; ``same_as`` names another column by its key."""

WITHOUT_WORDS = frozenset({"filled", "empty"})

_DEEPEST = 3


@dataclass(frozen=True)
class Condition:
    """One question about one column; small and capital letters are the same."""

    column: str
    test: Test
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a question that cannot be asked."""
        if self.test not in TESTS or bool(self.words) == (self.test in WITHOUT_WORDS):
            reason = f"a rule about {self.column!r} does not say what to look for."
            raise BadMappingError(reason)


@dataclass(frozen=True)
class When:
    """Several conditions, of which all or any have to hold."""

    join: Literal["all", "any"]
    parts: tuple[Condition | When, ...]

    def __post_init__(self) -> None:
        """Refuse what would hold always, or is nested beyond reading."""
        if not self.parts or self.join not in {"all", "any"}:
            reason = "a rule has no condition."
            raise BadMappingError(reason)
        if self.depth > _DEEPEST:
            reason = "a rule is nested too deeply to be read."
            raise BadMappingError(reason)

    @property
    def depth(self) -> int:
        """How many levels of conditions stand in one another."""
        inner = [part.depth for part in self.parts if isinstance(part, When)]
        return 1 + max(inner, default=0)

    def conditions(self) -> Iterator[Condition]:
        """Give every condition, however deep."""
        for part in self.parts:
            if isinstance(part, When):
                yield from part.conditions()
            else:
                yield part


@dataclass(frozen=True)
class Rule:
    """What a row stands for where its conditions hold."""

    when: When
    outcome: str
    """A status of the mapping's kind (see `mapping.STATUSES`)."""


@dataclass(frozen=True)
class LeaveOut:
    """Rows that are none: calendar blocks, totals, breaks, a waiting list."""

    when: When
    because: str
    """Said in the report, such as ``it is a calendar block``."""
