-- purpose: the usable rows of a Fingertips export that give a figure which an earlier one gives
-- grain: one row per repeated row, the first of each figure left out
-- params: none
-- returns: row_number, fault
WITH repeated_keys AS (
    SELECT row_key
    FROM read_rows
    WHERE row_fault = ''
    GROUP BY row_key
    HAVING count(*) > 1
),

repeats AS (
    SELECT
        row_number,
        row_number() OVER same_figure AS position,
        value IS NOT DISTINCT FROM first_value(value) OVER same_figure AS is_same
    FROM read_rows
    WHERE row_fault = '' AND row_key IN (SELECT row_key FROM repeated_keys)
    WINDOW same_figure AS (
        PARTITION BY
            fingertips_id, area_code, sex, age, breakdown_type, breakdown, time_period, sortable
        ORDER BY row_number
    )
)

SELECT
    row_number,
    CASE WHEN is_same THEN 'repeated row' ELSE 'two values' END AS fault
FROM repeats
WHERE position > 1
ORDER BY row_number
