-- purpose: areas that lie in a region or a police force that does not exist
-- grain: one row per area
-- params: none
-- returns: area_code, region_code, police_force_code
SELECT
    area.area_code,
    area.region_code,
    area.police_force_code
FROM area
LEFT JOIN area AS region
    ON area.region_code = region.area_code AND region.level = 'region'
LEFT JOIN area AS police
    ON area.police_force_code = police.area_code AND police.level = 'police_force'
WHERE
    (area.region_code <> '' AND region.area_code IS NULL)
    OR (area.police_force_code <> '' AND police.area_code IS NULL)
ORDER BY area.area_code
