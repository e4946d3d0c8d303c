"""The only floor that knows Streamlit: frame, selection, panels, cached reads."""
