-- purpose: figures that stand in the catalogue more than once
-- grain: one row per repeated key
-- params: none
-- returns: indicator_id, area_code, period_start, period_end, sex, age, breakdown_type, breakdown, vintage
SELECT
    indicator_id,
    area_code,
    period_start,
    period_end,
    sex,
    age,
    breakdown_type,
    breakdown,
    vintage
FROM observation
GROUP BY
    indicator_id,
    area_code,
    period_start,
    period_end,
    sex,
    age,
    breakdown_type,
    breakdown,
    vintage
HAVING count(*) > 1
ORDER BY
    indicator_id,
    area_code,
    period_start,
    period_end,
    sex,
    age,
    breakdown_type,
    breakdown,
    vintage
