-- purpose: dated events on series
-- grain: one row per event
-- params: none
-- returns: annotation_id, indicator_id, area_code, event_date, kind, label, detail, breaks_series, dataset_id
SELECT
    annotation_id,
    indicator_id,
    area_code,
    event_date,
    kind,
    label,
    detail,
    breaks_series,
    dataset_id
FROM annotation
ORDER BY annotation_id
