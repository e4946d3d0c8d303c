-- purpose: headline figures of every area at one period
-- grain: one row per area
-- params: indicator_id, period_start, period_end, sex, age, vintage
-- returns: indicator_id, area_code, period_start, period_end, period_label, period_kind, sex, age, breakdown_type, breakdown, numerator, denominator, value, lower95, upper95, lower998, upper998, limits_basis, value_basis, flag, vintage, dataset_id, table_name, note
SELECT
    indicator_id,
    area_code,
    period_start,
    period_end,
    period_label,
    period_kind,
    sex,
    age,
    breakdown_type,
    breakdown,
    numerator,
    denominator,
    value,
    lower95,
    upper95,
    lower998,
    upper998,
    limits_basis,
    value_basis,
    flag,
    vintage,
    dataset_id,
    table_name,
    note
FROM observation
WHERE
    indicator_id = $indicator_id
    AND period_start = $period_start
    AND period_end = $period_end
    AND sex = $sex
    AND age = $age
    AND vintage = $vintage
    AND breakdown_type = ''
ORDER BY
    indicator_id,
    area_code,
    period_start,
    period_end,
    sex,
    age,
    vintage
