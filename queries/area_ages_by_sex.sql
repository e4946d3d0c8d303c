-- purpose: people of chosen areas by sex and band of age
-- grain: one row per area, reference, sex and band
-- params: area_codes
-- returns: area_code, reference, year, sex, age_from, age_to, people, dataset_id
SELECT
    area_code,
    reference,
    year,
    sex,
    age_from,
    age_to,
    people,
    dataset_id
FROM area_age_sex
WHERE area_code = ANY($area_codes)
ORDER BY area_code, reference, sex, age_from
