-- purpose: figures that are in one of two snapshots only, or that differ between them
-- grain: one row per figure
-- params: none
-- returns: change, indicator_id, indicator_name, area_code, area_name, period_start, period_end, period_label, sex, age, breakdown_type, breakdown, vintage, old_value, new_value, difference, share, old_flag, new_flag, old_dataset_id, new_dataset_id
WITH joined AS (
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
        old_figure.numerator AS old_numerator,
        new_figure.numerator AS new_numerator,
        old_figure.denominator AS old_denominator,
        new_figure.denominator AS new_denominator,
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
),

-- Decimals are a table's, not a figure's: 12.0 among figures with one decimal has one decimal.
decimals AS (
    SELECT
        figure.is_new,
        figure.indicator_id,
        figure.dataset_id,
        max(len(regexp_extract(printf('%.6f', figure.value), '\.([0-9]*[1-9])', 1))) AS of_value,
        max(len(regexp_extract(printf('%.6f', figure.numerator), '\.([0-9]*[1-9])', 1)))
            AS of_numerator,
        max(len(regexp_extract(printf('%.6f', figure.denominator), '\.([0-9]*[1-9])', 1)))
            AS of_denominator
    FROM (
        SELECT
            false AS is_new,
            indicator_id,
            dataset_id,
            value,
            numerator,
            denominator
        FROM older.observation
        UNION ALL
        SELECT
            true AS is_new,
            indicator_id,
            dataset_id,
            value,
            numerator,
            denominator
        FROM newer.observation
    ) AS figure
    WHERE figure.indicator_id IN (
        SELECT joined.indicator_id FROM joined
        WHERE joined.change = 'revised'
    )
    GROUP BY figure.is_new, figure.indicator_id, figure.dataset_id
),

compared AS (
    SELECT
        joined.indicator_id,
        joined.area_code,
        joined.period_start,
        joined.period_end,
        joined.period_label,
        joined.sex,
        joined.age,
        joined.breakdown_type,
        joined.breakdown,
        joined.vintage,
        joined.old_value,
        joined.new_value,
        joined.old_flag,
        joined.new_flag,
        joined.old_dataset_id,
        joined.new_dataset_id,
        CASE
            WHEN
                joined.change = 'revised'
                AND old_indicator.value_kind <> 'count'
                AND old_decimals.of_value <> new_decimals.of_value
                AND abs(joined.new_value - joined.old_value)
                <= 0.5000001 / power(10, least(old_decimals.of_value, new_decimals.of_value))
                AND (
                    joined.new_numerator IS NOT DISTINCT FROM joined.old_numerator
                    OR (
                        old_decimals.of_numerator <> new_decimals.of_numerator
                        AND abs(joined.new_numerator - joined.old_numerator) <= 0.5000001
                        / power(10, least(old_decimals.of_numerator, new_decimals.of_numerator))
                    )
                )
                AND (
                    joined.new_denominator IS NOT DISTINCT FROM joined.old_denominator
                    OR (
                        old_decimals.of_denominator <> new_decimals.of_denominator
                        AND abs(joined.new_denominator - joined.old_denominator) <= 0.5000001
                        / power(10, least(old_decimals.of_denominator, new_decimals.of_denominator))
                    )
                )
                THEN 'rounded'
            ELSE joined.change
        END AS change
    FROM joined
    LEFT JOIN older.indicator AS old_indicator
        ON joined.indicator_id = old_indicator.indicator_id
    LEFT JOIN decimals AS old_decimals
        ON
            joined.indicator_id = old_decimals.indicator_id
            AND joined.old_dataset_id = old_decimals.dataset_id
            AND NOT old_decimals.is_new
    LEFT JOIN decimals AS new_decimals
        ON
            joined.indicator_id = new_decimals.indicator_id
            AND joined.new_dataset_id = new_decimals.dataset_id
            AND new_decimals.is_new
    WHERE joined.change <> ''
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
ORDER BY
    compared.change = 'rounded',
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
