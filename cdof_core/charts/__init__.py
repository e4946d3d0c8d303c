"""Figures: judged data in, `alt.Chart` out. Colour and shape are keyed by meaning."""
