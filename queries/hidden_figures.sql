-- purpose: values and counts that are hidden as small or withheld
-- grain: one row per hidden value or count
-- params: none
-- returns: figure
WITH numbers AS (
    SELECT
        indicator_id,
        area_code,
        period_start,
        period_end,
        sex,
        age,
        breakdown_type,
        breakdown,
        vintage,
        unnest(['value', 'count']) AS part,
        unnest([value, numerator]) AS number
    FROM observation
    WHERE flag IN ('suppressed', 'withheld')
)

SELECT
    number_key(
        indicator_id, area_code, period_start, period_end, sex, age, breakdown_type, breakdown,
        vintage, part
    ) AS figure
FROM numbers
WHERE number IS NULL
ORDER BY figure
