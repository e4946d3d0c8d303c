"""What leaves the application: pictures with their words, Word sections, tables to download."""
