-- purpose: which snapshot this is
-- grain: one row
-- params: none
-- returns: content_hash, source_hash, schema_version, built_at
SELECT
    content_hash,
    source_hash,
    schema_version,
    built_at
FROM snapshot
ORDER BY content_hash
