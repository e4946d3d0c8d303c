-- purpose: counts of persons that are not the sum of females and males
-- grain: one row per figure of persons
-- params: none
-- returns: source_file, source_sheet, source_line, found
WITH sexes AS (
    SELECT
        people_id,
        min(row_id) FILTER (WHERE sex = 'Persons') AS row_id,
        sum(numerator) FILTER (WHERE sex = 'Persons') AS persons,
        sum(numerator) FILTER (WHERE sex <> 'Persons') AS parts,
        count(numerator) FILTER (WHERE sex <> 'Persons') AS part_count,
        bool_and(numerator % 5 = 0) AS is_rounded
    FROM incoming
    GROUP BY people_id
)

SELECT
    incoming.source_file,
    incoming.source_sheet,
    incoming.source_line,
    concat(sexes.persons, ' persons; females and males make ', sexes.parts) AS found
FROM sexes
INNER JOIN incoming ON sexes.row_id = incoming.row_id
WHERE
    sexes.part_count = 2
    -- Three numbers to the nearest 5 may each be 2.5 off.
    AND abs(sexes.persons - sexes.parts) > CASE WHEN sexes.is_rounded THEN 7.5 ELSE 0 END
ORDER BY
    incoming.source_file,
    incoming.source_sheet,
    incoming.source_line,
    incoming.indicator_id,
    incoming.area_code,
    incoming.period_start
