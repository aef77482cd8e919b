"""Web pages that tools save as ``.xls``: each table as delimited text.

The page is read by a browser's rules (html5lib), so that rows without an opening
``<tr>`` or cells never closed come out as a browser shows them. No tree is kept: cells
are taken from what the parser inserts, and a table is written when the page is over.

A line of text above a table stands above it in the text, as in a report. Tables of one
header, each under a heading of its own, become one table with the heading in front.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import html5lib
from html5lib.treebuilders import base

from analytics.exports.containers import rows
from analytics.exports.containers.limits import MOST_NESTED, MOST_SPANNED, MOST_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

HEADING: Final = "Table heading"
"""Name of the column that says under which heading a row stood."""

_UNSEEN: Final = frozenset({"script", "style", "title", "template", "noscript"})
_CELLS: Final = frozenset({"td", "th"})
_BREAKS: Final = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"})

_LONGEST_HEADING = 200
_MOST_HEADINGS = 20


class _TooDeepError(Exception):
    """The page nests or repeats beyond any report; ends the reading."""


@dataclass
class Table:
    """A table of the page."""

    headings: list[str] = field(default_factory=list)
    """Lines of text between the table before and this one."""
    rows: list[list[str]] = field(default_factory=list)
    spans: dict[int, int] = field(default_factory=dict)
    """Columns that a cell above still covers, and for how many rows."""
    open_row: list[str] | None = None
    open_cell: list[str] | None = None
    open_span: tuple[int, int] = (1, 1)

    def start_row(self) -> None:
        """End the row before and begin one."""
        self.end_row()
        self.open_row = []

    def start_cell(self, attributes: Mapping[str, str]) -> None:
        """End the cell before and begin one."""
        self.end_cell()
        if self.open_row is None:
            self.open_row = []
        self._pass_covered(self.open_row)
        self.open_cell = []
        self.open_span = (
            _span(attributes.get("colspan")),
            _span(attributes.get("rowspan")),
        )

    def end_cell(self) -> None:
        """Put the open cell into its row, its value in the first place it covers."""
        if self.open_cell is None or self.open_row is None:
            return
        columns, rows_ = self.open_span
        if rows_ > 1:
            at = len(self.open_row)
            self.spans |= dict.fromkeys(range(at, at + columns), rows_)
        self.open_row += ["".join(self.open_cell), *[""] * (columns - 1)]
        self.open_cell = None

    def end_row(self) -> None:
        """Put the open row into the table."""
        self.end_cell()
        if self.open_row is None:
            return
        self._pass_covered(self.open_row)
        self.rows.append([rows.flat(cell) for cell in self.open_row])
        self.open_row = None
        self.spans = {at: left - 1 for at, left in self.spans.items() if left > 1}

    def _pass_covered(self, row: list[str]) -> None:
        # The first row of a span has put its own cells there itself.
        while self.spans.get(len(row), 0) > 0:
            row.append("")


def _span(said: str | None) -> int:
    if said is None or not said.isascii() or not said.isdigit():
        return 1
    return min(max(int(said[:6]), 1), MOST_SPANNED)


class _Page:
    """What has been seen of a page so far."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self.text: list[str] = []

    def headings(self) -> list[str]:
        """Return the lines of text since the last table, and forget them."""
        lines = [rows.flat(line) for line in "".join(self.text).split("\n")]
        self.text = []
        return [line[:_LONGEST_HEADING] for line in lines if line][-_MOST_HEADINGS:]


class _Node(base.Node):  # type: ignore[misc]  # html5lib has no types
    """An element as far as the parser asks for it: no children are kept."""

    def __init__(self, name: str, namespace: str | None = None) -> None:
        super().__init__(name)
        self.namespace = namespace
        self.nameTuple = (namespace or "http://www.w3.org/1999/xhtml", name)
        self.table: Table | None = None

    def appendChild(self, node: _Node) -> None:  # noqa: N802 - html5lib's own names
        node.parent = self

    def insertBefore(self, node: _Node, refNode: _Node) -> None:  # noqa: ARG002, N802, N803 - the same
        node.parent = self

    def removeChild(self, node: _Node) -> None:  # noqa: N802 - the same
        node.parent = None

    def insertText(self, data: str, insertBefore: _Node | None = None) -> None:  # noqa: N802, N803 - the same
        """Text is taken by the builder."""

    def reparentChildren(self, newParent: _Node) -> None:  # noqa: N802, N803 - the same
        """There are none."""

    def cloneNode(self) -> _Node:  # noqa: N802 - the same
        node = _Node(self.name, self.namespace)
        node.attributes = dict(self.attributes)
        return node

    def hasContent(self) -> bool:  # noqa: N802 - the same
        return False


class _Document(_Node):
    def __init__(self) -> None:
        super().__init__("")


class _Doctype(_Node):
    def __init__(self, name: str, publicId: str, systemId: str) -> None:  # noqa: N803 - the same
        super().__init__(name)
        self.publicId, self.systemId = publicId, systemId


