-- purpose: the measures of the framework
-- grain: one row per measure
-- params: none
-- returns: measure_id, outcome_id, position, level, name, definition, inclusion_basis, limitations, data_source, geography, frequency, unit, polarity, local_status, local_status_note, verification, unverified_fields, document, place, note
SELECT
    measure_id,
    outcome_id,
    position,
    level,
    name,
    definition,
    inclusion_basis,
    limitations,
    data_source,
    geography,
    frequency,
    unit,
    polarity,
    local_status,
    local_status_note,
    verification,
    unverified_fields,
    document,
    place,
    note
FROM measure
ORDER BY position, measure_id
