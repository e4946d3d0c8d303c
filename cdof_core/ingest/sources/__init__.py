"""Publishers' files, one module a source: each reads files and returns one `Imported`."""
