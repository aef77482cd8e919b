"""The hand on the table of clients: opens a file, sorts by a head, ticks a box.

The table is HTML. A click on a name, by mouse or Enter, opens the file within the same
visit, so that nothing chosen is lost; with the middle button or Ctrl the browser
follows the link itself, into a tab of its own. Only the letters that stand for a client
in an address pass through here, never a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TABLE: Final = "client-table"
"""The key of the container that holds the table."""

_KEY: Final = "client-hand"

# Boxes are ticked here, not in the HTML: so that stays as it is, and the focus with it.
_JS: Final = """
export default function ({ data, setTriggerValue }) {
  const table = document.querySelector('.st-key-' + data.table);
  if (!table) return;
  const chosen = new Set(data.chosen);
  for (const box of table.querySelectorAll('input[data-pick]'))
    box.checked = chosen.has(box.dataset.pick);
  table.onclick = (event) => {
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const who = event.target.closest('a[data-who]');
    const head = event.target.closest('button[data-order]');
    if (who && plain) {
      event.preventDefault();
      setTriggerValue('opened', who.dataset.who);
    }
    if (head) setTriggerValue('sorted', head.dataset.order);
  };
  table.onchange = (event) => {
    const box = event.target.closest('input[data-pick]');
    if (box) setTriggerValue('ticked', [box.dataset.pick, box.checked]);
  };
}
"""

_hand = st.components.v2.component("client_hand", js=_JS)


def opened() -> str | None:
    """Return the letters of the client whose name was clicked just now."""
    said = st.session_state.get(_KEY)
    return getattr(said, "opened", None) if said is not None else None


def show(
    chosen: Sequence[str],
    *,
    on_sorted: Callable[[str], None],
    on_ticked: Callable[[str, bool], None],
) -> None:
    """Let the table above be used.

    Parameters
    ----------
    chosen
        The letters of those whose box is ticked.
    """

    def sorted_by() -> None:
        on_sorted(str(st.session_state[_KEY].sorted))

    def ticked() -> None:
        letters, is_chosen = st.session_state[_KEY].ticked
        on_ticked(str(letters), bool(is_chosen))

    _hand(
        key=_KEY,
        data={"table": TABLE, "chosen": list(chosen)},
        on_opened_change=lambda: None,
        on_sorted_change=sorted_by,
        on_ticked_change=ticked,
    )
