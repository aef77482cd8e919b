"""What a gap in the data costs, and what to do about it in the very tool.

What a tool can be told differs; where nothing is known of one, the general advice
stands. Facts about tools are from their help pages and files (docs/exports.md).
"""

from __future__ import annotations

from typing import Final

SEE_BELOW: Final = "What to do differs from tool to tool: see below."

COSTS: Final = {
    "weeks_without_rows": (
        "Everybody looks quiet across a week that is missing, and rates of that week "
        "cannot be shown."
    ),
    "unknown": (
        "Nobody has said who came. These sessions are outside every rate, and a client "
        "who did come may look quiet."
    ),
    "presumed": (
        "Taken for attended because nobody said otherwise. The true rate is lower if "
        "some of them stayed away, and whoever stopped coming is noticed late."
    ),
    "no_booked_at": (
        "Driftline cannot look back at what was booked when. How far ahead somebody "
        "books is the best early sign there is, and it is lost."
    ),
    "no_cancelled_at": (
        "Whether a cancellation was late cannot be told, unless two exports show it "
        "before and after."
    ),
    "no_price": "What was earned is counted without these sessions.",
    "no_contact": (
        "Without an e-mail address or a number, two people of one name cannot be told "
        "apart, and the words to use have nowhere to go."
    ),
    "no_reminder": "Which reminders work cannot be compared for these sessions.",
}
"""What cannot be done, a gap."""

_IN_GENERAL: Final = {
    "weeks_without_rows": (
        "If you held sessions then, export these weeks from {name} once more and "
        "import that file too: overlaps do no harm. If you were closed, enter it under "
        "Settings, and the weeks are no longer counted as quiet."
    ),
    "unknown": (
        "Answer above what you still know, and mark sessions here or in {name} the day "
        "after they were held."
    ),
    "presumed": (
        "Mark in {name} who did not come, or mark yesterday’s sessions above. In "
        "Settings you can let past bookings stay unknown in place of attended."
    ),
    "no_booked_at": (
        "Look whether {name} offers the date of booking among its columns or in "
        "another report, and export with it."
    ),
    "no_cancelled_at": (
        "Export from {name} more often, twice a week say: a booking that is open in "
        "one file and cancelled in the next was cancelled in between."
    ),
    "no_price": (
        "Import the invoices or sales of {name} as well, if it has such an export, or "
        "map the column with the price."
    ),
    "no_contact": (
        "Ask for the e-mail address in the booking form of {name}, or add it to the "
        "client there; the next export brings it."
    ),
    "no_reminder": (
        "Say once in the reminder diary what {name} sends, to whom and since when. If "
        "it keeps a log of the messages it sent, import that file too."
    ),
}

_IN_TOOL: Final = {
    ("template", "unknown"): (
        "Fill the column status of the template, or answer above what you still know."
    ),
    ("template", "no_booked_at"): "Fill the column booked_at of the template.",
    ("template", "no_cancelled_at"): "Fill the column cancelled_at of the template.",
    ("template", "no_price"): ("Fill the columns price and currency of the template."),
    ("template", "no_contact"): "Fill the column client_email of the template.",
    ("template", "no_reminder"): (
        "Fill the column reminder_strategy of the template: the name of what was sent, "
        "or none."
    ),
    ("calendly", "presumed"): (
        "Calendly writes that nobody was a no-show until you mark one: open the past "
        "event and choose “Mark as no-show”, on the day if you can. Or mark "
        "yesterday’s sessions above."
    ),
    ("calendly", "no_cancelled_at"): (
        "No export of Calendly says when a booking was cancelled. Export twice a week: "
        "what is open in one file and cancelled in the next was cancelled in between."
    ),
    ("calendly", "no_price"): (
        "Calendly knows a price only where clients pay through it. Otherwise tell "
        "Driftline with an own CSV file of prices."
    ),
    ("calendly", "no_reminder"): (
        "Say once in the reminder diary what your workflows send. Calendly’s message "
        "log says what was really sent, and goes back 90 days only: download it at "
        "least that often, and import it here."
    ),
    ("acuity", "presumed"): (
        "Acuity keeps a no-show as a box that is ticked while cancelling. Export the "
        "cancelled and no-show appointments too, or use labels such as “Completed” and "
        "map them when you import."
    ),
    ("acuity", "no_cancelled_at"): (
        "Acuity’s export leaves cancelled appointments out unless you ask for them, "
        "and never says when they were cancelled. Ask for them, and export twice a "
        "week: what is gone from the next file is shown to you."
    ),
    ("acuity", "no_reminder"): (
        "Acuity has no export of its reminders. Say once in the reminder diary what it "
        "sends, to whom and since when."
    ),
    ("calcom", "presumed"): (
        "Cal.com calls a booking completed once its end has passed. Mark a guest as a "
        "no-show in the booking itself, or mark yesterday’s sessions above."
    ),
    ("msbookings", "presumed"): (
        "Microsoft Bookings has no mark for who came. Mark yesterday’s sessions above, "
        "or import the attendance report of the online meetings."
    ),
    ("msbookings", "no_booked_at"): (
        "The report of Microsoft Bookings has no date of booking. Export it every "
        "week: Driftline then knows between which two files a booking was made."
    ),
    ("latepoint", "no_cancelled_at"): (
        "LatePoint does not export when a booking was cancelled. Export twice a week: "
        "what is approved in one file and cancelled in the next was cancelled in "
        "between."
    ),
    ("cliniko", "presumed"): (
        "In Cliniko, tick “Did not arrive” or “Arrived” in the appointment itself: the "
        "next export brings both."
    ),
    ("cliniko", "no_price"): (
        "Prices stand in Cliniko’s invoices: export these for the same dates and "
        "import both files."
    ),
    ("jane", "presumed"): (
        "In Jane, mark “Arrived” or “No show” on the day sheet; the next export brings "
        "both."
    ),
    ("jane", "no_price"): (
        "Prices stand in Jane’s sales report: export it for the same dates and import "
        "both files."
    ),
    ("simplepractice", "unknown"): (
        "SimplePractice’s appointment status report is about payment and never says "
        "who came. Export the attendance report as well, or answer above."
    ),
    ("mindbody", "no_cancelled_at"): (
        "Early cancellations stand in Mindbody’s Cancellations report, not in "
        "Attendance: export both for the same dates."
    ),
    ("ical", "unknown"): (
        "A calendar says what was planned, never who came. Mark yesterday’s sessions "
        "above, or import the participants’ report of the online meetings."
    ),
    ("ical", "no_cancelled_at"): (
        "Events that were deleted are not in a calendar’s file at all. Export it every "
        "week: what is gone from the next file is shown to you."
    ),
    ("ical", "no_price"): (
        "A calendar holds no prices. Import invoices as a CSV file, if you want to see "
        "what was earned."
    ),
}


def what_to_do(source: str | None, name: str, gap: str) -> str:
    """Return what to do about a gap in the tool behind a source.

    Parameters
    ----------
    source
        The key of the source, such as ``calendly``; ``None`` for all together.
    name
        What the tool is called; it may be the owner's own word.
    gap
        A value of `Gap`.
    """
    if source is None:
        return SEE_BELOW
    known = _IN_TOOL.get((source, gap))
    return known if known is not None else _IN_GENERAL[gap].replace("{name}", name)


def tools() -> frozenset[str]:
    """Return the sources of which more is known than in general."""
    return frozenset(source for source, _ in _IN_TOOL)
