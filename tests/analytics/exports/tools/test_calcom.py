"""Cal.com: people spread over columns, a clock for a status, three forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.analytics.exports.staging_steps import see, text

if TYPE_CHECKING:
    from pathlib import Path

FIXED = (
    "id,uid,title,createdAt,timeStatus,eventTypeId,eventLength,startTime,endTime,paid,"
    "userEmail,userUsername,rating,ratingFeedback,noShowHost,createdAt_date,"
    "createdAt_time,startTime_date,startTime_time,endTime_date,endTime_time,"
    "noShowGuests,noShowGuestsCount"
)
CURRENT = f"{FIXED},attendee1,attendeePhone1,attendee2,attendeePhone2"
OLDER = (
    "id,uid,title,createdAt,timeStatus,eventTypeId,eventLength,startTime,endTime,paid,"
    "userEmail,username,rating,ratingFeedback,noShowHost,bookerEmail,bookerName"
)


def booking(uid: str, *people: str, **cells: object) -> dict[str, object]:
    row: dict[str, object] = {
        "id": 1,
        "uid": uid,
        "title": "Hour between Jo Coach and Ana",
        "createdAt": "2026-10-01T08:00:00.000Z",
        "timeStatus": "completed",
        "eventTypeId": 7,
        "eventLength": 50,
        "startTime": "2026-10-20T09:00:00.000Z",
        "endTime": "2026-10-20T09:50:00.000Z",
        "userEmail": "jo@example.com",
        "userUsername": "jo",
        "noShowHost": "false",
    }
    for number, person in enumerate(people, 1):
        row[f"attendee{number}"] = person
    return row | cells


ANA = "Ana Sousa (ana@example.com)"
BEN = "Ben (B. J.) Li (ben@example.org)"


def test_each_person_of_a_booking_is_a_row_with_its_own_no_show(tmp_path: Path) -> None:
    rows = [
        booking("g", ANA, BEN, noShowGuests=BEN, attendeePhone2="+15550100001"),
        booking("one", ANA),
    ]

    seen = see(tmp_path / "i.csv", text(CURRENT, rows), zone="Asia/Tokyo")

    assert seen.column("display_name") == ["Ana Sousa", "Ben (B. J.) Li", "Ana Sousa"]
    assert seen.column("email")[1] == "ben@example.org"
    assert seen.column("phone") == [None, "+15550100001", None]
    assert seen.column("status") == ["booked", "no_show", "booked"]
    assert len(set(seen.column("session_id"))) == 3
    # The times are UTC, whatever the zone of the source.
    assert seen.starts[0] == "2026-10-20 09:00:00"
    assert seen.reading.has_zone


def test_a_booking_keeps_its_id_when_others_join_or_the_mail_is_spelt_anew(
    tmp_path: Path,
) -> None:
    alone = see(tmp_path / "1.csv", text(CURRENT, [booking("g", ANA)]))
    joined = see(
        tmp_path / "2.csv", text(CURRENT, [booking("g", BEN, ANA.replace("a@", "A@"))])
    )

    assert alone.rows[0]["session_id"] == joined.rows[1]["session_id"]


def test_the_clock_says_completed_and_nothing_more(tmp_path: Path) -> None:
    words = ("completed", "uncompleted", "cancelled", "rescheduled", "someday")
    rows = [booking(word, ANA, timeStatus=word) for word in words]
    rows.append(booking("host", ANA, noShowHost="true"))
    rows.append(booking("gone", ANA, noShowHost="true", timeStatus="cancelled"))

    seen = see(tmp_path / "i.csv", text(CURRENT, rows))

    assert seen.column("status") == [
        *("booked", "booked", "cancelled", "rescheduled", "unknown"),
        *("cancelled_by_coach", "cancelled"),
    ]
    assert seen.column("cancelled_by") == [None] * 5 + ["coach", None]


def test_a_service_is_no_title_with_names(tmp_path: Path) -> None:
    titles = (
        "Hour between Jo Coach and Ana Sousa",
        "Erstgespräch zwischen Jo Coach und Ana Sousa",
        "Peer circle",
        "Ana Sousa: check-in",
    )
    rows = [booking(str(i), ANA, title=title) for i, title in enumerate(titles)]

    seen = see(tmp_path / "i.csv", text(CURRENT, rows))

    assert seen.column("service") == [
        *("Hour", "Erstgespräch", "Peer circle", "Event type 7")
    ]


def test_a_booking_whose_people_were_lost_is_refused_with_its_line(
    tmp_path: Path,
) -> None:
    rows = [booking("g", ANA, BEN), booking("lost"), booking("z", BEN)]

    seen = see(tmp_path / "i.csv", text(CURRENT, rows))

    assert seen.refusals == [(3, "there is no name, e-mail or number")]
    assert any("people of later rows can be missing" in s for s in _cannot_tell(seen))


def _cannot_tell(seen: object) -> tuple[str, ...]:
    return seen.reading.cannot_tell  # type: ignore[attr-defined,no-any-return]


def test_the_form_of_2025_has_neither_phones_nor_questions(tmp_path: Path) -> None:
    header = f"{FIXED},attendee1,attendee2,attendee3"

    seen = see(tmp_path / "i.csv", text(header, [booking("g", ANA, BEN)]))

    assert seen.reading.variant == "Insights, 2025"
    assert seen.reading.confidence == "verified"
    assert seen.column("email") == ["ana@example.com", "ben@example.org"]


def test_the_oldest_form_quotes_nothing(tmp_path: Path) -> None:
    when = "Tue Oct 20 2026 09:00:00 GMT+0000 (Coordinated Universal Time)"
    lines = [
        OLDER,
        (
            f'1,u1,A "quoted" hour,{when},completed,7,50,{when},{when},false,'
            "jo@example.com,jo,,,false,ana@example.com,Ana Sousa"
        ),
        (
            f"2,u2,An hour, and more,{when},completed,7,50,{when},{when},false,"
            "jo@example.com,jo,,,false,ana@example.com,Ana Sousa"
        ),
        (
            f'3,u3,"Open,{when},completed,7,50,{when},{when},false,'
            "jo@example.com,jo,,,false,ben@example.org,Ben Li"
        ),
    ]

    seen = see(tmp_path / "i.csv", "\n".join(lines) + "\n")

    assert (seen.reading.variant, seen.reading.confidence) == (
        "Insights, older, of bookers only",
        "likely",
    )
    assert seen.column("service") == ['A "quoted" hour', '"Open']
    assert seen.column("email") == ["ana@example.com", "ben@example.org"]
    assert seen.starts == ["2026-10-20 09:00:00"] * 2
    assert seen.column("coach") == ["jo", "jo"]
    assert seen.refusals == [(3, "the row has more cells than the header")]


def test_a_group_larger_than_any_seen_keeps_everybody(tmp_path: Path) -> None:
    people = [f"Person {i} (p{i}@example.com)" for i in range(1, 61)]
    header = FIXED + "".join(f",attendee{i},attendeePhone{i}" for i in range(1, 61))

    seen = see(tmp_path / "i.csv", text(header, [booking("g", *people)]))

    assert len(seen.rows) == 60
    assert seen.rows[59]["email"] == "p60@example.com"
