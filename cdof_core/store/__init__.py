"""Reads the published snapshot: one function for each query."""
