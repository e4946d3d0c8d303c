-- purpose: the newest period of every series, withheld figures included
-- grain: one row per indicator, area, sex, age, breakdown and vintage published for that period
-- params: none
-- returns: indicator_id, area_code, period_start, period_end, period_label, period_kind, sex, age, breakdown_type, breakdown, numerator, denominator, value, lower95, upper95, lower998, upper998, limits_basis, value_basis, flag, vintage, dataset_id, table_name, note
SELECT
    indicator_id,
    area_code,
    period_start,
    period_end,
    period_label,
    period_kind,
    sex,
    age,
    breakdown_type,
    breakdown,
    numerator,
    denominator,
    value,
    lower95,
    upper95,
    lower998,
    upper998,
    limits_basis,
    value_basis,
    flag,
    vintage,
    dataset_id,
    table_name,
    note
FROM observation
-- An older vintage that ended years ago is not the latest figure; two vintages of one period are.
QUALIFY
    rank() OVER (
        PARTITION BY indicator_id, area_code, sex, age, breakdown_type, breakdown
        ORDER BY period_end DESC, period_start DESC
    ) = 1
ORDER BY area_code, indicator_id, sex, age, breakdown_type, breakdown, vintage
