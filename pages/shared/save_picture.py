"""A chart as a picture: PNG or SVG, made in the browser from what is drawn there.

Plotly's own button saves the bare drawing. A picture that is shown to somebody else
needs its question, its answer and its n as well, so these go into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.charts import theme
from pages.shared import safe, state

if TYPE_CHECKING:
    from analytics.charts.card import Card

LONGEST: Final = 600

_HTML: Final = """
<div class="save">
<button type="button" data-kind="png">Picture (PNG)</button>
<button type="button" data-kind="svg">Drawing (SVG)</button>
</div>
"""

_CSS: Final = """
.save { display: flex; flex-direction: column; gap: 0.5rem; }
button {
  font: inherit; font-family: var(--st-font); color: inherit; cursor: pointer;
  background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color); font-size: 0.875rem;
  border-radius: var(--st-button-radius); min-height: 2.4rem; padding: 0.25rem 0.9rem;
}
button:hover { border-color: var(--st-primary-color); }
button:focus-visible {
  outline: 2px solid var(--st-primary-color); outline-offset: 2px;
}
"""

# Streamlit sends a component's script with every chart: this one fetches it once.
_JS: Final = """
const script = new URL("app/static/save_picture.js", document.baseURI);
export default async (component) => (await import(script.href)).buttons(component);
"""

_save = st.components.v2.component("save_picture", html=_HTML, css=_CSS, js=_JS)


def show(card: Card, chart: str, basis: str) -> None:
    """Draw the two buttons.

    Parameters
    ----------
    chart
        The key of the container that holds the chart.
    basis
        What stands beneath it.
    """
    colours = theme.palette(dark=state.is_dark())
    _save(
        key=f"save-{card.key}",
        data={
            "chart": chart,
            "name": card.key,
            # Written as text, so that nothing in it is markup.
            "question": safe.plain(card.question, LONGEST),
            "answer": safe.plain(card.answer, LONGEST),
            "basis": safe.plain(basis, LONGEST),
            "ink": colours.text,
            "soft": colours.quiet,
            "ground": colours.ground,
        },
    )
