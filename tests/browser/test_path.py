"""The whole path with a client in a real browser, from a quiet name to a good way on.

Weeks pass between the steps: the practice is made older by that much, and then comes
the next export, as it would.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from playwright.sync_api import Locator

from analytics.words import day
from tests.browser.harness import choose, drop, open_page, ready
from tests.browser.practices import Log, now, weeks_pass

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.servers import Server

CAME: Final = "attended"
MISSED: Final = "no_show"
BOOKED: Final = "scheduled"

STEADY: Final = {**dict.fromkeys(range(22, 86, 7), CAME), 15: MISSED, 8: MISSED}
"""Came every week, then missed twice; by how many days ago."""

UNSTEADY: Final = dict.fromkeys(range(1, 72, 7), CAME) | dict.fromkeys(
    (29, 22, 8, 1), MISSED
)
"""Missed four of the last six."""

OTHER: Final = {**dict.fromkeys(range(3, 67, 7), CAME), -4: BOOKED}
"""Comes every week."""

WEEKEND: Final = (5, 6)


class Walk:
    """A practice, its server and who looks at it, while weeks pass."""

    def __init__(
        self,
        serve: Callable[..., Server],
        visit: Callable[..., Page],
        folder: Path,
    ) -> None:
        self.serve = serve
        self.visit = visit
        self.log = Log(folder)
        self.log.add("b", "Bo Berg", OTHER)

    def begin(self, path: str = "/") -> Page:
        """Bring the log into the practice; return a visitor's page of it."""
        self.log.bring()
        self.server = self.serve(self.log.practice)
        self.page = self.visit(self.server, path)
        return self.page

    def weeks_later(self, weeks: int, path: str = "/") -> Page:
        """Let weeks pass; return a new visitor's page, with no newer export yet."""
        self.page.context.close()
        self.server.stop()
        weeks_pass(self.log, weeks)
        self.server = self.serve(self.log.practice)
        self.page = self.visit(self.server, path)
        return self.page

    def drop_export(self) -> None:
        """Import what the log holds now, as its owner does."""
        page = self.page
        open_page(page, "Import")
        drop(page, self.log.export())
        press(page, "Import 1 file")
        page.get_by_text("rows read").wait_for()
        ready(page)


def press(within: Page | Locator, name: str) -> None:
    within.get_by_role("button", name=name, exact=True).click()
    ready(within.page if isinstance(within, Locator) else within)


def opened(page: Page, name: str) -> Locator:
    """Open what a button opens; return it."""
    page.get_by_role("button", name=name, exact=True).click()
    found = page.get_by_role("dialog", name=name, exact=True)
    found.wait_for()
    ready(page)
    return found


def look_at(page: Page, part: str) -> Locator:
    """Choose a part of the file; return the page's own part."""
    main = page.get_by_test_id("stMain")
    main.get_by_role("radio", name=part, exact=True).click()
    main.get_by_role("heading", name=part, exact=True).wait_for(state="attached")
    ready(page)
    return main


def headed(page: Page, title: str) -> None:
    """Wait for the page of this title."""
    page.get_by_role("heading", name=title, level=1, exact=True).wait_for()
    ready(page)


def says(page: Page, text: str) -> None:
    """Wait until the page says it."""
    page.get_by_text(text).first.wait_for()


def read(page: Page) -> str:
    """Return what the page says to whoever reads it; what is folded up is left out."""
    return page.get_by_test_id("stMain").inner_text()


def said_in_order(rest: str, *texts: str) -> None:
    """Check that texts are said, one below the other."""
    for text in texts:
        assert text in rest, f"{text} does not come in what is left:\n{rest}"
        rest = rest.split(text, 1)[1]


# -- back on track ---------------------------------------------------------------------


