-- purpose: what is wrong or open in a reference case
-- grain: one row per finding
-- params: collection
-- returns: finding_id, collection, place, printed, follows, kind, detail
SELECT
    finding_id,
    collection,
    place,
    printed,
    follows,
    kind,
    detail
FROM printed_finding
WHERE collection = $collection
ORDER BY finding_id
