-- The newest figures again, sorted by area, so that an area's page reads a few rows of one place.

CREATE TABLE latest AS SELECT * FROM observation WITH NO DATA;
