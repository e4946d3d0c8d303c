-- purpose: the ways in which areas are grouped, with their publishers' warnings
-- grain: one row per scheme
-- params: none
-- returns: scheme, name, description, warning, dataset_id
SELECT
    scheme,
    name,
    description,
    warning,
    dataset_id
FROM group_scheme
ORDER BY scheme
