-- Indicators, their datasets and their figures.

CREATE TABLE indicator (
    indicator_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    short_name VARCHAR NOT NULL CHECK (length(short_name) <= 48),
    outcome_id VARCHAR NOT NULL,              -- '' for context indicators
    position INTEGER NOT NULL,                -- order within its outcome
    role VARCHAR NOT NULL CHECK (role IN ('headline', 'supporting', 'related', 'context', 'reference')),
    profile BOOLEAN NOT NULL,                 -- shown in an area's profile and overview
    definition VARCHAR NOT NULL,
    inclusion_basis VARCHAR NOT NULL,
    limitations VARCHAR NOT NULL,
    caveat VARCHAR NOT NULL,                  -- what must be said beside a value in text: full sentences, or empty
    data_source VARCHAR NOT NULL,
    geography VARCHAR NOT NULL,
    frequency VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,                    -- shown after a value: %, per 100,000, deaths, £ per head
    multiplier DOUBLE NOT NULL CHECK (multiplier > 0),
    value_kind VARCHAR NOT NULL
        CHECK (value_kind IN ('count', 'estimate', 'crude_rate', 'proportion', 'standardised_rate',
                              'ratio', 'mean', 'median', 'money', 'money_rate')),
    polarity VARCHAR NOT NULL
        CHECK (polarity IN ('low_is_good', 'high_is_good', 'no_judgement', 'not_applicable')),
    interval_method VARCHAR NOT NULL,         -- wilson, byar, published, none
    decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 4),
    numerator_name VARCHAR NOT NULL,          -- what the numerator counts, for sentences: "deaths"
    denominator_name VARCHAR NOT NULL,        -- what the denominator counts
    sentence_name VARCHAR NOT NULL,           -- noun phrase for sentences: "the rate of deaths from drug misuse"
    comparability VARCHAR NOT NULL,
    collection VARCHAR NOT NULL CHECK (collection IN ('current', 'bedford_jsna', 'essex_performance')),
    derived_from VARCHAR NOT NULL,            -- '' or how the build computes it
    need VARCHAR NOT NULL                     -- what it is in the reckoning of need
        CHECK (need IN ('', 'drug_estimate', 'drug_coverage', 'drug_caseload',
                        'alcohol_estimate', 'alcohol_coverage', 'alcohol_caseload')),
    part_of VARCHAR NOT NULL                  -- the measure whose cases include all of this one's, or ''
);

CREATE TABLE dataset (
    dataset_id VARCHAR PRIMARY KEY,
    publisher VARCHAR NOT NULL,
    publication VARCHAR NOT NULL,
    table_name VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    published VARCHAR NOT NULL,
    retrieved VARCHAR NOT NULL,
    frequency VARCHAR NOT NULL,
    licence VARCHAR NOT NULL,
    attribution VARCHAR NOT NULL,
    strength VARCHAR NOT NULL
        CHECK (strength IN ('official_workbook', 'official_text', 'repository_copy',
                            'secondary_source', 'as_printed', 'computed')),
    sensitivity VARCHAR NOT NULL CHECK (sensitivity IN ('open', 'restricted')),
    disclosure_rule VARCHAR NOT NULL,         -- the publisher's rule: none, ndtms, hospital, ons_deaths, seed
    collection VARCHAR NOT NULL CHECK (collection IN ('current', 'bedford_jsna', 'essex_performance')),
    caveats VARCHAR NOT NULL,
    checksum VARCHAR NOT NULL,                -- sha256 of the room's own files
    row_count INTEGER NOT NULL CHECK (row_count >= 0)
);

