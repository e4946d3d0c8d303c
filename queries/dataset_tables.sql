-- purpose: tables behind each indicator, with the span of their figures
-- grain: one row per dataset, indicator and table
-- params: none
-- returns: dataset_id, indicator_id, table_name, first_period_start, last_period_end, figures
SELECT
    dataset_id,
    indicator_id,
    table_name,
    min(period_start) AS first_period_start,
    max(period_end) AS last_period_end,
    count(*) AS figures
FROM observation
GROUP BY dataset_id, indicator_id, table_name
ORDER BY dataset_id, indicator_id, table_name
