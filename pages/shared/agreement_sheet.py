"""An agreement to print: a draft to talk through, as a web page or as text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from analytics.reports import agreement_draft
from pages.shared import doors

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.facts.agreements import Agreement


def button(agreement: Agreement, key: str, name: str) -> None:
    """Draw the button behind which the draft is saved.

    Parameters
    ----------
    name
        The client's, as it may be seen; empty for a sheet without one.
    """
    hours = doors.settings().notice_hours
    label = "A draft to print"
    with st.popover(label, key=f"draft-{key}", on_change="rerun") as asked:
        if not asked.open:
            return
        st.markdown(
            "Both sides’ promises on one sheet, to talk through and print. No legal "
            "advice."
        )
        for label, make, ending, mime in (
            ("Save as a web page", agreement_draft.page, "html", "text/html"),
            ("Save as text", agreement_draft.text, "md", "text/markdown"),
        ):
            st.download_button(
                label,
                data=partial(_bytes, make, agreement, hours, name),
                file_name=f"agreement-{agreement.on_date.isoformat()}.{ending}",
                mime=mime,
                on_click="ignore",
                key=f"draft-{ending}-{key}",
            )


def _bytes(
    make: Callable[..., str], agreement: Agreement, hours: int, name: str
) -> bytes:
    return make(agreement, hours, name=name).encode()
