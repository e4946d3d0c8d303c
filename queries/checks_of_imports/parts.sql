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
        count(*) AS part_count,
        bool_and(numerator % 5 = 0) AS is_rounded,
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
LEFT JOIN overlapping_parts
    ON
        totals.indicator_id = overlapping_parts.indicator_id
        AND parts.breakdown_type = overlapping_parts.breakdown_type
WHERE
    parts.largest > totals.numerator
    -- Where all are rounded to 5 each may be 2.5 off.
    OR (
        parts.is_complete
        AND overlapping_parts.indicator_id IS NULL
        AND abs(parts.parts - totals.numerator)
        > CASE WHEN parts.is_rounded AND totals.numerator % 5 = 0 THEN 2.5 * (parts.part_count + 1) ELSE 0 END
    )
ORDER BY
    totals.source_file,
    totals.source_sheet,
    totals.source_line,
    parts.breakdown_type
