-- purpose: period labels that mean more than one span of days within an indicator
-- grain: one row per indicator and label
-- params: none
-- returns: source_file, source_sheet, source_line, found
SELECT
    any_value(source_file) AS source_file,
    any_value(source_sheet) AS source_sheet,
    min(source_line) AS source_line,
    concat_ws(', ', indicator_id, period_label) AS found
FROM incoming
GROUP BY indicator_id, period_label
HAVING count(DISTINCT (period_start, period_end)) > 1
ORDER BY indicator_id, period_label
