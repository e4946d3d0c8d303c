-- purpose: every figure of a reference case, breakdowns included
-- grain: one row per indicator, area, period, sex, age, breakdown and vintage
-- params: collection
-- returns: indicator_id, area_code, period_start, period_end, period_label, period_kind, sex, age, breakdown_type, breakdown, numerator, denominator, value, lower95, upper95, lower998, upper998, limits_basis, value_basis, flag, vintage, dataset_id, table_name, note
SELECT
    observation.indicator_id,
    observation.area_code,
    observation.period_start,
    observation.period_end,
    observation.period_label,
    observation.period_kind,
    observation.sex,
    observation.age,
    observation.breakdown_type,
    observation.breakdown,
    observation.numerator,
    observation.denominator,
    observation.value,
    observation.lower95,
    observation.upper95,
    observation.lower998,
    observation.upper998,
    observation.limits_basis,
    observation.value_basis,
    observation.flag,
    observation.vintage,
    observation.dataset_id,
    observation.table_name,
    observation.note
FROM observation
INNER JOIN indicator ON observation.indicator_id = indicator.indicator_id
WHERE indicator.collection = $collection
ORDER BY
    observation.indicator_id,
    observation.area_code,
    observation.period_start,
    observation.period_end,
    observation.sex,
    observation.age,
    observation.breakdown_type,
    observation.breakdown,
    observation.vintage
