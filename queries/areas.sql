-- purpose: every area of the snapshot
-- grain: one row per area
-- params: none
-- returns: area_code, name, level, authority_type, region_code, police_force_code, valid_from, valid_to, latitude, longitude, easting, northing, imd2019_score, imd2025_score, note
SELECT
    area_code,
    name,
    level,
    authority_type,
    region_code,
    police_force_code,
    valid_from,
    valid_to,
    latitude,
    longitude,
    easting,
    northing,
    imd2019_score,
    imd2025_score,
    note
FROM area
ORDER BY area_code
