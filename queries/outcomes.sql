-- purpose: the outcomes of the framework
-- grain: one row per outcome
-- params: none
-- returns: outcome_id, position, name, kind, question, document, place
SELECT
    outcome_id,
    position,
    name,
    kind,
    question,
    document,
    place
FROM outcome
ORDER BY position, outcome_id
