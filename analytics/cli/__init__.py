"""Driftline without a screen: the same functions as the pages, for scripts and cron.

`parser` says what can be typed, `main` is the door, one module a family of
commands does the work, `output` writes the answer. Nothing heavy is imported
before it is known what was asked.
"""
