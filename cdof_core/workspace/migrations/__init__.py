"""Steps that bring a workspace of any earlier release to today's tables."""