def test_on_the_list_contacted_a_new_goal_and_back_on_track(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path
) -> None:
    walk = Walk(serve, visit, tmp_path)
    walk.log.add("m", "Mara Lind", STEADY)
    page = walk.begin()
    headed(page, "One person may be worth a hello this week.")
    says(page, "Missed the last two.")
    page.get_by_role("link", name="Mara Lind").focus()
    page.keyboard.press("Enter")
    headed(page, "Mara Lind")
    says(page, "The last two did not come about.")
    change_the_words(page)
    plan_the_step_and_take_it(page)
    opened(page, "What came of it").get_by_text("They answered").click()
    says(page, "They answered. A time for the next session would fit now.")
    ready(page)
    write_a_goal_by_keyboard(page)

    page = walk.weeks_later(3)
    says(page, "I may be wrong")
    walk.log.add("m", "Mara Lind", {13: CAME, 6: CAME, -1: BOOKED})
    walk.log.add("b", "Bo Berg", {10: CAME, 3: CAME})
    walk.drop_export()
    page.get_by_role("link", name="See who may be worth a hello").click()
    headed(page, "Nobody needs a hello right now.")
    assert "Mara Lind" not in read(page)

    open_page(page, "Clients")
    page.get_by_role("link", name="Mara Lind").click()
    headed(page, "Mara Lind")
    look_at(page, "Story")
    said_in_order(
        read(page),
        *("Ahead", "Booked", "Came", "Came"),
        "Two quiet evenings a week",
        "Understand the why, by message; an answer came: Asked how things are",
        *("Missed", "Missed", "Came"),
    )
    open_page(page, "Next steps")
    says(page, "After 1 of 1 step the client came again within 14 days")


def change_the_words(page: Page) -> None:
    """Change the words at hand; the e-mail program gets what was written."""
    found = opened(page, "Words to use")
    words = found.get_by_label("Change anything you like")
    assert words.input_value().startswith("Hi Mara,")
    words.fill("Hi Mara, how are things?")
    link = found.get_by_role("link", name="Open in e-mail").get_attribute("href")
    assert link is not None
    assert "how%20are%20things" in link
    page.keyboard.press("Escape")


def plan_the_step_and_take_it(page: Page) -> None:
    """Plan what is proposed, then note that it was done, with a line."""
    press(opened(page, "Plan it"), "Plan it for this day")
    says(page, "Understand the why: planned for")
    form = opened(page, "Done")
    form.get_by_role("radio", name="Message").click()
    form.get_by_role("radio", name="You", exact=True).click()
    form.get_by_label("One line to remember it by").fill("Asked how things are")
    press(form, "Keep")
    says(page, "Asked how things are")
    says(page, "You were in touch today. Leave them room to answer.")


def write_a_goal_by_keyboard(page: Page) -> None:
    """Write a goal, why it matters and until when, without a mouse."""
    type_ = page.keyboard.type
    until = now().date() + dt.timedelta(days=70)
    page.get_by_role("button", name="A new goal").focus()
    page.keyboard.press("Enter")
    page.get_by_label("The goal, in their own words").focus()
    type_("Two quiet evenings a week")
    page.keyboard.press("Tab")
    type_("the children should know me rested")
    page.keyboard.press("Tab")
    type_(f"{until:%Y%m%d}")
    form = page.get_by_role("dialog", name="A new goal")
    form.get_by_role("button", name="Keep").focus()
    page.keyboard.press("Enter")
    says(page, "Two quiet evenings a week")
    says(page, "the children should know me rested")
    says(page, f"until {until.day} {until:%b}")


# -- parted, and welcomed back ---------------------------------------------------------


def test_reviewed_referred_ended_by_agreement_and_welcomed_back(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path
) -> None:
    walk = Walk(serve, visit, tmp_path)
    walk.log.add("k", "Kim Adler", UNSTEADY)
    page = walk.begin("/playbook")
    add_a_colleague(page)
    open_page(page, "Today")
    page.get_by_role("link", name="Kim Adler").click()
    headed(page, "Kim Adler")
    plan_a_talk(page, "Last review", 7, "Say your own part first")
    plan_a_talk(page, "Refer to someone else", 5, "Amina Rahal")
    says(page, "You have planned a talk for")

    page = walk.weeks_later(1, "/playbook")
    page.get_by_role("link", name="Kim Adler").first.click()
    headed(page, "Kim Adler")
    says(page, "Note under Contacts how it went.")
    for line in ("Gives Amina a call", "An open talk, both said a lot"):
        note_the_talk(page, line)
    end_by_agreement(page)
    open_page(page, "Today")
    headed(page, "Nobody needs a hello right now.")
    assert "Kim Adler" not in read(page)
    open_page(page, "Clients")
    says(page, "Ended by agreement")
    assert "To welcome back" not in read(page)

    page = walk.weeks_later(9, "/clients")
    page.get_by_text("To welcome back 1").click()
    says(page, "1 client of 2")
    welcome_back(page)

    walk.log.add("k", "Kim Adler", {-5: BOOKED})
    walk.drop_export()
    is_active_again(page)


