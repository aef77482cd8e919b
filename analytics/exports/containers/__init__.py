"""From a file to the delimited text in it: what a file is, and what it holds.

A file of any kind Driftline opens becomes parts, each a file of delimited text:

- text (``text.py``): itself, whatever its encoding;
- a workbook (``workbook.py``): a part a sheet;
- a web page, which tools like to name ``.xls`` (``page.py``): a part a table;
- a calendar (``analytics.exports.calendars.text``): one part;
- a ZIP archive (``archive.py``): the parts of each file in it.

What is in a file decides, never its name. Rows of a part stand on the lines on which
they stand in the sheet. Workbooks and pages are read by a process of their own
(``apart.py``) with little time and memory: their readers meet files from anywhere.
"""

from __future__ import annotations

from analytics.exports.containers.text import TextFile, open_text
from analytics.exports.containers.unpacking import (
    WITHIN,
    Contents,
    LeftOut,
    Part,
    reason_of,
    unpack,
)

__all__ = [
    "WITHIN",
    "Contents",
    "LeftOut",
    "Part",
    "TextFile",
    "open_text",
    "reason_of",
    "unpack",
]
