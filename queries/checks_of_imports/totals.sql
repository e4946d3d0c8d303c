-- purpose: counts of persons that are not the sum of females and males
-- grain: one row per figure of persons
-- params: none
-- returns: source_file, source_sheet, source_line, found
WITH sexes AS (
    SELECT
        indicator_id,
        area_code,
        period_start,
        period_end,
        age,
        breakdown_type,
        breakdown,
        vintage,
        any_value(source_file) AS source_file,
        any_value(source_sheet) AS source_sheet,
        min(source_line) FILTER (WHERE sex = 'Persons') AS source_line,
        sum(numerator) FILTER (WHERE sex = 'Persons') AS persons,
        sum(numerator) FILTER (WHERE sex <> 'Persons') AS parts,
        count(numerator) FILTER (WHERE sex <> 'Persons') AS part_count,
        bool_and(numerator % 5 = 0) AS is_rounded
    FROM incoming
    GROUP BY
        indicator_id,
        area_code,
        period_start,
        period_end,
        age,
        breakdown_type,
        breakdown,
        vintage
)

SELECT
    source_file,
    source_sheet,
    source_line,
    concat(persons, ' persons; females and males make ', parts) AS found
FROM sexes
WHERE
    part_count = 2
    -- Three numbers to the nearest 5 may each be 2.5 off.
    AND abs(persons - parts) > CASE WHEN is_rounded THEN 7.5 ELSE 0 END
ORDER BY source_file, source_sheet, source_line, indicator_id, area_code, period_start
