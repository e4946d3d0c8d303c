-- purpose: targets of an indicator or area that does not exist
-- grain: one row per target
-- params: none
-- returns: target_id, indicator_id, area_code
SELECT
    target.target_id,
    target.indicator_id,
    target.area_code
FROM target
LEFT JOIN indicator ON target.indicator_id = indicator.indicator_id
LEFT JOIN area ON target.area_code = area.area_code
WHERE
    indicator.indicator_id IS NULL
    OR (target.area_code <> '' AND area.area_code IS NULL)
ORDER BY target.target_id
