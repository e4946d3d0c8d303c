-- purpose: headline figures of every upper-tier authority at each indicator's named periods
-- grain: one row per indicator, area, period, sex, age and vintage
-- params: indicator_ids, period_starts, period_ends
-- returns: indicator_id, area_code, period_start, period_end, period_label, period_kind, sex, age, breakdown_type, breakdown, numerator, denominator, value, lower95, upper95, lower998, upper998, limits_basis, value_basis, flag, vintage, dataset_id, table_name, note
WITH wanted_period AS (
    SELECT DISTINCT
        unnest($indicator_ids) AS indicator_id,
        unnest($period_starts)::DATE AS period_start,
        unnest($period_ends)::DATE AS period_end
)

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
INNER JOIN wanted_period
    ON
        observation.indicator_id = wanted_period.indicator_id
        AND observation.period_start = wanted_period.period_start
        AND observation.period_end = wanted_period.period_end
INNER JOIN area ON observation.area_code = area.area_code
WHERE observation.breakdown_type = '' AND area.level = 'upper_tier'
ORDER BY
    observation.indicator_id,
    observation.area_code,
    observation.period_start,
    observation.period_end,
    observation.sex,
    observation.age,
    observation.vintage
