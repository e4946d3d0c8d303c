-- purpose: figures of a reference case under a current indicator, or the other way round
-- grain: one row per indicator and dataset of different collections
-- params: none
-- returns: indicator_id, dataset_id, indicator_collection, dataset_collection
SELECT
    observation.indicator_id,
    observation.dataset_id,
    indicator.collection AS indicator_collection,
    dataset.collection AS dataset_collection
FROM observation
INNER JOIN indicator ON observation.indicator_id = indicator.indicator_id
INNER JOIN dataset ON observation.dataset_id = dataset.dataset_id
WHERE indicator.collection <> dataset.collection
GROUP BY
    observation.indicator_id,
    observation.dataset_id,
    indicator.collection,
    dataset.collection
ORDER BY observation.indicator_id, observation.dataset_id
