"""Words to send, in several tones: to change, copy, or open in the e-mail program.

A component of our own, because nothing typed here needs the server: what was changed
stays in the browser while the page is open. Names arrive as data and are set as the
value of a text field, never as markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Mapping

_CSS: Final = """
:host, .message { font-family: var(--st-font); color: var(--st-text-color); }
.message { font-size: 0.95rem; min-width: min(26rem, 78vw); }
fieldset { border: 0; margin: 0 0 0.6rem; padding: 0; display: flex;
  flex-wrap: wrap; gap: 0.35rem; }
legend { font-size: 0.875rem; padding: 0; margin-bottom: 0.35rem; }
fieldset button[aria-pressed="true"] { border-color: var(--st-primary-color);
  color: var(--st-primary-color); font-weight: 600; }
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
  <fieldset class="tones" hidden><legend>In which tone</legend></fieldset>
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
const kept = new Map(), chosen = new Map();
export default function ({ data, parentElement }) {
  const part = (name) => parentElement.querySelector(name);
  const text = part('textarea'), mail = part('.mail'), back = part('.back');
  const told = part('.told'), tones = part('.tones');
  const names = data.tones.map(([name]) => name);
  const tone = () => names.includes(chosen.get(data.of))
    ? chosen.get(data.of) : names[0];
  const draft = () => data.tones.find(([name]) => name === tone())[1];
  const place = () => data.of + ' ' + tone();
  const follow = () => {
    back.hidden = text.value === draft();
    if (back.hidden) kept.delete(place()); else kept.set(place(), text.value);
    mail.hidden = !data.email;
    if (data.email) mail.href = 'mailto:' + encodeURIComponent(data.email)
      + '?' + (data.subject ? 'subject=' + encodeURIComponent(data.subject) + '&' : '')
      + 'body=' + encodeURIComponent(text.value.split('\\n').join('\\r\\n'));
    for (const button of tones.querySelectorAll('button'))
      button.setAttribute('aria-pressed', button.dataset.tone === tone());
  };
  const fill = () => { text.value = kept.get(place()) ?? draft(); follow(); };
  for (const button of tones.querySelectorAll('button')) button.remove();
  for (const name of names) {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.tone = name;
    button.textContent = name;
    button.onclick = () => {
      chosen.set(data.of, name);
      told.textContent = '';
      fill();
    };
    tones.append(button);
  }
  tones.hidden = names.length < 2;
  text.oninput = () => { told.textContent = ''; follow(); };
  back.onclick = () => { text.value = draft(); follow(); text.focus(); };
  part('.copy').onclick = async () => {
    try { await navigator.clipboard.writeText(text.value); }
    catch { text.select(); document.execCommand('copy'); }
    told.textContent = 'Copied.';
  };
  fill();
}
"""

_message = st.components.v2.component("message", html=_HTML, css=_CSS, js=_JS)


def show(
    of: str, drafts: Mapping[str, str], email: str | None, subject: str = ""
) -> None:
    """Draw the text field, and above it the tones to choose from.

    Parameters
    ----------
    of
        Whom the words are for, as a key that is no name.
    drafts
        The words to start from by tone, the usual one first.
    email
        Where the e-mail program is to send them; without it there is no such link.
    subject
        What the e-mail is about.
    """
    if not drafts:
        return
    tones = [[tone, words] for tone, words in drafts.items()]
    data = {"of": of, "tones": tones, "email": email, "subject": subject}
    _message(data=data, key=f"message-{of}")
