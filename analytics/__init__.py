"""Driftline without a screen: from a scheduling tool's export to a next step."""
