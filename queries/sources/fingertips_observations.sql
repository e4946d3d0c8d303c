-- purpose: the figures of a Fingertips export in the columns of the catalogue
-- grain: one row per indicator, area, period, sex, age and category
-- params: file_name, first_row, last_row
-- returns: indicator_id, area_code, period_start, period_end, period_label, period_kind, sex, age, breakdown_type, breakdown, numerator, denominator, value, lower95, upper95, lower998, upper998, limits_basis, value_basis, flag, vintage, table_name, note, source_file, source_sheet, source_line
WITH bounded AS (
    SELECT
        judged_rows.row_number,
        judged_rows.fingertips_id,
        judged_rows.area_code,
        judged_rows.sex,
        judged_rows.breakdown_type,
        judged_rows.breakdown,
        judged_rows.numerator,
        judged_rows.denominator,
        judged_rows.value,
        judged_rows.note,
        judged_rows.time_period,
        judged_rows.sortable,
        judged_rows.time_range,
        regexp_replace(
            regexp_replace(coalesce(judged_rows.age, ''), '\s*(yrs|years)$', ''), '^<\s*', 'Under '
        ) AS age,
        coalesce(lower95 <= value AND upper95 >= value, false) AS has95,
        coalesce(
            lower998 <= value AND upper998 >= value
            AND (lower95 IS NULL OR lower998 <= lower95) AND (upper95 IS NULL OR upper998 >= upper95),
            false
        ) AS has998,
        lower95,
        upper95,
        lower998,
        upper998
    FROM judged_rows
    WHERE judged_rows.reason = '' AND judged_rows.row_number BETWEEN $first_row AND $last_row
)

SELECT
    known_indicators.indicator_id,
    coalesce(same_areas.own_code, bounded.area_code) AS area_code,
    known_periods.period_start,
    known_periods.period_end,
    known_periods.period_label,
    known_periods.period_kind,
    bounded.sex,
    CASE WHEN bounded.age = '' THEN 'All ages' ELSE bounded.age END AS age,
    bounded.breakdown_type,
    bounded.breakdown,
    bounded.numerator,
    bounded.denominator,
    bounded.value,
    CASE WHEN has95 THEN lower95 END AS lower95,
    CASE WHEN has95 THEN upper95 END AS upper95,
    CASE WHEN has95 AND has998 THEN lower998 END AS lower998,
    CASE WHEN has95 AND has998 THEN upper998 END AS upper998,
    CASE WHEN has95 THEN 'published' ELSE 'none' END AS limits_basis,
    'published' AS value_basis,
    CASE
        WHEN bounded.value IS NOT NULL THEN known_indicators.flag
        WHEN bounded.note ILIKE '%suppress%' OR bounded.note ILIKE '%disclos%' THEN 'suppressed'
        WHEN bounded.note ILIKE '%small%' OR bounded.note ILIKE '%too few%' THEN 'withheld'
        ELSE 'not_published'
    END AS flag,
    '' AS vintage,
    known_indicators.table_name,
    CASE
        WHEN bounded.value IS NULL AND bounded.note = '' THEN 'The export gives no value and no reason.'
        WHEN same_areas.own_code IS NOT NULL AND bounded.note = ''
            THEN 'Published under code ' || bounded.area_code || ', which covers the same area.'
        ELSE bounded.note
    END AS note,
    $file_name AS source_file,
    '' AS source_sheet,
    bounded.row_number AS source_line
FROM bounded
INNER JOIN known_indicators ON bounded.fingertips_id = known_indicators.fingertips_id
INNER JOIN known_periods
    ON
        bounded.time_period = known_periods.time_period
        AND bounded.sortable = known_periods.sortable
        AND bounded.time_range = known_periods.time_range
LEFT JOIN same_areas ON bounded.area_code = same_areas.other_code
ORDER BY bounded.row_number
