-- purpose: ages by sex of areas that do not exist
-- grain: one row per area
-- params: none
-- returns: area_code
SELECT DISTINCT area_age_sex.area_code
FROM area_age_sex
LEFT JOIN area ON area_age_sex.area_code = area.area_code
WHERE area.area_code IS NULL
ORDER BY area_age_sex.area_code
