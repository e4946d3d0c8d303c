-- purpose: proportions whose numerator is above their denominator, unless printed in error
-- grain: one row per figure
-- params: none
-- returns: indicator_id, area_code, period_start, period_end, sex, age, breakdown_type, breakdown, vintage, numerator, denominator
SELECT
    observation.indicator_id,
    observation.area_code,
    observation.period_start,
    observation.period_end,
    observation.sex,
    observation.age,
    observation.breakdown_type,
    observation.breakdown,
    observation.vintage,
    observation.numerator,
    observation.denominator
FROM observation
INNER JOIN indicator ON observation.indicator_id = indicator.indicator_id
WHERE
    indicator.value_kind = 'proportion'
    AND observation.numerator > observation.denominator
    AND observation.flag NOT IN ('misprint', 'suspect')
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
