"""Core library of the needs-assessment explorer for drug-related harm in England."""
