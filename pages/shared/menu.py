"""The pages, in the order and the sections in which they are offered.

Seven pages and a menu fit beside each other on a small laptop; what is looked at only
now and then is in the menu.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

SECTIONS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "": {
        "today": ("Today", ":material/waving_hand:"),
        "monday": ("Monday", ":material/print:"),
        "clients": ("Clients", ":material/group:"),
        "attendance": ("Attendance", ":material/event_available:"),
        "retention": ("Retention", ":material/hourglass_bottom:"),
        "reminders": ("Reminders", ":material/notifications:"),
        "scoreboard": ("How right were we?", ":material/fact_check:"),
    },
    "With clients": {
        "playbook": ("Next steps", ":material/signpost:"),
        "policy": ("Agreements", ":material/handshake:"),
        "client": ("Client", ":material/person:"),
    },
    "Data and settings": {
        "import_sessions": ("Import", ":material/upload_file:"),
        "data_quality": ("Who came?", ":material/how_to_reg:"),
        "people": ("Who is who", ":material/diversity_3:"),
        "endings": ("How services end", ":material/flag:"),
        "settings": ("Settings", ":material/tune:"),
    },
}
"""Address and file of each page, its title, its icon, by section; the pages of the
first stand in the line itself, those of a section with a name in a menu."""

NOT_OFFERED: Final = frozenset({"client"})
"""Pages that are opened from others: somebody's file, from their name."""

FIRST: Final = "today"


def sections() -> dict[str, list[st.Page]]:
    """Return the pages by section, as Streamlit's navigation takes them."""
    return {
        section: [
            st.Page(
                f"{name}.py",
                title=title,
                icon=icon,
                url_path=name,
                visibility="hidden" if name in NOT_OFFERED else "visible",
            )
            for name, (title, icon) in pages.items()
        ]
        for section, pages in SECTIONS.items()
    }
