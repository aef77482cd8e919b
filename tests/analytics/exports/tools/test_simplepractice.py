"""SimplePractice: repeated names, several codes of a session, and no attendance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics import importing
from tests.analytics.exports.staging_steps import see
from tests.analytics.importing.steps import bring, outcomes

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

BEGINNING = "Date of Service,Client,Clinician,Billing Code"
FEES = (
    "Rate per Unit,Units,Total Fee,{notes}Client Payment Status,Charge,Uninvoiced,"
    "Paid,Unpaid"
)
INSURANCE = "Insurance Payment Status,Charge,Paid,{write_off},Unpaid"
FORMS = {
    "appointment status, clients only": f"{BEGINNING},{FEES.format(notes='')}",
    "appointment status, with insurance": (
        f"{BEGINNING},{FEES.format(notes='')},{INSURANCE.format(write_off='Write-off')}"
    ),
    "appointment status, all columns": (
        f"{BEGINNING},Primary Insurance,Secondary Insurance,"
        f"{FEES.format(notes='Progress Note Status,')},"
        f"{INSURANCE.format(write_off='Write Off')}"
    ),
}


def table(header: str, *rows: tuple[str, str, str, str]) -> str:
    """Return a report; a row is its day, client, code and fee."""
    names = header.split(",")
    lines = []
    for day, client, code, fee in rows:
        cells = ["7.0"] * len(names)
        cells[:4] = day, client, "Jo Coach", code
        cells[names.index("Total Fee")] = fee
        cells[names.index("Client Payment Status")] = "PAID"
        lines.append(",".join(cells))
    return "\n".join([header, *lines]) + "\n"


@pytest.mark.parametrize("form", FORMS)
def test_every_choice_of_columns_is_known(tmp_path: Path, form: str) -> None:
    content = table(FORMS[form], ("04/27/2026 18:00", "Ana Sousa", "90837", "130.0"))

    seen = see(tmp_path / "r.csv", content, zone="America/New_York")

    assert (seen.reading.variant, seen.reading.confidence) == (form, "verified")
    assert seen.starts == ["2026-04-27 22:00:00"]
    assert seen.column("price_cents") == [13_000]


def test_the_codes_of_one_appointment_are_one_session(tmp_path: Path) -> None:
    content = table(
        FORMS["appointment status, clients only"],
        ("04/27/2026 18:00", "Ana Sousa", "90785", "25.5"),
        ("4/27/2026 18:00", "ana sousa", "90837", "130.0"),
        ("04/27/2026 18:00", "Ben Li", "90853", "75.0"),
    )

    seen = see(tmp_path / "r.csv", content)

    ids = seen.column("session_id")
    assert ids[0] == ids[1] != ids[2]
    assert seen.column("price_cents") == [15_550, 15_550, 7_500]
    assert seen.column("service") == ["90837", "90837", "90853"]


def test_nobody_is_taken_to_have_come_whatever_is_presumed(
    tmp_path: Path, database: Database
) -> None:
    path = tmp_path / "r.csv"
    path.write_text(
        table(
            FORMS["appointment status, clients only"],
            ("04/27/2026 18:00", "Ana Sousa", "90837", "130.0"),
            ("12/20/2026 18:00", "Ana Sousa", "90837", "130.0"),
        ),
        "utf-8",
    )
    importing.change_setting(database, "presume.simplepractice", "attended")

    report = bring(database, path)

    assert sorted(outcomes(database).values()) == ["scheduled", "unknown"]
    assert any("does not say who came" in said for said in report.cannot_tell)


def test_a_total_is_no_session(tmp_path: Path) -> None:
    content = table(
        FORMS["appointment status, clients only"],
        ("04/27/2026 18:00", "Ana Sousa", "90837", "130.0"),
    )

    seen = see(tmp_path / "r.csv", content + "Total,,,,,,130.0\n")

    assert seen.column("ignored") == [None, "it is a total, not a session"]
    assert seen.refusals == []
