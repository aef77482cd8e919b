"""The two quiet lists under Today: who went quiet, and who booked and never came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.shared import client_list, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from analytics.contracts import QuietClient
    from pages.shared.view import View

SHOWN: Final = 40


def went_quiet(clients: Sequence[QuietClient], seen: View) -> None:
    """Draw the clients who came, then were silent past their horizon."""
    if not clients:
        return
    with st.expander(f"Went quiet ({len(clients)})", key="went-quiet"):
        st.caption(
            "Past three of their usual gaps (at least four weeks) without a session, "
            "and nothing booked. They are not on the list any more; a hello may still "
            "be welcome."
        )
        _table(
            clients,
            {
                "Client": lambda client: _who(client, seen),
                "Last came": lambda client: seen.short_day(client.last_attended_at),
                "Usual gap": lambda client: client_list.gap(client.usual_gap_days),
                "Sessions": lambda client: str(client.sessions_attended),
                "Stands": lambda client: client_list.STANDINGS[client.standing],
            },
        )
        st.page_link("endings.py", label="Say how it ended, for all of them at once")


def never_came(clients: Sequence[QuietClient], seen: View) -> None:
    """Draw the clients who booked and never came."""
    if not clients:
        return
    with st.expander(f"Booked, never came ({len(clients)})", key="never-came"):
        _table(
            clients,
            {
                "Client": lambda client: _who(client, seen),
                "Booked for": lambda client: seen.short_day(client.last_booked_at),
            },
        )


def _table(
    clients: Sequence[QuietClient],
    columns: Mapping[str, Callable[[QuietClient], str]],
) -> None:
    heads = "".join(f'<th scope="col">{head}</th>' for head in columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell(client)}</td>' for cell in columns.values())}</tr>"
        for client in clients[:SHOWN]
    )
    st.html(
        '<div class="dl-scroll" tabindex="0"><table class="dl-table">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
    if len(clients) > SHOWN:
        st.caption(f"and {len(clients) - SHOWN:,} more, on the page Clients")


def _who(client: QuietClient, seen: View) -> str:
    name_html = f'<b class="dl-name">{seen.name(client.name)}</b>'
    coach_html = f' <span class="dl-soft">{safe.html(client.coach)}</span>'
    return f"{name_html}{coach_html if client.coach else ''}"
