-- purpose: members of groups that are no upper-tier authority, or groups of an undeclared scheme
-- grain: one row per member
-- params: none
-- returns: scheme, group_id, owner_code, area_code
SELECT
    area_group_member.scheme,
    area_group_member.group_id,
    area_group_member.owner_code,
    area_group_member.area_code
FROM area_group_member
LEFT JOIN group_scheme ON area_group_member.scheme = group_scheme.scheme
LEFT JOIN area AS member
    ON area_group_member.area_code = member.area_code AND member.level = 'upper_tier'
LEFT JOIN area AS owner
    ON area_group_member.owner_code = owner.area_code AND owner.level = 'upper_tier'
WHERE
    group_scheme.scheme IS NULL
    OR member.area_code IS NULL
    OR (area_group_member.owner_code <> '' AND owner.area_code IS NULL)
ORDER BY
    area_group_member.scheme,
    area_group_member.group_id,
    area_group_member.owner_code,
    area_group_member.area_code
