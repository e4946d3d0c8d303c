-- purpose: the numbers told in datasets that protect small numbers, are restricted or are one's own
-- grain: one row per dataset
-- params: none
-- returns: dataset_id, told
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
        unnest(['value', 'count', 'denominator']) AS part,
        unnest([value, numerator, denominator]) AS number
    FROM observation
)

SELECT
    dataset.dataset_id,
    -- Each number with what it is of. Digits beyond the ninth are arithmetic's, not a correction's.
    list(
        (
            hash(
                number_key(
                    numbers.indicator_id, numbers.area_code, numbers.period_start,
                    numbers.period_end, numbers.sex, numbers.age, numbers.breakdown_type,
                    numbers.breakdown, numbers.vintage, numbers.part
                ),
                printf('%.9g', numbers.number)
            ) >> 1
        )::BIGINT
    ) AS told
FROM dataset
INNER JOIN numbers
    ON dataset.dataset_id = numbers.dataset_id
WHERE
    numbers.number IS NOT NULL
    AND (
        dataset.disclosure_rule NOT IN ('', 'none')
        OR dataset.sensitivity = 'restricted'
        OR starts_with(dataset.dataset_id, 'own-')
    )
GROUP BY dataset.dataset_id
ORDER BY dataset.dataset_id
