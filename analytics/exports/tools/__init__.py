"""The tools whose files are known: one module and one SQL file each."""
