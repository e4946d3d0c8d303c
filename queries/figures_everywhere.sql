-- purpose: every figure of several indicators, breakdowns included, wherever it is held
-- grain: one row per indicator, area, period, sex, age, breakdown and vintage
-- params: indicator_ids
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
WHERE indicator_id = ANY($indicator_ids)
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
