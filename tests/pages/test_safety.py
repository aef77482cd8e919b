"""No page shows a stranger's text raw: read in the code, tried with hostile names."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

import pytest

from analytics import importing
from tests.pages.conftest import weekly
from tests.pages.screens import PAGES, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from analytics.contracts import ImportReport
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

STRANGERS: Final = re.compile(
    r"(^|_)(name|names|file|client|coach|service|reason|reasons|who|title|column|"
    r"header|sample|word|draft|error|path|variant|tool|source|warning|sentence|typed|"
    r"written|copy)$"
)
"""Names of variables that may hold what a file or a person gave."""

READ_AS_MARKUP: Final = frozenset(
    "badge button caption checkbox date_input download_button error expander "
    "file_uploader form_submit_button header html info link_button markdown "
    "metric number_input page_link pills popover radio segmented_control selectbox "
    "spinner status subheader success table tabs text_area text_input title toast "
    "toggle warning write".split()
)
"""Streamlit's functions whose texts are read as Markdown or HTML."""

PASSES_ON: Final = frozenset({"str", "repr", "format", "join", "sentence", "title"})
"""Functions that give a text back as it is: what goes in is looked at."""

HOSTILE: Final = (
    "<img src=x onerror=alert(1)>",
    "![t](http://evil.example/t.png)",
    "[pay here](http://evil.example)",
    '=HYPERLINK("http://evil.example","x")',
    ":red[Bob] :material/delete:",
    "www.evil.example",
    "**Ann** $5 and $6 `x`",
    "Ann\u202egpj.exe",
    "</b></div><h1>Ha</h1>",
)


def sources() -> list[Path]:
    """Return the code of the pages."""
    return sorted((ROOT / "pages").rglob("*.py"))


def raw_texts(tree: ast.AST) -> Iterator[str]:
    """Give what is shown, or put into HTML, that may be a stranger's and is raw."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_shown(node.func):
            helps = [k.value for k in node.keywords if k.arg in {"help", "label"}]
            for argument in [*node.args[:1], *helps]:
                yield from _raw(argument)
        if isinstance(node, ast.JoinedStr) and _is_html(node):
            yield from _raw(node)


def _is_html(text: ast.JoinedStr) -> bool:
    written = (part.value for part in text.values if isinstance(part, ast.Constant))
    return any("<" in str(part) for part in written)


def _is_shown(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and function.attr in READ_AS_MARKUP
        and ast.unparse(function.value) == "st"
    )


def _raw(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Name | ast.Attribute):
        identifier = node.id if isinstance(node, ast.Name) else node.attr
        if STRANGERS.search(identifier):
            yield ast.unparse(node)
    for part in _parts(node):
        yield from _raw(part)


def _parts(node: ast.expr) -> list[ast.expr]:
    """Return the expressions whose text becomes part of this one's."""
    if isinstance(node, ast.JoinedStr):
        shown = [p for p in node.values if isinstance(p, ast.FormattedValue)]
        return [part.value for part in shown]
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.Call):
        return node.args if _called(node) in PASSES_ON else []
    return [node.value] if isinstance(node, ast.Subscript) else []


def _called(call: ast.Call) -> str:
    function = call.func
    return (
        function.attr if isinstance(function, ast.Attribute) else ast.unparse(function)
    )


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.stem)
def test_no_page_shows_a_raw_name(path: Path) -> None:
    assert list(raw_texts(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "code",
    [
        'st.markdown(f"Hello {client.name}")',
        "st.button(name)",
        'st.title(f"{row.coach} of {count}")',
        'st.caption(file.name if file else "none")',
        'st.warning("{}".format(reason))',
        "st.write(str(error))",
        'told = f"<b>{client.name}</b>"',
    ],
)
def test_the_check_finds_a_raw_name(code: str) -> None:
    assert list(raw_texts(ast.parse(code)))


def test_the_check_lets_an_escaped_name_pass() -> None:
    code = 'st.markdown(f"Hello {safe.md(client.name)}, {words.counted(n, name)}")'

    assert list(raw_texts(ast.parse(code))) == []


@pytest.fixture
def hostile(import_rows: Callable[..., ImportReport], database: Database) -> None:
    """Make a practice whose clients, coach and services carry hostile names."""
    importing.change_setting(database, "capacity", str(len(HOSTILE)))
    rows = [
        row.replace("Ana Sol", quoted(name)).replace("Coaching", quoted(name))
        for number, name in enumerate(HOSTILE)
        for row in weekly(quoted(name), client=f"c{number}")
    ]
    import_rows(*rows)


def quoted(text: str) -> str:
    """Return a field of a CSV file; commas would shift the columns of a fixture."""
    return text.replace(",", ";").replace('"', "'")


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("page", PAGES)
def test_hostile_names_are_text_in_our_html(screen: Open, page: str) -> None:
    shown = screen(page).html

    assert "<img src" not in shown
    assert "<h1>" not in shown
    assert "\u202e" not in shown


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("page", PAGES)
def test_hostile_names_are_escaped_where_markdown_is_read(
    screen: Open, page: str
) -> None:
    opened = screen(page)
    at = opened.at
    kinds = (at.markdown, at.caption, at.title, at.header, at.info, at.warning)
    read = [str(found.value) for kind in kinds for found in kind]
    read += [button.label for button in at.button]

    for text in read:
        assert "](" not in text
        assert "www.evil" not in text
        assert ":red[" not in text
        assert "<img" not in text


@pytest.mark.usefixtures("hostile")
def test_hostile_names_are_shown_as_typed(screen: Open) -> None:
    clients = screen("clients").text

    for name in HOSTILE:
        if "\u202e" not in name:
            assert quoted(name) in clients
    assert "Ann gpj.exe" in clients
