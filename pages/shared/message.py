"""Words to send: a text to change, copy, or open in the e-mail program.

A component of our own, because nothing typed here needs the server: what was changed
stays in the browser while the page is open. Names arrive as data and are set as the
value of a text field, never as markup.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

_CSS: Final = """
:host, .message { font-family: var(--st-font); color: var(--st-text-color); }
.message { font-size: 0.95rem; min-width: min(26rem, 78vw); }
label { display: block; font-size: 0.875rem; margin-bottom: 0.35rem; }
textarea { box-sizing: border-box; width: 100%; min-height: 11rem; resize: vertical;
  font: inherit; line-height: 1.5; color: inherit; padding: 0.6rem 0.7rem;
  background: var(--st-background-color); border: 1px solid var(--st-border-color);
  border-radius: var(--st-base-radius); }
.row { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 0.6rem;
  align-items: center; }
button, a { font: inherit; cursor: pointer; padding: 0.3rem 0.8rem; color: inherit;
  text-decoration: none; background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); }
button:hover, a:hover { border-color: var(--st-primary-color);
  color: var(--st-primary-color); }
textarea:focus-visible, button:focus-visible, a:focus-visible {
  outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
[hidden] { display: none; }
"""

_HTML: Final = """
<div class="message">
  <label for="text">Change anything you like</label>
  <textarea id="text"></textarea>
  <div class="row">
    <button type="button" class="copy">Copy</button>
    <a class="mail" hidden>Open in e-mail</a>
    <button type="button" class="back" hidden>Back to the first words</button>
    <span class="told" role="status"></span>
  </div>
</div>
"""

_JS: Final = """
const kept = new Map();
export default function ({ data, parentElement }) {
  const part = (name) => parentElement.querySelector(name);
  const text = part('textarea'), mail = part('.mail'), back = part('.back');
  const told = part('.told');
  const follow = () => {
    back.hidden = text.value === data.draft;
    if (back.hidden) kept.delete(data.of); else kept.set(data.of, text.value);
    mail.hidden = !data.email;
    if (data.email) mail.href = 'mailto:' + encodeURIComponent(data.email)
      + '?body=' + encodeURIComponent(text.value);
  };
  text.value = kept.get(data.of) ?? data.draft;
  text.oninput = () => { told.textContent = ''; follow(); };
  back.onclick = () => { text.value = data.draft; follow(); text.focus(); };
  part('.copy').onclick = async () => {
    try { await navigator.clipboard.writeText(text.value); }
    catch { text.select(); document.execCommand('copy'); }
    told.textContent = 'Copied.';
  };
  follow();
}
"""

_message = st.components.v2.component("message", html=_HTML, css=_CSS, js=_JS)


def show(of: str, draft: str, email: str | None) -> None:
    """Draw the text field.

    Parameters
    ----------
    of
        Whom the words are for, as a key that is no name.
    draft
        The words to start from.
    email
        Where the e-mail program is to send them; without it there is no such link.
    """
    data = {"of": of, "draft": draft, "email": email}
    _message(data=data, key=f"message-{of}")
