"""How likely two clients are one person: a fixed record-linkage model.

The model is Fellegi and Sunter's (1969), run by splink on DuckDB. A practice has 20 to
300 clients, far too few to estimate from: every probability is fixed here, with its
reason, and the same for everybody. `LEVELS` holds, for each thing compared, how often
it looks like that for one person (m) and for two people taken at random (u).

splink is imported when it is first asked for: no page waits for it to start.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    from splink import Linker

PRIOR: Final = 0.001
"""Of all pairs of a practice's clients, one in a thousand is one person: a practice of
a hundred has about 5,000 pairs and a handful of people under two ids."""

THRESHOLD: Final = 0.5
"""Asked only where one person is likelier than two."""


@dataclass(frozen=True)
class Level:
    """One way in which two clients can compare."""

    sql: str
    m: float
    """How often one person under two ids looks like this."""
    u: float
    """How often two people do."""
    evidence: str | None = None
    """Said where it speaks for one person; ``None`` says nothing."""


LEVELS: Final[dict[str, tuple[Level, ...]]] = {
    "name": (
        # Two of a thousand pairs of clients share a full name; half of all people
        # under two ids spell it alike.
        Level("name_key_l = name_key_r", 0.70, 0.001, "the same name"),
        Level(
            "jaro_winkler_similarity(name_key_l, name_key_r) >= 0.92",
            0.12,
            0.003,
            "a similar name",
        ),
        # Whoever changes their name keeps the first one; one pair in eighty shares it.
        Level("given_l = given_r", 0.13, 0.013, "the same first name"),
        # Families share a name, an address and a phone and are several people.
        Level("family_l = family_r", 0.0001, 0.02),
        Level("else", 0.0499, 0.963),
    ),
    "email": (
        Level(
            "list_has_any(emails_l, emails_r)",
            0.30,
            0.002,
            "the same e-mail address",
        ),
        Level(
            "list_has_any(coalesce(mailboxes_l, []), coalesce(mailboxes_r, []))",
            0.20,
            0.003,
            "the same e-mail name at another provider",
        ),
        # Most people under two ids have two addresses: that they differ says little.
        Level("else", 0.50, 0.995),
    ),
    "phone": (
        Level("list_has_any(phones_l, phones_r)", 0.80, 0.001, "the same phone"),
        Level("else", 0.20, 0.999),
    ),
    "clash": (
        # Nobody is in two sessions at once, unless one file repeats another.
        Level("list_has_any(starts_l, starts_r)", 0.02, 0.15),
        Level("else", 0.98, 0.85, "never booked at the same time"),
    ),
    "succession": (
        Level(
            "first_s_l > last_s_r or first_s_r > last_s_l",
            0.50,
            0.15,
            "the first booking of one comes after the last of the other",
        ),
        Level("else", 0.50, 0.85),
    ),
    "setting": (
        Level(
            "coach_l = coach_r and service_l = service_r",
            0.60,
            0.25,
            "the same coach and service",
        ),
        Level("else", 0.40, 0.75),
    ),
}
"""The first level that fits counts."""

_ABSENT: Final = {
    "email": "emails_l is null or emails_r is null",
    "phone": "phones_l is null or phones_r is null",
    "setting": "coach_l is null or coach_r is null "
    "or service_l is null or service_r is null",
}
"""What is not known of both speaks neither way."""

_BLOCKS: Final = ("name", "given", "family", "phone", "email", "mailbox")
"""Only pairs that share one of these are compared at all."""


def pairs(clients: pa.Table) -> pd.DataFrame:
    """Return the pairs of clients who are likelier one person than two.

    Parameters
    ----------
    clients
        The rows of ``candidates.sql``.

    Returns
    -------
    pandas.DataFrame
        ``client_id_l``, ``client_id_r``, ``match_probability``, and for each key of
        `LEVELS` ``gamma_KEY``: the level from the back (the last is 0), -1 where it is
        not known.
    """
    linker = _linker(clients)
    found = linker.inference.predict(
        threshold_match_probability=THRESHOLD, warning_mode="never"
    )
    scored: pd.DataFrame = found.as_pandas_dataframe()  # type: ignore[no-untyped-call]  # splink's own gap
    return scored


def level_of(key: str, gamma: int) -> Level | None:
    """Return the level a gamma stands for; ``None`` where it is not known."""
    return None if gamma < 0 else LEVELS[key][len(LEVELS[key]) - 1 - gamma]


def _linker(clients: pa.Table) -> Linker:
    # Imported here: sqlglot behind it takes a moment that no page should wait for.
    from splink import Linker, SettingsCreator, block_on  # noqa: PLC0415 - said above
    from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415 - said above

    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="client_id",
        probability_two_random_records_match=PRIOR,
        comparisons=[_comparison(key) for key in LEVELS],
        blocking_rules_to_generate_predictions=[
            block_on(f"block_{block}") for block in _BLOCKS
        ],
        retain_intermediate_calculation_columns=True,
    )
    # It would say on the terminal what every step does.
    for name in ("splink", "splink.internals"):
        logging.getLogger(name).setLevel(logging.ERROR)
    backend = DuckDBAPI()
    return Linker(backend.register(clients), settings, log_level=logging.ERROR)


def _comparison(key: str) -> dict[str, object]:
    levels: list[dict[str, object]] = []
    if key in _ABSENT:
        levels.append(
            {
                "sql_condition": _ABSENT[key],
                "label_for_charts": "not known",
                "is_null_level": True,
            }
        )
    levels += [
        {
            "sql_condition": "ELSE" if level.sql == "else" else level.sql,
            "label_for_charts": level.evidence or "nothing in common",
            "m_probability": level.m,
            "u_probability": level.u,
        }
        for level in LEVELS[key]
    ]
    return {
        "output_column_name": key,
        "comparison_description": key,
        "comparison_levels": levels,
    }
