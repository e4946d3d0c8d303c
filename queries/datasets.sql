-- purpose: where figures come from
-- grain: one row per dataset
-- params: none
-- returns: dataset_id, publisher, publication, table_name, url, published, retrieved, frequency, licence, attribution, strength, sensitivity, disclosure_rule, collection, caveats, checksum, row_count
SELECT
    dataset_id,
    publisher,
    publication,
    table_name,
    url,
    published,
    retrieved,
    frequency,
    licence,
    attribution,
    strength,
    sensitivity,
    disclosure_rule,
    collection,
    caveats,
    checksum,
    row_count
FROM dataset
ORDER BY dataset_id
