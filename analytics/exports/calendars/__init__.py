"""Calendars (.ics): from their entries to one line a person and occurrence."""
