-- purpose: imported figures that stand more than once
-- grain: one row per repeated figure, the first excepted
-- params: none
-- returns: row_id, source_file, source_sheet, source_line, found
WITH repeated AS (
    SELECT
        figure_id,
        min(row_id) AS first_row
    FROM incoming
    GROUP BY figure_id
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
INNER JOIN repeated ON incoming.figure_id = repeated.figure_id
WHERE incoming.row_id > repeated.first_row
ORDER BY incoming.source_file, incoming.source_sheet, incoming.source_line, incoming.row_id
