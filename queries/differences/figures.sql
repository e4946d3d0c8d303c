-- purpose: figures that are in one of two snapshots only, or that differ between them
-- grain: one row per figure
-- params: none
-- returns: change, indicator_id, indicator_name, area_code, area_name, period_start, period_end, period_label, sex, age, breakdown_type, breakdown, vintage, old_value, new_value, difference, share, old_flag, new_flag, old_dataset_id, new_dataset_id
WITH compared AS (
    SELECT
        coalesce(new_figure.indicator_id, old_figure.indicator_id) AS indicator_id,
        coalesce(new_figure.area_code, old_figure.area_code) AS area_code,
        coalesce(new_figure.period_start, old_figure.period_start) AS period_start,
        coalesce(new_figure.period_end, old_figure.period_end) AS period_end,
        coalesce(new_figure.period_label, old_figure.period_label) AS period_label,
        coalesce(new_figure.sex, old_figure.sex) AS sex,
        coalesce(new_figure.age, old_figure.age) AS age,
        coalesce(new_figure.breakdown_type, old_figure.breakdown_type) AS breakdown_type,
        coalesce(new_figure.breakdown, old_figure.breakdown) AS breakdown,
        coalesce(new_figure.vintage, old_figure.vintage) AS vintage,
        old_figure.value AS old_value,
        new_figure.value AS new_value,
        coalesce(old_figure.flag, '') AS old_flag,
        coalesce(new_figure.flag, '') AS new_flag,
        coalesce(old_figure.dataset_id, '') AS old_dataset_id,
        coalesce(new_figure.dataset_id, '') AS new_dataset_id,
        CASE
            WHEN old_figure.indicator_id IS NULL THEN 'added'
            WHEN new_figure.indicator_id IS NULL THEN 'removed'
            WHEN new_figure.flag <> old_figure.flag THEN 're-flagged'
            WHEN
                -- The same number written out to other places, as two exports do, is no revision.
                (
                    new_figure.value IS DISTINCT FROM old_figure.value
                    AND NOT coalesce(
                        abs(new_figure.value - old_figure.value)
                        <= 1e-9 * greatest(abs(new_figure.value), abs(old_figure.value)), false
                    )
                )
                OR (
                    new_figure.numerator IS DISTINCT FROM old_figure.numerator
                    AND NOT coalesce(
                        abs(new_figure.numerator - old_figure.numerator)
                        <= 1e-9 * greatest(new_figure.numerator, old_figure.numerator), false
                    )
                )
                OR (
                    new_figure.denominator IS DISTINCT FROM old_figure.denominator
                    AND NOT coalesce(
                        abs(new_figure.denominator - old_figure.denominator)
                        <= 1e-9 * greatest(new_figure.denominator, old_figure.denominator), false
                    )
                )
                THEN 'revised'
            ELSE ''
        END AS change
    FROM newer.observation AS new_figure
    FULL OUTER JOIN older.observation AS old_figure
        ON
            new_figure.indicator_id = old_figure.indicator_id
            AND new_figure.area_code = old_figure.area_code
            AND new_figure.period_start = old_figure.period_start
            AND new_figure.period_end = old_figure.period_end
            AND new_figure.sex = old_figure.sex
            AND new_figure.age = old_figure.age
            AND new_figure.breakdown_type = old_figure.breakdown_type
            AND new_figure.breakdown = old_figure.breakdown
            AND new_figure.vintage = old_figure.vintage
)

SELECT
    compared.change,
    compared.indicator_id,
    coalesce(new_indicator.name, old_indicator.name, compared.indicator_id) AS indicator_name,
    compared.area_code,
    coalesce(new_area.name, old_area.name, compared.area_code) AS area_name,
    compared.period_start,
    compared.period_end,
    compared.period_label,
    compared.sex,
    compared.age,
    compared.breakdown_type,
    compared.breakdown,
    compared.vintage,
    compared.old_value,
    compared.new_value,
    compared.new_value - compared.old_value AS difference,
    CASE
        WHEN compared.old_value <> 0
            THEN (compared.new_value - compared.old_value) / abs(compared.old_value)
    END AS share,
    compared.old_flag,
    compared.new_flag,
    compared.old_dataset_id,
    compared.new_dataset_id
FROM compared
LEFT JOIN newer.indicator AS new_indicator
    ON compared.indicator_id = new_indicator.indicator_id
LEFT JOIN older.indicator AS old_indicator
    ON compared.indicator_id = old_indicator.indicator_id
LEFT JOIN newer.area AS new_area
    ON compared.area_code = new_area.area_code
LEFT JOIN older.area AS old_area
    ON compared.area_code = old_area.area_code
WHERE compared.change <> ''
ORDER BY
    abs(share) DESC NULLS LAST,
    abs(difference) DESC NULLS LAST,
    compared.indicator_id,
    compared.area_code,
    compared.period_start,
    compared.period_end,
    compared.sex,
    compared.age,
    compared.breakdown_type,
    compared.breakdown,
    compared.vintage
