"""What sessions cost, from invoices and sales."""

from __future__ import annotations

from pathlib import Path

from analytics.importing.kinds.kind import Kind

_HERE = Path(__file__).parent

PRICES = Kind(
    name="prices",
    one="price",
    many="prices",
    fields={
        "price_key": "varchar",
        "session_key": "varchar",
        "client_given_id": "varchar",
        "client_name": "varchar",
        "client_email": "varchar",
        "client_phone": "varchar",
        "on_local": "timestamp",
        "on_utc": "timestamp",
        "service": "varchar",
        "amount_text": "varchar",
        "currency": "varchar",
    },
    stage=_HERE / "prices.sql",
    table="price_versions",
    key="price_key",
    weight="amount_cents",
    places=_HERE / "prices_places.sql",
    is_part_of_log=True,
)
