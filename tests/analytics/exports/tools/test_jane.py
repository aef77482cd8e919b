"""Jane: a longer row than its header, a state and three times, sales."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.analytics.exports.staging_steps import see, see_rows, text

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    "id,location_name,start_at,end_at,patient_guid,patient_number,patient_prefix,"
    "patient_first_name,patient_preferred_name,patient_last_name,treatment_name,"
    "staff_member_name,break,insurance_state,state,first_visit,chart_status,notes_text,"
    "booked_at,arrived_at,booked_online,archived_at,no_show_at,cancelled_at,"
    "cancelled_reason,referral_source"
)
SALES = (
    "Location,Purchase Date,Invoice Date,Patient Guid,Patient,Item,Staff Member,Payer,"
    "Invoice #,Income Category,Details,Status,Subtotal,Total,Collected,Balance"
)


def row(number: int, **cells: object) -> dict[str, object]:
    return {
        "id": number,
        "start_at": f"2026-04-{number:02} 10:00",
        "end_at": f"2026-04-{number:02} 10:50",
        "patient_guid": "Guid-1",
        "patient_first_name": "Ana",
        "patient_last_name": "Sousa",
        "treatment_name": "Hour",
        "staff_member_name": "Jo Coach",
        "break": "false",
        "state": "booked",
        "booked_at": "2026-03-30",
    } | cells


def longer(content: str, *, every: int = 1) -> str:
    """Return the table with one cell more in (every so many) rows."""
    header, *rows = content.splitlines()
    rows = [r + "," if i % every == 0 else r for i, r in enumerate(rows)]
    return "\n".join([header, *rows]) + "\n"


@pytest.mark.parametrize("every", [1, 2, 100])
def test_rows_one_cell_longer_than_the_header_are_whole(
    tmp_path: Path, every: int
) -> None:
    content = longer(text(HEADER, [row(1), row(2), row(3)]), every=every)

    seen = see(tmp_path / "a.csv", content, zone="America/Toronto")

    assert (len(seen.rows), seen.refusals) == (3, [])
    assert seen.starts[0] == "2026-04-01 14:00:00"
    assert seen.column("duration_minutes") == [50] * 3


def test_what_happened(tmp_path: Path) -> None:
    rows = [
        row(1, state="arrived"),
        row(2, state="in-progress"),
        row(3, state="no_show", no_show_at="2026-04-03"),
        row(4, state="no_show", cancelled_at="2026-04-03 18:00"),
        row(5, cancelled_at="2026-04-02"),
        row(6),
        row(7, state="rebooked elsewhere"),
    ]

    seen = see(tmp_path / "a.csv", text(HEADER, rows))

    assert seen.column("status") == [
        *("attended", "attended", "no_show", "cancelled", "cancelled"),
        *("booked", "unknown"),
    ]
    # A day without an hour proves no notice.
    assert [str(at) for at in seen.column("cancelled_at")[3:5]] == [
        *("2026-04-03 18:00:00", "None")
    ]


def test_breaks_and_deleted_rows_are_left_out_with_the_reason(tmp_path: Path) -> None:
    rows = [
        row(1, **{"break": "true"}, patient_guid="", patient_first_name=""),
        row(2, state="deleted"),
        row(3),
    ]

    seen = see(tmp_path / "a.csv", text(HEADER, rows))

    assert seen.column("ignored") == [
        *("it is a break, not a session", "it was deleted in Jane", None)
    ]
    assert seen.refusals == []


def test_a_sale_goes_with_the_person_and_the_day(tmp_path: Path) -> None:
    person = see(
        tmp_path / "a.csv", text(HEADER, [row(1, patient_preferred_name="Nina")])
    ).rows[0]
    sale = {
        "Purchase Date": "2026-04-01",
        "Patient Guid": "guid-1",
        "Patient": "Ana Sousa",
        "Item": "Hour",
        "Invoice #": "1",
        "Total": "175",
    }
    book = sale | {"Item": "Workbook", "Total": "1,020.50"}
    mat = sale | {"Item": "Mat", "Total": "20", "Income Category": "Product"}

    prices = see_rows(tmp_path / "s.csv", text(SALES, [sale, book, mat]))

    assert person["display_name"] == "Nina Sousa"
    assert prices[0]["client_given_id"] == person["client_id"]
    assert str(prices[0]["on_local"]) == "2026-04-01 00:00:00"
    assert [p["amount_text"] for p in prices] == ["175", "1,020.50", "20"]
    assert len({p["price_key"] for p in prices}) == 3
    assert [p["ignored"] for p in prices] == [
        *(None, None, "it is a product, not a session")
    ]
