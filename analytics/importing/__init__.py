"""From a file to the store: recognise, stage, keep what it showed, resolve.

What each import showed is kept (`session_versions`, `client_versions`); the log
(`sessions`, `clients`) is computed from all of them. So the order of imports
does not matter, and taking one back leaves what would be there without it.
"""

from __future__ import annotations

from analytics.importing.agreed import agree, withdraw
from analytics.importing.history import imports, undo
from analytics.importing.importer import import_file
from analytics.importing.inspection import Inspection, inspect, inspect_as_unknown
from analytics.importing.mappings import (
    for_sharing,
    from_a_stranger,
    mappings,
    remove_mapping,
    save_mapping,
)
from analytics.importing.options import ImportOptions
from analytics.importing.parts import Brought, import_parts
from analytics.importing.preview import preview
from analytics.importing.resolve import verify
from analytics.importing.rules import change_setting

__all__ = [
    "Brought",
    "ImportOptions",
    "Inspection",
    "agree",
    "change_setting",
    "for_sharing",
    "from_a_stranger",
    "import_file",
    "import_parts",
    "imports",
    "inspect",
    "inspect_as_unknown",
    "mappings",
    "preview",
    "remove_mapping",
    "save_mapping",
    "undo",
    "verify",
    "withdraw",
]
