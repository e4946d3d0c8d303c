-- purpose: headline figures of every upper-tier authority over time
-- grain: one row per area, period, age and vintage
-- params: indicator_id, sex
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
INNER JOIN area ON observation.area_code = area.area_code
WHERE
    observation.indicator_id = $indicator_id
    AND observation.sex = $sex
    AND observation.breakdown_type = ''
    AND area.level = 'upper_tier'
ORDER BY
    observation.indicator_id,
    observation.area_code,
    observation.period_start,
    observation.period_end,
    observation.sex,
    observation.age,
    observation.vintage