class _Builder(base.TreeBuilder):  # type: ignore[misc]  # html5lib has no types
    """Takes cells as the parser inserts them."""

    documentClass = _Document  # noqa: N815 - html5lib's own names
    elementClass = _Node  # noqa: N815 - the same
    commentClass = _Node  # noqa: N815 - the same
    doctypeClass = _Doctype  # noqa: N815 - the same

    def __init__(self, namespaceHTMLElements: bool) -> None:  # noqa: FBT001, N803 - html5lib's own
        self.page = _Page()
        super().__init__(namespaceHTMLElements)

    def insertElementNormal(self, token: dict[str, object]) -> _Node:  # noqa: N802 - the same
        node: _Node = super().insertElementNormal(token)
        self._inserted(node)
        return node

    def insertElementTable(self, token: dict[str, object]) -> _Node:  # noqa: N802 - the same
        node: _Node = super().insertElementTable(token)
        if node.table is None:
            self._inserted(node)
        return node

    def insertText(self, data: str, parent: _Node | None = None) -> None:  # noqa: ARG002, N802 - the same
        if any(node.name in _UNSEEN for node in self.openElements):
            return
        cell = self._open_cell()
        (self.page.text if cell is None else cell).append(data)

    def insertComment(self, token: object, parent: object = None) -> None:  # noqa: N802 - the same
        """Comments say nothing."""

    def _inserted(self, node: _Node) -> None:
        if len(self.openElements) > MOST_NESTED:
            raise _TooDeepError
        if node.name == "table":
            if len(self.page.tables) >= MOST_TABLES:
                raise _TooDeepError
            node.table = Table(self.page.headings())
            self.page.tables.append(node.table)
        elif node.name in _BREAKS:
            cell = self._open_cell()
            if cell is None:
                self.page.text.append("\n")
            else:
                cell.append(" ")
        elif node.name == "tr" or node.name in _CELLS:
            self._start(node)

    def _start(self, node: _Node) -> None:
        table = self._table()
        if table is not None and node.name == "tr":
            table.start_row()
        elif table is not None:
            table.start_cell(node.attributes)

    def _table(self) -> Table | None:
        for node in reversed(self.openElements):
            if node.table is not None:
                found: Table = node.table
                return found
        return None

    def _open_cell(self) -> list[str] | None:
        """Return the cell that text falls into; nothing outside of every cell."""
        is_in_cell = False
        for node in reversed(self.openElements):
            if node.name in _CELLS:
                is_in_cell = True
            elif node.table is not None:
                return node.table.open_cell if is_in_cell else None
        return None


def read(path: Path, folder: Path) -> dict[str, object]:
    """Write each table as text into the folder, and return what was written.

    Returns
    -------
    dict
        ``tables``: name, file and filled rows of each table; or ``error``: why not.
    """
    try:
        found = tables(path)
    except (_TooDeepError, RecursionError):
        return {"error": "too many elements inside one another"}
    except MemoryError:
        return {"error": "too more in it than its size explains"}
    written = []
    for number, lines in enumerate(_as_text(found), 1):
        target = folder / f"table-{number}.csv"
        filled = rows.write(target, lines)
        written.append({"name": f"table {number}", "file": target.name, "rows": filled})
    return {"tables": written}


def tables(path: Path) -> list[Table]:
    """Return the tables of a page in the order in which they begin."""
    parser = html5lib.HTMLParser(tree=_Builder, namespaceHTMLElements=True)
    raw = path.read_bytes()
    # What is UTF-8 throughout is UTF-8, whatever the page says or leaves out; else a
    # browser's rules hold. Guessing by a library would depend on what is installed.
    said = {"override_encoding": "utf-8"} if _is_utf8(raw) else {"useChardet": False}
    parser.parse(raw, **said)
    found: list[Table] = parser.tree.page.tables
    for table in found:
        table.end_row()
    return found


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in raw


def _as_text(found: Sequence[Table]) -> Iterator[list[list[str]]]:
    """Give the rows of each table that has columns, with what stood above it."""
    above: list[str] = []
    kept: list[tuple[list[str], list[list[str]]]] = []
    for table in found:
        above += table.headings
        if not any(sum(map(bool, row)) > 1 for row in table.rows):
            # A frame round a heading, not a table.
            above += [cell for row in table.rows for cell in row if cell]
            continue
        kept.append((above, table.rows))
        above = []
    if len(kept) > 1 and all(_header(r) == _header(kept[0][1]) for _, r in kept):
        yield _joined(kept)
        return
    for headings, lines in kept:
        yield [*([line] for line in headings), *lines]


def _header(lines: Sequence[list[str]]) -> list[str]:
    return next(row for row in lines if sum(map(bool, row)) > 1)


def _joined(kept: Sequence[tuple[list[str], list[list[str]]]]) -> list[list[str]]:
    """Return tables of one header as one, each row beside its table's heading."""
    header = _header(kept[0][1])
    joined = [[HEADING, *header]]
    for headings, lines in kept:
        heading = headings[-1] if headings else ""
        below = lines[lines.index(header) + 1 :]
        joined += [[heading, *row] for row in below]
    return joined
