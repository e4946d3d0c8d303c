-- purpose: the rows of a Fingertips export with their cells read, and what is wrong with each alone
-- grain: one row per row of the export, in the order of the file: a sort of a million would cost more than the reading
-- params: none
-- returns: fingertips_id, area_code, area_type, sex, age, breakdown_type, breakdown, time_period, sortable, time_range, value_text, value, lower95, upper95, lower998, upper998, numerator, denominator, note, row_fault, row_key
WITH cells AS (
    SELECT
        try_cast(trim(indicator_id) AS INTEGER) AS fingertips_id,
        trim(area_code) AS area_code,
        trim(area_type) AS area_type,
        lower(trim(sex)) AS sex,
        trim(age) AS age,
        coalesce(trim(category_type), '') AS category_type,
        coalesce(trim(category), '') AS category,
        trim(time_period) AS time_period,
        coalesce(trim(sortable), '') AS sortable,
        coalesce(trim(time_range), '') AS time_range,
        trim(value) AS value_text,
        trim(count) AS count_text,
        trim(denominator) AS denominator_text,
        try_cast(trim(value) AS DOUBLE) AS value,
        try_cast(trim(lower95) AS DOUBLE) AS lower95,
        try_cast(trim(upper95) AS DOUBLE) AS upper95,
        try_cast(trim(lower998) AS DOUBLE) AS lower998,
        try_cast(trim(upper998) AS DOUBLE) AS upper998,
        try_cast(trim(count) AS DOUBLE) AS numerator,
        try_cast(trim(denominator) AS DOUBLE) AS denominator,
        coalesce(trim(value_note), '') AS note,
        hash(
            trim(indicator_id), trim(area_code), lower(trim(sex)), trim(age),
            coalesce(trim(category_type), ''), coalesce(trim(category), ''), trim(time_period),
            coalesce(trim(sortable), '')
        ) AS row_key
    FROM export_rows
)

SELECT
    fingertips_id,
    area_code,
    area_type,
    CASE sex WHEN 'male' THEN 'Male' WHEN 'female' THEN 'Female' ELSE 'Persons' END AS sex,
    age,
    CASE WHEN category = '' THEN '' ELSE category_type END AS breakdown_type,
    CASE WHEN category_type = '' THEN '' ELSE category END AS breakdown,
    time_period,
    sortable,
    time_range,
    value_text,
    value,
    lower95,
    upper95,
    lower998,
    upper998,
    numerator,
    denominator,
    note,
    CASE
        WHEN fingertips_id IS NULL THEN 'no indicator ID'
        WHEN NOT regexp_full_match(coalesce(area_code, ''), '[A-Z]\d{8}|[A-Za-z0-9_\- ]{2,40}')
            THEN 'no area code'
        WHEN NOT regexp_full_match(area_code, '(E06|E08|E09|E10|E12|E92)\d{6}')
            THEN 'area type not held'
        WHEN
            (coalesce(value_text, '') <> '' AND NOT coalesce(isfinite(value), false))
            OR (coalesce(count_text, '') <> '' AND NOT coalesce(isfinite(numerator), false))
            OR (coalesce(denominator_text, '') <> '' AND NOT coalesce(isfinite(denominator), false))
            THEN 'not a number'
        WHEN numerator < 0 OR denominator < 0 THEN 'negative count'
        WHEN coalesce(time_period, '') = '' THEN 'no period'
        ELSE ''
    END AS row_fault,
    row_key
FROM cells
