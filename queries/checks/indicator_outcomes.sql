-- purpose: indicators under an outcome that does not exist, or of the framework without an outcome
-- grain: one row per indicator
-- params: none
-- returns: indicator_id, outcome_id
SELECT
    indicator.indicator_id,
    indicator.outcome_id
FROM indicator
LEFT JOIN outcome ON indicator.outcome_id = outcome.outcome_id
WHERE
    outcome.outcome_id IS NULL
    AND (indicator.outcome_id <> '' OR indicator.role IN ('headline', 'supporting'))
ORDER BY indicator.indicator_id
