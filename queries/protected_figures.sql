-- purpose: values and counts to be seen in datasets that protect small numbers or are one's own
-- grain: one row per value or count
-- params: none
-- returns: dataset_id, figure_key
WITH figures AS (
    SELECT
        observation.dataset_id,
        observation.numerator,
        observation.value,
        concat_ws(
            '|', observation.indicator_id, observation.area_code, observation.period_start,
            observation.period_end, observation.sex, observation.age,
            observation.breakdown_type, observation.breakdown, observation.vintage
        ) AS figure_key
    FROM observation
    INNER JOIN dataset ON observation.dataset_id = dataset.dataset_id
    WHERE dataset.disclosure_rule <> 'none' OR starts_with(dataset.dataset_id, 'own-')
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
ORDER BY dataset_id, figure_key
