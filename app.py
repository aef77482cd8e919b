"""The door of the screen: serves pages/frame.py to this machine and to nobody else.

`streamlit run app.py` finds `app` here and serves it as .streamlit/config.toml says.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.shared import serving

ROOT = Path(__file__).resolve().parent

app = st.App(
    ROOT / "pages" / "frame.py",
    lifespan=serving.announced,
    middleware=serving.middleware(),
    on_script_error=serving.explain_failure,
    routes=serving.routes(ROOT / "static"),
)
