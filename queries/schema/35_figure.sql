-- What tells one number of a figure (its value, count or denominator) from every other, as a hash,
-- so that a million are compared in little memory. Its lowest bit makes room for the sign.

CREATE MACRO number_key(
    indicator_id, area_code, period_start, period_end, sex, age, breakdown_type, breakdown, vintage,
    part
) AS (
    hash(
        indicator_id, area_code, period_start, period_end, sex, age, breakdown_type, breakdown,
        vintage, part
    ) >> 1
)::BIGINT;
