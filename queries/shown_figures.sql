-- purpose: which of some values and counts are to be seen, and in which dataset
-- grain: one row per value or count
-- params: figures
-- returns: dataset_id, figure
WITH numbers AS (
    SELECT
        dataset_id,
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
),

shown AS (
    SELECT
        dataset_id,
        number_key(
            indicator_id, area_code, period_start, period_end, sex, age, breakdown_type, breakdown,
            vintage, part
        ) AS figure
    FROM numbers
    WHERE number IS NOT NULL
)

SELECT
    shown.dataset_id,
    shown.figure
FROM shown
-- Not `= ANY`, which looks through the whole list for every figure.
INNER JOIN (SELECT unnest($figures::BIGINT []) AS figure) AS asked
    ON shown.figure = asked.figure
ORDER BY shown.figure
