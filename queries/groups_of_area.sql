-- purpose: members of every group that is an area's own or that it shares
-- grain: one row per scheme, group and member
-- params: area_code
-- returns: scheme, group_id, group_name, owner_code, area_code, rank, closeness
WITH own_group AS (
    SELECT DISTINCT
        scheme,
        group_id
    FROM area_group_member
    WHERE owner_code = $area_code OR (owner_code = '' AND area_code = $area_code)
)

SELECT
    area_group_member.scheme,
    area_group_member.group_id,
    area_group_member.group_name,
    area_group_member.owner_code,
    area_group_member.area_code,
    area_group_member.rank,
    area_group_member.closeness
FROM area_group_member
INNER JOIN own_group
    ON
        area_group_member.scheme = own_group.scheme
        AND area_group_member.group_id = own_group.group_id
ORDER BY area_group_member.scheme, area_group_member.group_id, area_group_member.area_code
