-- purpose: the rows of a Fingertips export that are left out, with the first reason for each
-- grain: one row per row left out
-- params: none
-- returns: row_number, reason, fingertips_id, area_code, area_type, time_period, sex, age, breakdown, value_text
SELECT
    row_number,
    reason,
    fingertips_id,
    area_code,
    area_type,
    time_period,
    sex,
    age,
    breakdown,
    value_text
FROM judged_rows
WHERE reason != ''
ORDER BY row_number
