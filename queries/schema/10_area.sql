-- Places, how they changed, who lives there, and the groups they are compared in.

CREATE TABLE area (
    area_code VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    level VARCHAR NOT NULL
        CHECK (level IN ('country', 'region', 'upper_tier', 'police_force', 'partnership', 'legacy')),
    authority_type VARCHAR NOT NULL,          -- '' or Unitary authority, London borough, ...
    region_code VARCHAR NOT NULL,             -- '' where it lies in none
    police_force_code VARCHAR NOT NULL,       -- '' where it lies in none
    valid_from DATE,
    valid_to DATE,
    latitude DOUBLE,
    longitude DOUBLE,
    easting DOUBLE,
    northing DOUBLE,
    imd2019_score DOUBLE,
    imd2025_score DOUBLE,
    note VARCHAR NOT NULL,
    CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)
);

CREATE TABLE area_change (
    old_code VARCHAR NOT NULL,
    old_name VARCHAR NOT NULL,
    new_code VARCHAR NOT NULL,                -- '' where a code ended without a single successor
    new_name VARCHAR NOT NULL,
    change VARCHAR NOT NULL,                  -- merger, recode, successor, combined in publication, ...
    effective VARCHAR NOT NULL,               -- as published, for example April 2023
    combining_rule VARCHAR NOT NULL,          -- sum of members, identical area, part of ..., ''
    note VARCHAR NOT NULL,
    dataset_id VARCHAR NOT NULL,
    PRIMARY KEY (old_code, new_code, change)
);

CREATE TABLE area_population (
    area_code VARCHAR NOT NULL,
    reference VARCHAR NOT NULL,               -- mid-2020, census-2021, mid-2022
    year INTEGER NOT NULL,
    age VARCHAR NOT NULL,                     -- All ages, 15-64, 16-59, 18+
    persons BIGINT NOT NULL CHECK (persons >= 0),
    dataset_id VARCHAR NOT NULL,
    PRIMARY KEY (area_code, reference, age)
);

CREATE TABLE area_age_sex (
    area_code VARCHAR NOT NULL,
    reference VARCHAR NOT NULL,               -- mid-2022
    year INTEGER NOT NULL,
    sex VARCHAR NOT NULL CHECK (sex IN ('Female', 'Male')),
    age_from INTEGER NOT NULL CHECK (age_from >= 0),
    age_to INTEGER CHECK (age_to >= age_from), -- NULL for the oldest, which has no end
    people BIGINT NOT NULL CHECK (people >= 0),
    dataset_id VARCHAR NOT NULL,
    PRIMARY KEY (area_code, reference, sex, age_from)
);

CREATE TABLE area_ethnicity (
    area_code VARCHAR NOT NULL,
    reference VARCHAR NOT NULL,               -- census-2011, census-2021
    ethnic_group VARCHAR NOT NULL,
    people BIGINT,                            -- NULL where only the share is held
    share_percent DOUBLE CHECK (share_percent BETWEEN 0 AND 100),
    dataset_id VARCHAR NOT NULL,
    PRIMARY KEY (area_code, reference, ethnic_group)
);

CREATE TABLE group_scheme (
    scheme VARCHAR PRIMARY KEY,               -- region, dfe, ons_global, ..., imd2025
    name VARCHAR NOT NULL,
    description VARCHAR NOT NULL,
    warning VARCHAR NOT NULL,                 -- the publisher's own limits, shown wherever it is used
    dataset_id VARCHAR NOT NULL
);

CREATE TABLE area_group_member (
    scheme VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,                -- region code, decile number, cluster letter, or the owner's code
    group_name VARCHAR NOT NULL,
    owner_code VARCHAR NOT NULL,              -- the area whose neighbours these are; '' for shared groups
    area_code VARCHAR NOT NULL,
    rank INTEGER,                             -- 1 = most alike; NULL for shared groups
    closeness VARCHAR NOT NULL,
    PRIMARY KEY (scheme, group_id, area_code)
);

CREATE TABLE area_hexagon (
    area_code VARCHAR PRIMARY KEY,
    q INTEGER NOT NULL,
    r INTEGER NOT NULL,
    x DOUBLE NOT NULL,
    y DOUBLE NOT NULL
);
