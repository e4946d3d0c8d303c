-- purpose: the rows of a Fingertips export with the reason for leaving each out, empty to keep it
-- grain: one row per row of the export
-- params: none
-- returns: row_number, reason, fingertips_id, area_code, area_type, time_period, sortable, time_range, sex, age, breakdown_type, breakdown, value_text, value, lower95, upper95, lower998, upper998, numerator, denominator, note
WITH repeated_keys AS (
    SELECT row_key
    FROM read_rows
    GROUP BY row_key
    HAVING count(*) > 1
),

repeats AS (
    SELECT
        row_number,
        row_number() OVER same_figure AS position,
        value IS NOT DISTINCT FROM first_value(value) OVER same_figure AS is_same
    FROM read_rows
    WHERE row_key IN (SELECT row_key FROM repeated_keys)
    WINDOW same_figure AS (
        PARTITION BY
            fingertips_id, area_code, sex, age, breakdown_type, breakdown, time_period, sortable
        ORDER BY row_number
    )
)

SELECT
    read_rows.row_number,
    CASE
        WHEN read_rows.fingertips_id IS NULL THEN 'no indicator ID'
        WHEN NOT regexp_full_match(coalesce(area_code, ''), '[A-Z]\d{8}|[A-Za-z0-9_\- ]{2,40}')
            THEN 'no area code'
        WHEN NOT regexp_full_match(area_code, '(E06|E08|E09|E10|E12|E92)\d{6}')
            THEN 'area type not held'
        WHEN NOT is_number THEN 'not a number'
        WHEN numerator < 0 OR denominator < 0 THEN 'negative count'
        WHEN coalesce(time_period, '') = '' THEN 'no period'
        WHEN position > 1 AND is_same THEN 'repeated row'
        WHEN position > 1 THEN 'two values'
        ELSE ''
    END AS reason,
    fingertips_id,
    area_code,
    area_type,
    time_period,
    sortable,
    time_range,
    sex,
    age,
    breakdown_type,
    breakdown,
    value_text,
    value,
    lower95,
    upper95,
    lower998,
    upper998,
    numerator,
    denominator,
    note
FROM read_rows
LEFT JOIN repeats ON read_rows.row_number = repeats.row_number
ORDER BY read_rows.row_number
