-- purpose: how area codes changed
-- grain: one row per old code, new code and change
-- params: none
-- returns: old_code, old_name, new_code, new_name, change, effective, combining_rule, note, dataset_id
SELECT
    old_code,
    old_name,
    new_code,
    new_name,
    change,
    effective,
    combining_rule,
    note,
    dataset_id
FROM area_change
ORDER BY old_code, new_code, change
