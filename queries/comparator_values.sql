-- purpose: every authority's figure for each of an area's latest headline figures
-- grain: one row per indicator, area, period, sex, age and vintage
-- params: area_code
-- returns: indicator_id, area_code, period_start, period_end, period_label, period_kind, sex, age, breakdown_type, breakdown, numerator, denominator, value, lower95, upper95, lower998, upper998, limits_basis, value_basis, flag, vintage, dataset_id, table_name, note
WITH own_figure AS (
    SELECT
        indicator_id,
        period_start,
        period_end,
        sex,
        age,
        vintage
    FROM latest
    WHERE area_code = $area_code AND breakdown_type = ''
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
INNER JOIN own_figure
    ON
        observation.indicator_id = own_figure.indicator_id
        AND observation.period_start = own_figure.period_start
        AND observation.period_end = own_figure.period_end
        AND observation.sex = own_figure.sex
        AND observation.age = own_figure.age
        AND observation.vintage = own_figure.vintage
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
