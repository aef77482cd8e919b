"""From a file to the store: recognise, stage, keep what it showed, resolve.

What each import showed is kept (`session_versions`, `client_versions`); the log
(`sessions`, `clients`) is computed from all of them. So the order of imports
does not matter, and taking one back leaves what would be there without it.
"""

from __future__ import annotations

from analytics.importing.history import imports, undo
from analytics.importing.importer import import_file
from analytics.importing.inspection import Inspection, inspect, preview
from analytics.importing.mappings import mappings, save_mapping
from analytics.importing.options import ImportOptions
from analytics.importing.resolve import verify
from analytics.importing.rules import change_setting

__all__ = [
    "ImportOptions",
    "Inspection",
    "change_setting",
    "import_file",
    "imports",
    "inspect",
    "mappings",
    "preview",
    "save_mapping",
    "undo",
    "verify",
]
