-- purpose: populations of chosen areas
-- grain: one row per area, reference and age
-- params: area_codes
-- returns: area_code, reference, year, age, persons, dataset_id
SELECT
    area_code,
    reference,
    year,
    age,
    persons,
    dataset_id
FROM area_population
WHERE area_code = ANY($area_codes)
ORDER BY area_code, reference, age
