-- purpose: indicators that no figure belongs to
-- grain: one row per indicator
-- params: none
-- returns: indicator_id
SELECT indicator.indicator_id
FROM indicator
LEFT JOIN observation ON indicator.indicator_id = observation.indicator_id
WHERE observation.indicator_id IS NULL
ORDER BY indicator.indicator_id
