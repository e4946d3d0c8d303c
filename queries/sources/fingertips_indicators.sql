-- purpose: what the figures of each indicator say of its kind: the multiplier that its parts imply
-- grain: one row per indicator of the export
-- params: none
-- returns: fingertips_id, row_count, with_parts, multiplier, spread, equal_to_count
SELECT
    fingertips_id,
    count(*) AS row_count,
    count(*) FILTER (numerator > 0 AND denominator > 0 AND value IS NOT NULL) AS with_parts,
    median(value * denominator / nullif(numerator, 0)) AS multiplier,
    quantile_cont(value * denominator / nullif(numerator, 0), 0.95)
    - quantile_cont(value * denominator / nullif(numerator, 0), 0.05) AS spread,
    coalesce(bool_and(value = numerator) FILTER (value IS NOT NULL AND numerator IS NOT NULL), false)
        AS equal_to_count
FROM read_rows
WHERE fingertips_id IS NOT NULL
GROUP BY fingertips_id
ORDER BY fingertips_id
