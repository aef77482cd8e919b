"""How long clients stay, and how their time with the practice ends."""
