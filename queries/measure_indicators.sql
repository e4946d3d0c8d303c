-- purpose: which indicators show which measure
-- grain: one row per measure and indicator
-- params: none
-- returns: measure_id, indicator_id, relation
SELECT
    measure_id,
    indicator_id,
    relation
FROM measure_indicator
ORDER BY measure_id, indicator_id
