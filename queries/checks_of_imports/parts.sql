-- purpose: totals that are smaller than one of their parts, or not the sum of parts named by a total
-- grain: one row per total
-- params: none
-- returns: source_file, source_sheet, source_line, found
WITH totals AS (
    SELECT
        indicator_id,
        area_code,
        period_start,
        period_end,
        sex,
        age,
        vintage,
        numerator,
        source_file,
        source_sheet,
        source_line
    FROM incoming
    WHERE breakdown = '' AND numerator IS NOT NULL
),

parts AS (
    SELECT
        indicator_id,
        area_code,
        period_start,
        period_end,
        sex,
        age,
        vintage,
        breakdown_type,
        sum(numerator) AS parts,
        max(numerator) AS largest,
        bool_and(numerator IS NOT NULL) AS is_complete
    FROM incoming
    WHERE breakdown <> ''
    GROUP BY
        indicator_id,
        area_code,
        period_start,
        period_end,
        sex,
        age,
        vintage,
        breakdown_type
)

SELECT
    totals.source_file,
    totals.source_sheet,
    totals.source_line,
    concat(totals.numerator, ' in all; by ', parts.breakdown_type, ' ', parts.parts) AS found
FROM totals
INNER JOIN parts
    USING (indicator_id, area_code, period_start, period_end, sex, age, vintage)
WHERE
    parts.largest > totals.numerator
    OR (parts.is_complete AND parts.parts <> totals.numerator)
ORDER BY
    totals.source_file,
    totals.source_sheet,
    totals.source_line,
    parts.breakdown_type
