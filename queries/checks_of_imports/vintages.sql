-- purpose: indicators whose figures are of several methods or editions
-- grain: one row per indicator
-- params: none
-- returns: source_file, source_sheet, source_line, found
SELECT
    any_value(source_file) AS source_file,
    any_value(source_sheet) AS source_sheet,
    min(source_line) AS source_line,
    concat(indicator_id, ': ', string_agg(DISTINCT vintage, ' | ' ORDER BY vintage)) AS found
FROM incoming
GROUP BY indicator_id
HAVING count(DISTINCT vintage) > 1
ORDER BY indicator_id