CREATE TABLE observation (
    indicator_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    period_label VARCHAR NOT NULL,
    period_kind VARCHAR NOT NULL
        CHECK (period_kind IN ('calendar', 'financial', 'academic', 'quarter', 'rolling', 'pooled', 'other')),
    sex VARCHAR NOT NULL CHECK (sex IN ('Persons', 'Female', 'Male')),
    age VARCHAR NOT NULL,                     -- All ages, 15-64, 18+, ...
    breakdown_type VARCHAR NOT NULL,          -- '' for the headline figure; substance, ethnicity, ...
    breakdown VARCHAR NOT NULL,               -- '' for the headline figure
    numerator DOUBLE CHECK (numerator >= 0),
    denominator DOUBLE CHECK (denominator >= 0),
    value DOUBLE,
    lower95 DOUBLE,
    upper95 DOUBLE,
    lower998 DOUBLE,
    upper998 DOUBLE,
    limits_basis VARCHAR NOT NULL             -- sampling: narrower than an estimate is uncertain
        CHECK (limits_basis IN ('none', 'published', 'computed', 'sampling')),
    value_basis VARCHAR NOT NULL CHECK (value_basis IN ('published', 'computed', 'as_printed')),
    flag VARCHAR NOT NULL
        CHECK (flag IN ('', 'suppressed', 'withheld', 'unreliable', 'estimated', 'not_comparable',
                        'not_published', 'misprint', 'suspect')),
    vintage VARCHAR NOT NULL,                 -- '' or the method or edition, part of the key
    dataset_id VARCHAR NOT NULL,
    table_name VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    CHECK (period_end >= period_start),
    CHECK ((breakdown_type = '') = (breakdown = '')),
    CHECK (lower95 IS NULL OR value IS NULL OR lower95 <= value + 1e-9),
    CHECK (upper95 IS NULL OR value IS NULL OR upper95 >= value - 1e-9),
    CHECK (lower998 IS NULL OR lower95 IS NULL OR lower998 <= lower95 + 1e-9),
    CHECK (upper998 IS NULL OR upper95 IS NULL OR upper998 >= upper95 - 1e-9),
    CHECK ((limits_basis = 'none') = (lower95 IS NULL AND upper95 IS NULL)),
    CHECK (value IS NOT NULL OR flag IN ('suppressed', 'withheld', 'not_published', 'not_comparable'))
);

CREATE TABLE annotation (
    annotation_id VARCHAR PRIMARY KEY,
    indicator_id VARCHAR NOT NULL,            -- '' for all indicators
    area_code VARCHAR NOT NULL,               -- '' for all areas
    event_date DATE NOT NULL,
    kind VARCHAR NOT NULL
        CHECK (kind IN ('method break', 'provider change', 'boundary change', 'event')),
    label VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    breaks_series BOOLEAN NOT NULL,           -- values either side are never joined or tested together
    dataset_id VARCHAR NOT NULL
);

CREATE TABLE target (
    target_id VARCHAR PRIMARY KEY,
    indicator_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    period_label VARCHAR NOT NULL,            -- '' for every period
    breakdown VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    direction VARCHAR NOT NULL CHECK (direction IN ('at_least', 'at_most')),
    label VARCHAR NOT NULL,
    dataset_id VARCHAR NOT NULL,
    note VARCHAR NOT NULL
);

CREATE TABLE printed_finding (
    finding_id VARCHAR PRIMARY KEY,           -- what is wrong or open in a reference case, kept as printed
    collection VARCHAR NOT NULL,
    place VARCHAR NOT NULL,                   -- table and cell
    printed VARCHAR NOT NULL,
    follows VARCHAR NOT NULL,                 -- what follows from the inputs, recomputed
    kind VARCHAR NOT NULL CHECK (kind IN ('misprint', 'disclosive', 'suspect', 'unreconciled')),
    detail VARCHAR NOT NULL
);

CREATE TABLE snapshot (
    content_hash VARCHAR NOT NULL,            -- sha256 over every table's rows, independent of build time
    source_hash VARCHAR NOT NULL,             -- sha256 over data/ and queries/schema/
    schema_version INTEGER NOT NULL,
    built_at TIMESTAMP NOT NULL
);
