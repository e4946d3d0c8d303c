-- purpose: published values that do not follow from their numerator and denominator
-- grain: one row per figure
-- params: none
-- returns: indicator_id, area_code, period_start, period_end, sex, age, breakdown_type, breakdown, vintage, value, numerator, denominator
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
    observation.value,
    observation.numerator,
    observation.denominator
FROM observation
INNER JOIN indicator ON observation.indicator_id = indicator.indicator_id
WHERE
    indicator.value_kind IN ('proportion', 'crude_rate', 'money_rate')
    AND observation.denominator > 0
    AND observation.flag NOT IN ('misprint', 'suspect')
    -- One unit of the last place shown: publishers round the value, and often the parts too.
    AND abs(
        observation.value
        - observation.numerator / observation.denominator * indicator.multiplier
    ) > pow(10, -indicator.decimals) + 1e-9
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
