-- purpose: populations of areas that do not exist
-- grain: one row per area
-- params: none
-- returns: area_code
SELECT DISTINCT area_population.area_code
FROM area_population
LEFT JOIN area ON area_population.area_code = area.area_code
WHERE area.area_code IS NULL
ORDER BY area_population.area_code
