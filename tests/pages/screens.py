"""A page as a visitor without a browser sees it: AppTest on pages/frame.py."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Dataframe

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[2]
SAMPLES: Final = ROOT / "data" / "samples"

PAGES: Final = (
    "today",
    "monday",
    "clients",
    "client",
    "playbook",
    "people",
    "attendance",
    "retention",
    "reminders",
    "scoreboard",
    "policy",
    "data_quality",
    "import_sessions",
    "endings",
    "settings",
)

TEMPLATE_HEADER: Final = (
    "session_id,client_id,client_name,client_email,coach,service,starts_at,"
    "duration_minutes,booked_at,status,cancelled_at,cancelled_by,"
    "replaces_session_id,price,currency,reminder_strategy,package_sessions"
)

WORDS: Final = frozenset(
    "body content default help label message options placeholder text title".split()
)
"""The fields of Streamlit's messages that hold what a person reads."""


class Screen:
    """A page inside the frame."""

    def __init__(self, page: str) -> None:
        self.at = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=60)
        self.go(page)

    def go(self, page: str) -> Screen:
        """Go to another page."""
        self.at.switch_page(f"{page}.py").run()
        return self.checked()

    def checked(self) -> Screen:
        """Fail if the page broke."""
        assert [found.message for found in self.at.exception] == []
        return self

    @property
    def title(self) -> str:
        """The page's title."""
        (title,) = self.at.title
        return plain(title.value)

    @property
    def html(self) -> str:
        """All that the page says in HTML of its own, less the style sheet."""
        bodies = (found.proto.body for found in self.at.get("html"))
        return "\n".join(body for body in bodies if not body.startswith("<style"))

    @property
    def text(self) -> str:
        """All that the page says: texts, labels, options, tables."""
        said = [plain(re.sub("<[^>]+>", " ", self.html))]
        for node in self.at.main:
            if isinstance(node, Dataframe):
                said.append(node.value.to_string())
            elif getattr(node, "type", "") != "html":
                said.extend(map(plain, _words(getattr(node, "proto", None))))
        return re.sub(r"[ \t]+", " ", "\n".join(said))

    @property
    def buttons(self) -> list[str]:
        """The labels of the buttons."""
        return [plain(button.label) for button in self.at.button]

    def press(self, label: str, number: int = 0) -> Screen:
        """Press a button with this label, the first one unless told."""
        found = [button for button in self.at.button if plain(button.label) == label]
        assert len(found) > number, f"{label!r} is not among {self.buttons}"
        found[number].click().run()
        return self.checked()

    def upload(self, *files: str | tuple[str, bytes]) -> Screen:
        """Drop files on the page: a sample by its name, or a name and its bytes."""
        dropped = [
            (file, (SAMPLES / file).read_bytes()) if isinstance(file, str) else file
            for file in files
        ]
        self.at.file_uploader[0].set_value(
            [(name, content, "text/csv") for name, content in dropped]
        ).run()
        return self.checked()


def _words(message: Any) -> Iterator[str]:  # noqa: ANN401 - a protobuf message
    if not hasattr(message, "ListFields"):
        return
    for field, value in message.ListFields():
        values = value if field.is_repeated else [value]
        for part in values:
            if isinstance(part, str) and field.name in WORDS:
                yield part
            else:
                yield from _words(part)


def plain(text: str) -> str:
    """Return a text as it is seen: without escapes."""
    unescaped = re.sub(r"\\([^\w\s])", r"\1", text).replace("\u2060", "")
    return html.unescape(unescaped)
