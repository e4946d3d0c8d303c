-- purpose: which of some values and counts are to be seen, and in which dataset
-- grain: one row per value or count
-- params: figure_keys
-- returns: dataset_id, figure_key
WITH figures AS (
    SELECT
        dataset_id,
        numerator,
        value,
        concat_ws(
            '|', indicator_id, area_code, period_start, period_end, sex, age, breakdown_type,
            breakdown, vintage
        ) AS figure_key
    FROM observation
),

shown AS (
    SELECT
        dataset_id,
        concat(figure_key, '|value') AS figure_key
    FROM figures
    WHERE value IS NOT NULL
    UNION ALL
    SELECT
        dataset_id,
        concat(figure_key, '|count') AS figure_key
    FROM figures
    WHERE numerator IS NOT NULL
)

SELECT
    dataset_id,
    figure_key
FROM shown
WHERE figure_key = ANY($figure_keys)
ORDER BY figure_key
