"""Tables of a user's own: found in a spreadsheet, their columns guessed, corrected and read."""
