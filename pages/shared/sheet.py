"""A sheet of paper on a page: drawn, saved as a file, printed without the rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.reports.digest_html import STYLE

if TYPE_CHECKING:
    from collections.abc import Callable

_ON_PAPER: Final = Path(__file__).with_name("sheet.css")

HOW_TO_PRINT: Final = "To print only the sheet, print this page (Ctrl P, or ⌘ P)."


def show(inside: str) -> None:
    """Draw a sheet, given as HTML in which everything is escaped already."""
    st.html(STYLE)
    st.html(_ON_PAPER)
    st.html(f'<article class="sheet">{inside}</article>')


def download(
    label: str, make: Callable[[], bytes], name: str, mime: str, of: str = ""
) -> None:
    """Draw a button that saves a file, made once it is pressed.

    Parameters
    ----------
    of
        Which sheet, where a page has several.
    """
    st.download_button(
        label,
        data=make,
        file_name=name,
        mime=mime,
        on_click="ignore",
        key=f"save-{of}{mime}",
    )
