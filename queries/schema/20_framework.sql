-- The outcomes framework: what is to be achieved, and the measures that show it.

CREATE TABLE outcome (
    outcome_id VARCHAR PRIMARY KEY,           -- use, crime, deaths, supply, treatment, recovery
    position INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('strategic', 'intermediate')),
    question VARCHAR NOT NULL,                -- what it asks, in plain words
    document VARCHAR NOT NULL,
    place VARCHAR NOT NULL
);

CREATE TABLE measure (
    measure_id VARCHAR PRIMARY KEY,
    outcome_id VARCHAR NOT NULL,              -- '' where the source names none
    position INTEGER NOT NULL,
    level VARCHAR NOT NULL
        CHECK (level IN ('headline', 'supporting', 'theme', 'ohid_local', 'related')),
    name VARCHAR NOT NULL,
    definition VARCHAR NOT NULL,
    inclusion_basis VARCHAR NOT NULL,
    limitations VARCHAR NOT NULL,
    data_source VARCHAR NOT NULL,
    geography VARCHAR NOT NULL,
    frequency VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    polarity VARCHAR NOT NULL
        CHECK (polarity IN ('low_is_good', 'high_is_good', 'no_judgement', 'not_applicable')),
    local_status VARCHAR NOT NULL
        CHECK (local_status IN ('local', 'regional', 'england_only', 'england_and_wales_only',
                                'police_force', 'not_named', 'not_identified')),
    local_status_note VARCHAR NOT NULL,       -- said on screen where there is no local figure
    verification VARCHAR NOT NULL,            -- how far the wording was verified
    unverified_fields VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    note VARCHAR NOT NULL
);

CREATE TABLE measure_indicator (
    measure_id VARCHAR NOT NULL,
    indicator_id VARCHAR NOT NULL,
    relation VARCHAR NOT NULL
        CHECK (relation IN ('is the measure', 'local form', 'national form', 'part', 'proxy', 'related')),
    PRIMARY KEY (measure_id, indicator_id)
);

CREATE TABLE glossary (
    term VARCHAR PRIMARY KEY,
    meaning VARCHAR NOT NULL
);
