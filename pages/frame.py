"""The frame round every page: its look, the navigation, the bar, the error door."""

from __future__ import annotations

import streamlit as st

from analytics.errors import PracticeError
from pages.shared import bar, fitting, menu, notices, state


def main() -> None:
    """Draw the frame and the page inside it."""
    static = state.ROOT / "static"
    # A file of our own: a Material icon here would be fetched from another host.
    st.set_page_config("Driftline", str(static / "favicon.svg"), layout="wide")
    st.logo(str(static / "logo.svg"), icon_image=str(static / "favicon.svg"))
    st.html(state.ROOT / "pages" / "shared" / "look.css")
    page = st.navigation(menu.sections(), position="top")
    st.set_page_config(f"{page.title} · Driftline")
    try:
        name = page.url_path or menu.FIRST
        fitting.keep_up()
        bar.show(name)
        fitting.failure(name)
        notices.what_was_said()
        page.run()
    except PracticeError as error:
        notices.failed(error)


main()
