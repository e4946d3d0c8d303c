-- purpose: targets of the indicators of one collection
-- grain: one row per target
-- params: collection
-- returns: target_id, indicator_id, area_code, period_label, breakdown, value, direction, label, dataset_id, note
SELECT
    target.target_id,
    target.indicator_id,
    target.area_code,
    target.period_label,
    target.breakdown,
    target.value,
    target.direction,
    target.label,
    target.dataset_id,
    target.note
FROM target
INNER JOIN indicator ON target.indicator_id = indicator.indicator_id
WHERE indicator.collection = $collection
ORDER BY target.target_id
