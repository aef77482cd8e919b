"""Look for files that the readers cannot bear: see ``python -m fuzz --help``."""
