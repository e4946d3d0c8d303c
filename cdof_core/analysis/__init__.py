"""One module per question an analyst asks; each returns one frozen result."""
