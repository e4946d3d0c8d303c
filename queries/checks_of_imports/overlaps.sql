-- purpose: indicators with periods that overlap without being rolling or pooled
-- grain: one row per indicator
-- params: none
-- returns: source_file, source_sheet, source_line, found
WITH periods AS (
    SELECT
        indicator_id,
        period_start,
        period_end,
        period_label,
        any_value(source_file) AS source_file,
        any_value(source_sheet) AS source_sheet,
        min(source_line) AS source_line
    FROM incoming
    WHERE period_kind NOT IN ('rolling', 'pooled')
    GROUP BY indicator_id, period_start, period_end, period_label
),

neighbours AS (
    SELECT
        indicator_id,
        period_start,
        period_label,
        source_file,
        source_sheet,
        source_line,
        lag(period_end) OVER (
            PARTITION BY indicator_id ORDER BY period_start, period_end
        ) AS last_end,
        lag(period_label) OVER (
            PARTITION BY indicator_id ORDER BY period_start, period_end
        ) AS last_label
    FROM periods
)

SELECT
    any_value(source_file) AS source_file,
    any_value(source_sheet) AS source_sheet,
    min(source_line) AS source_line,
    concat(indicator_id, ': ', min(last_label), ' and ', min(period_label)) AS found
FROM neighbours
WHERE last_end >= period_start
GROUP BY indicator_id
ORDER BY indicator_id
