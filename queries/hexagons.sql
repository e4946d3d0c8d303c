-- purpose: the cell of each authority in the hexagon map
-- grain: one row per authority
-- params: none
-- returns: area_code, q, r, x, y
SELECT
    area_code,
    q,
    r,
    x,
    y
FROM area_hexagon
ORDER BY area_code
