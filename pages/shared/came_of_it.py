"""What came of the steps: who came again, and how often each result was noted."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analytics.playbook.came_of_it import WINDOWS_DAYS
from pages.shared import chart_card, doors_contacts, safe, state

NOTHING: Final = (
    "No step has been noted yet. Once some are, this says how often clients came again "
    "afterwards."
)


def show() -> None:
    """Draw the section."""
    st.header("What came of it", anchor=False)
    results = doors_contacts.results()
    if results.empty:
        st.markdown(NOTHING)
        return
    days = st.segmented_control(
        "Came again within",
        list(WINDOWS_DAYS),
        format_func="{} days".format,
        default=WINDOWS_DAYS[0],
        required=True,
        key="came-of-it-days",
    )
    window_days = int(days or WINDOWS_DAYS[0])
    dark = state.is_dark()
    chart_card.show(doors_contacts.by_step(window_days, dark=dark), level=3)
    chart_card.show(doors_contacts.by_reason(window_days, dark=dark), level=3)
    with st.expander("What was noted of each step", key="came-of-it-results"):
        heads = "".join(f'<th scope="col">{safe.html(head)}</th>' for head in results)
        rows = "".join(
            "<tr>" + "".join(f"<td>{safe.html(cell)}</td>" for cell in row) + "</tr>"
            for row in results.itertuples(index=False)
        )
        st.html(
            '<div class="dl-scroll" tabindex="0" role="region" '
            'aria-label="What was noted of each step"><table class="dl-table">'
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        )
