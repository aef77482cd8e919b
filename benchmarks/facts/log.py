"""A synthetic log of any size: three years, fifty slots a client, in order of time."""

from __future__ import annotations

from pathlib import Path

import duckdb

from analytics.store import open_practice
from analytics.store.queries import text_of

PER_CLIENT = 50


def made(path: Path, sessions: int) -> Path:
    """Return a practice file with so many sessions; one made before is kept."""
    if path.exists():
        return path
    path.parent.mkdir(exist_ok=True)
    fresh = path.with_suffix(".part")
    fresh.unlink(missing_ok=True)
    open_practice(fresh).close()
    sql = text_of(Path(__file__).with_name("log.sql"))
    with duckdb.connect(str(fresh), config={"memory_limit": "4GB"}) as connection:
        values = {"clients": sessions // PER_CLIENT, "per_client": PER_CLIENT}
        connection.execute(f"insert into sessions by name {sql}", values)
        connection.execute(
            "insert into clients "
            "select distinct client_id, 'Client ' || client_id, null, null "
            "from sessions"
        )
        connection.execute("checkpoint")
    fresh.rename(path)
    return path
