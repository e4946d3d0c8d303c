-- purpose: ethnic groups of areas that do not exist
-- grain: one row per area
-- params: none
-- returns: area_code
SELECT DISTINCT area_ethnicity.area_code
FROM area_ethnicity
LEFT JOIN area ON area_ethnicity.area_code = area.area_code
WHERE area.area_code IS NULL
ORDER BY area_ethnicity.area_code
