-- purpose: periods for which an indicator has headline figures, and for how many authorities
-- grain: one row per period, sex, age and vintage
-- params: indicator_id
-- returns: period_start, period_end, period_label, period_kind, sex, age, vintage, areas, authorities_with_value
SELECT
    observation.period_start,
    observation.period_end,
    any_value(observation.period_label) AS period_label,
    any_value(observation.period_kind) AS period_kind,
    observation.sex,
    observation.age,
    observation.vintage,
    count(*) AS areas,
    count(observation.value) FILTER (WHERE area.level = 'upper_tier') AS authorities_with_value
FROM observation
INNER JOIN area ON observation.area_code = area.area_code
WHERE observation.indicator_id = $indicator_id AND observation.breakdown_type = ''
GROUP BY
    observation.period_start,
    observation.period_end,
    observation.sex,
    observation.age,
    observation.vintage
ORDER BY
    observation.period_end DESC,
    observation.period_start DESC,
    observation.sex,
    observation.age,
    observation.vintage
