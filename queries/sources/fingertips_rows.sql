-- purpose: the rows of a Fingertips export with their cells read, in the order of the file
-- grain: one row per row of the export
-- params: none
-- returns: row_number, fingertips_id, area_code, area_type, sex, age, breakdown_type, breakdown, time_period, sortable, time_range, value_text, value, lower95, upper95, lower998, upper998, numerator, denominator, note, is_number, row_key
SELECT
    row_number() OVER () + 1 AS row_number,
    try_cast(trim(indicator_id) AS INTEGER) AS fingertips_id,
    trim(area_code) AS area_code,
    trim(area_type) AS area_type,
    CASE lower(trim(sex))
        WHEN 'male' THEN 'Male'
        WHEN 'female' THEN 'Female'
        ELSE 'Persons'
    END AS sex,
    trim(age) AS age,
    CASE WHEN coalesce(trim(category), '') = '' THEN '' ELSE coalesce(trim(category_type), '') END
        AS breakdown_type,
    CASE WHEN coalesce(trim(category_type), '') = '' THEN '' ELSE coalesce(trim(category), '') END
        AS breakdown,
    trim(time_period) AS time_period,
    coalesce(trim(sortable), '') AS sortable,
    coalesce(trim(time_range), '') AS time_range,
    trim(value) AS value_text,
    try_cast(trim(value) AS DOUBLE) AS value,
    try_cast(trim(lower95) AS DOUBLE) AS lower95,
    try_cast(trim(upper95) AS DOUBLE) AS upper95,
    try_cast(trim(lower998) AS DOUBLE) AS lower998,
    try_cast(trim(upper998) AS DOUBLE) AS upper998,
    try_cast(trim(count) AS DOUBLE) AS numerator,
    try_cast(trim(denominator) AS DOUBLE) AS denominator,
    coalesce(trim(value_note), '') AS note,
    (coalesce(trim(value), '') = '' OR coalesce(isfinite(try_cast(trim(value) AS DOUBLE)), false))
    AND (coalesce(trim(count), '') = '' OR coalesce(isfinite(try_cast(trim(count) AS DOUBLE)), false))
    AND (
        coalesce(trim(denominator), '') = ''
        OR coalesce(isfinite(try_cast(trim(denominator) AS DOUBLE)), false)
    ) AS is_number,
    hash(
        trim(indicator_id), trim(area_code), trim(sex), trim(age), trim(category_type),
        trim(category), trim(time_period), coalesce(trim(sortable), '')
    ) AS row_key
FROM export_rows
ORDER BY row_number
