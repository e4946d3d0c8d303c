-- purpose: ethnic groups of chosen areas
-- grain: one row per area, reference and ethnic group
-- params: area_codes
-- returns: area_code, reference, ethnic_group, people, share_percent, dataset_id
SELECT
    area_code,
    reference,
    ethnic_group,
    people,
    share_percent,
    dataset_id
FROM area_ethnicity
WHERE area_code = ANY($area_codes)
ORDER BY area_code, reference, ethnic_group
