-- purpose: links between measures and indicators where one of them does not exist
-- grain: one row per link
-- params: none
-- returns: measure_id, indicator_id
SELECT
    measure_indicator.measure_id,
    measure_indicator.indicator_id
FROM measure_indicator
LEFT JOIN measure ON measure_indicator.measure_id = measure.measure_id
LEFT JOIN indicator ON measure_indicator.indicator_id = indicator.indicator_id
WHERE measure.measure_id IS NULL OR indicator.indicator_id IS NULL
ORDER BY measure_indicator.measure_id, measure_indicator.indicator_id
