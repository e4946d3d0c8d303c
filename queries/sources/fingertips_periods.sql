-- purpose: every period that a Fingertips export names
-- grain: one row per label, sortable period and length
-- params: none
-- returns: time_period, sortable, time_range, first_row, row_count
SELECT
    time_period,
    sortable,
    time_range,
    min(row_number) AS first_row,
    count(*) AS row_count
FROM read_rows
GROUP BY time_period, sortable, time_range
ORDER BY time_period, sortable, time_range
