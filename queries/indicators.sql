-- purpose: indicators of one collection
-- grain: one row per indicator
-- params: collection
-- returns: indicator_id, name, short_name, outcome_id, position, role, profile, definition, inclusion_basis, limitations, caveat, data_source, geography, frequency, unit, multiplier, value_kind, polarity, interval_method, decimals, numerator_name, denominator_name, sentence_name, comparability, collection, derived_from, need, part_of
SELECT
    indicator_id,
    name,
    short_name,
    outcome_id,
    position,
    role,
    profile,
    definition,
    inclusion_basis,
    limitations,
    caveat,
    data_source,
    geography,
    frequency,
    unit,
    multiplier,
    value_kind,
    polarity,
    interval_method,
    decimals,
    numerator_name,
    denominator_name,
    sentence_name,
    comparability,
    collection,
    derived_from,
    need,
    part_of
FROM indicator
WHERE collection = $collection
ORDER BY outcome_id, position, indicator_id
