-- purpose: imported figures that stand more than once
-- grain: one row per repeated figure, the first excepted
-- params: none
-- returns: row_id, source_file, source_sheet, source_line, found
WITH repeated AS (
    SELECT
        series_id,
        period_start,
        period_end,
        min(row_id) AS first_row
    FROM incoming
    GROUP BY series_id, period_start, period_end
    HAVING count(*) > 1
)

SELECT
    incoming.row_id,
    incoming.source_file,
    incoming.source_sheet,
    incoming.source_line,
    concat_ws(
        ', ',
        incoming.indicator_id,
        incoming.area_code,
        incoming.period_label,
        incoming.sex,
        incoming.age,
        incoming.breakdown
    ) AS found
FROM incoming
INNER JOIN repeated
    ON
        incoming.series_id = repeated.series_id
        AND incoming.period_start = repeated.period_start
        AND incoming.period_end = repeated.period_end
WHERE incoming.row_id > repeated.first_row
ORDER BY incoming.source_file, incoming.source_sheet, incoming.source_line, incoming.row_id
