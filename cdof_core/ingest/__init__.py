"""From the reviewable text under `data/` to the published snapshot."""
