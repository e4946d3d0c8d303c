-- purpose: annotations of an indicator or area that does not exist
-- grain: one row per annotation
-- params: none
-- returns: annotation_id, indicator_id, area_code
SELECT
    annotation.annotation_id,
    annotation.indicator_id,
    annotation.area_code
FROM annotation
LEFT JOIN indicator ON annotation.indicator_id = indicator.indicator_id
LEFT JOIN area ON annotation.area_code = area.area_code
WHERE
    (annotation.indicator_id <> '' AND indicator.indicator_id IS NULL)
    OR (annotation.area_code <> '' AND area.area_code IS NULL)
ORDER BY annotation.annotation_id
