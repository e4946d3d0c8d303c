-- purpose: members of the groups of one scheme, or of all schemes where none is named
-- grain: one row per scheme, group and member
-- params: scheme
-- returns: scheme, group_id, group_name, owner_code, area_code, rank, closeness
SELECT
    scheme,
    group_id,
    group_name,
    owner_code,
    area_code,
    rank,
    closeness
FROM area_group_member
WHERE $scheme IN ('', scheme)
ORDER BY scheme, group_id, area_code
