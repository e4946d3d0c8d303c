-- purpose: values and counts that are hidden as small or withheld
-- grain: one row per hidden value or count
-- params: none
-- returns: figure_key
WITH hidden AS (
    SELECT
        numerator,
        value,
        concat_ws(
            '|', indicator_id, area_code, period_start, period_end, sex, age, breakdown_type,
            breakdown, vintage
        ) AS figure_key
    FROM observation
    WHERE flag IN ('suppressed', 'withheld')
),

parts AS (
    SELECT concat(figure_key, '|value') AS figure_key
    FROM hidden
    WHERE value IS NULL
    UNION ALL
    SELECT concat(figure_key, '|count') AS figure_key
    FROM hidden
    WHERE numerator IS NULL
)

SELECT figure_key
FROM parts
ORDER BY figure_key
