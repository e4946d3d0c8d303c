-- purpose: period labels that stand for more than one span of days within an indicator
-- grain: one row per indicator and label
-- params: none
-- returns: indicator_id, period_label, spans
SELECT
    indicator_id,
    period_label,
    count(DISTINCT (period_start, period_end)) AS spans
FROM observation
GROUP BY indicator_id, period_label
HAVING count(DISTINCT (period_start, period_end)) > 1
ORDER BY indicator_id, period_label
