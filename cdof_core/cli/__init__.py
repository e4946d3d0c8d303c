"""The command line: the same answers as the pages, for scripts and for building the snapshot."""
