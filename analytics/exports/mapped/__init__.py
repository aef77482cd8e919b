"""Mappings: what the columns of a file mean, shipped with Driftline or made by hand."""