def add_a_colleague(page: Page) -> None:
    """Add the first one to the directory."""
    page.get_by_text("Add the first one").click()
    page.get_by_label("Name", exact=True).fill("Amina Rahal")
    page.get_by_label("For what").fill("sleep")
    press(page, "Keep")
    says(page, "Amina Rahal")


def plan_a_talk(page: Page, talk: str, days: int, then: str) -> None:
    """Plan a talk on the earliest day there is, which is not within a day."""
    found = opened(page, "Other options")
    found.get_by_role("radio", name=talk).click()
    found.get_by_text(then).wait_for()
    said_in_order(
        found.inner_text(),
        "Take a moment to prepare in your own way.",
        "A talk, in person or by phone.",
        then,
    )
    assert found.get_by_role("textbox").count() == 0, "a talk has no draft"
    earliest = now().date() + dt.timedelta(days=days)
    while earliest.weekday() in WEEKEND:
        earliest -= dt.timedelta(days=1)
    said = day(earliest, today=now().date())
    found.get_by_text(f"Not before {said}.").wait_for()
    press(found, "Plan it for this day")
    says(page, f"{talk}: planned for {said}.")


def note_the_talk(page: Page, line: str) -> None:
    """Note that the talk planned for the earliest day took place."""
    page.get_by_role("button", name="Done", exact=True).first.click()
    form = page.get_by_role("dialog", name="Done", exact=True)
    form.get_by_role("radio", name="In person").click()
    form.get_by_label("One line to remember it by").fill(line)
    press(form, "Keep")
    says(page, line)


def end_by_agreement(page: Page) -> None:
    """Say that the story has ended, who decided it, and the terms to return."""
    look_at(page, "Agreement")
    form = opened(page, "A change")
    choose(form, "From now on", "Ended by agreement")
    form.get_by_label("Because").fill("sleep comes first now")
    form.get_by_role("radio", name="You both did").click()
    form.get_by_role("radio", name="On some terms").click()
    form.get_by_label("On what terms").fill("a call before we begin again")
    form.get_by_role("radio", name="They would", exact=True).click()
    press(form, "Keep")
    says(page, "decided: you both did · may come back: on some terms")
    says(page, "Terms: a call before we begin again")
    says(page, "they heard from you less than eight weeks ago")


def welcome_back(page: Page) -> None:
    """Take the step that is proposed: its words and the terms are at hand."""
    page.get_by_role("link", name="Kim Adler").click()
    headed(page, "Kim Adler")
    says(page, "You agreed on terms for coming back.")
    says(page, "The terms: a call before we begin again")
    found = opened(page, "Words to use")
    words = found.get_by_label("Change anything you like").input_value()
    assert words.startswith("Hi Kim,")
    assert "you are welcome" in words
    page.keyboard.press("Escape")
    press(page, "Done today")
    says(page, "Welcome back: done today.")


def is_active_again(page: Page) -> None:
    """Check that whoever booked again is welcomed back no more, and is active."""
    open_page(page, "Clients")
    says(page, "Nobody fits.")
    press(page, "Show everybody")
    page.get_by_role("link", name="Kim Adler").click()
    headed(page, "Kim Adler")
    says(page, "They booked again, and you agreed on terms for that.")
    assert "Stands\nActive" in read(page)
    look_at(page, "Story")
    said_in_order(
        read(page),
        *("Ahead", "Booked", "Welcome back"),
        "Ended by agreement: sleep comes first now",
        *("Last review, in person", "Refer to someone else, in person", "Missed"),
    )
