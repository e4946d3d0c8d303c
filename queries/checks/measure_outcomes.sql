-- purpose: measures of the framework under an outcome that does not exist
-- grain: one row per measure
-- params: none
-- returns: measure_id, outcome_id
SELECT
    measure.measure_id,
    measure.outcome_id
FROM measure
LEFT JOIN outcome ON measure.outcome_id = outcome.outcome_id
WHERE measure.outcome_id <> '' AND outcome.outcome_id IS NULL
ORDER BY measure.measure_id
