"""The frame round every page: its look, the navigation, the bar, the error door."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analytics.errors import PracticeError
from pages.shared import bar, fitting, notices, state

PAGES: Final = {
    "today": ("Today", ":material/waving_hand:"),
    "monday": ("Monday", ":material/print:"),
    "clients": ("Clients", ":material/group:"),
    "people": ("Who is who", ":material/diversity_3:"),
    "attendance": ("Attendance", ":material/event_available:"),
    "retention": ("Retention", ":material/hourglass_bottom:"),
    "scoreboard": ("How right were we?", ":material/fact_check:"),
    "data_quality": ("Who came?", ":material/how_to_reg:"),
    "import_sessions": ("Import", ":material/upload_file:"),
    "endings": ("How services end", ":material/flag:"),
    "settings": ("Settings", ":material/tune:"),
}
"""Address and file of each page, its title, its icon."""


def main() -> None:
    """Draw the frame and the page inside it."""
    static = state.ROOT / "static"
    # A file of our own: a Material icon here would be fetched from another host.
    st.set_page_config("Driftline", str(static / "favicon.svg"), layout="wide")
    st.logo(str(static / "logo.svg"), icon_image=str(static / "favicon.svg"))
    st.html(state.ROOT / "pages" / "shared" / "look.css")
    page = st.navigation(
        [
            st.Page(f"{name}.py", title=title, icon=icon, url_path=name)
            for name, (title, icon) in PAGES.items()
        ],
        position="top",
    )
    st.set_page_config(f"{page.title} · Driftline")
    try:
        name = page.url_path or next(iter(PAGES))
        fitting.keep_up()
        bar.show(name)
        fitting.failure(name)
        notices.what_was_said()
        page.run()
    except PracticeError as error:
        notices.failed(error)


main()
