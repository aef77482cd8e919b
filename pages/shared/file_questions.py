"""What the owner has said of a file that waits: whose it is, how days are written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.shared import safe
from pages.shared.state import Key

if TYPE_CHECKING:
    from analytics.importing import Inspection

NEITHER: Final = ""
"""The answer that no tool of those that fit is meant."""


@dataclass(frozen=True)
class Said:
    """All of it is open until it is asked."""

    tool: str | None = None
    day_first: bool | None = None
    is_unknown: bool = False
    """The file is not what it looks like: its columns are to be explained."""


def said_of(path: str) -> Said:
    """Return what was said of the file at a path of this visit."""
    known: dict[str, Said] = st.session_state.get(Key.FILES, {})
    return known.get(path, Said())


def say(path: str, **what: object) -> None:
    """Keep what the owner says of a file."""
    known: dict[str, Said] = st.session_state.setdefault(Key.FILES, {})
    known[path] = replace(said_of(path), **what)  # type: ignore[arg-type]  # its fields


def which_tool(path: str, name: str, looks: Inspection, *, key: str) -> None:
    """Ask which of the tools whose columns a file has is meant."""
    names = dict(looks.tools)
    with st.container(border=True, key=f"which-{key}"):
        st.radio(
            f"{safe.md(name)} has the columns of more than one tool. Which is it from?",
            [*names, NEITHER],
            index=None,
            format_func=lambda tool: safe.plain(names.get(tool, "Another tool")),
            key=f"tool-{key}",
            on_change=_tool_said,
            args=(path, f"tool-{key}"),
        )


def _tool_said(path: str, widget: str) -> None:
    tool = st.session_state[widget]
    say(path, tool=tool or None, is_unknown=tool == NEITHER)


def day_or_month(path: str, name: str, looks: Inspection, *, key: str) -> None:
    """Ask in which order day and month stand, where no row settles it."""
    with st.container(border=True, key=f"order-{key}"):
        st.html(
            f'<p class="dl-known"><b class="dl-name">{safe.html(name)}</b> looks like '
            f"an export of <b>{safe.html(looks.tool_name)}</b>.</p>"
        )
        st.radio(
            f"In {safe.md(looks.open_column, 40)}, {safe.md(looks.open_example, 30)} "
            "begins with",
            [True, False],
            index=None,
            format_func={True: "the day", False: "the month"}.__getitem__,
            horizontal=True,
            key=f"order-of-{key}",
            on_change=_order_said,
            args=(path, f"order-of-{key}"),
        )


def _order_said(path: str, widget: str) -> None:
    say(path, day_first=st.session_state[widget])
