-- purpose: the newest headline figures of a country, all persons, current indicators
-- grain: one row per indicator, country, age and vintage
-- params: area_codes
-- returns: indicator_id, area_code, period_start, period_end, period_label, period_kind, sex, age, breakdown_type, breakdown, numerator, denominator, value, lower95, upper95, lower998, upper998, limits_basis, value_basis, flag, vintage, dataset_id, table_name, note
SELECT
    latest.indicator_id,
    latest.area_code,
    latest.period_start,
    latest.period_end,
    latest.period_label,
    latest.period_kind,
    latest.sex,
    latest.age,
    latest.breakdown_type,
    latest.breakdown,
    latest.numerator,
    latest.denominator,
    latest.value,
    latest.lower95,
    latest.upper95,
    latest.lower998,
    latest.upper998,
    latest.limits_basis,
    latest.value_basis,
    latest.flag,
    latest.vintage,
    latest.dataset_id,
    latest.table_name,
    latest.note
FROM latest
INNER JOIN indicator ON latest.indicator_id = indicator.indicator_id
WHERE
    latest.area_code = ANY($area_codes)
    AND latest.sex = 'Persons'
    AND latest.breakdown_type = ''
    AND indicator.collection = 'current'
ORDER BY
    latest.indicator_id,
    latest.area_code,
    latest.period_start,
    latest.period_end,
    latest.sex,
    latest.age,
    latest.vintage
