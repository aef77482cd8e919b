"""What a person sees. With app.py, the only code that imports Streamlit."""

from __future__ import annotations
