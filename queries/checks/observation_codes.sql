-- purpose: figures whose indicator, area or dataset is not declared
-- grain: one row per undeclared code and dataset
-- params: none
-- returns: indicator_id, area_code, dataset_id
SELECT
    observation.indicator_id,
    observation.area_code,
    observation.dataset_id
FROM observation
LEFT JOIN indicator ON observation.indicator_id = indicator.indicator_id
LEFT JOIN area ON observation.area_code = area.area_code
LEFT JOIN dataset ON observation.dataset_id = dataset.dataset_id
WHERE
    indicator.indicator_id IS NULL
    OR area.area_code IS NULL
    OR dataset.dataset_id IS NULL
GROUP BY observation.indicator_id, observation.area_code, observation.dataset_id
ORDER BY observation.indicator_id, observation.area_code, observation.dataset_id
