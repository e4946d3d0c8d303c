-- purpose: headline figures of profiled indicators at the period that most authorities' newest figure is for; the newest of areas that have none for it
-- grain: one row per indicator and area at the common period; elsewhere per indicator, area, age and vintage
-- params: sex
-- returns: indicator_id, area_code, period_start, period_end, period_label, period_kind, sex, age, breakdown_type, breakdown, numerator, denominator, value, lower95, upper95, lower998, upper998, limits_basis, value_basis, flag, vintage, dataset_id, table_name, note, is_common
WITH newest_figure AS (
    SELECT
        latest.indicator_id,
        latest.area_code,
        latest.period_start,
        latest.period_end,
        latest.age,
        latest.vintage,
        latest.value,
        area.level
    FROM latest
    INNER JOIN area ON latest.area_code = area.area_code
    INNER JOIN indicator ON latest.indicator_id = indicator.indicator_id
    WHERE
        latest.sex = $sex
        AND latest.breakdown_type = ''
        AND indicator.profile
        AND indicator.collection = 'current'
        AND area.level IN ('upper_tier', 'region', 'country')
),

common_period AS (
    SELECT
        indicator_id,
        period_start,
        period_end,
        age,
        vintage
    FROM newest_figure
    WHERE level = 'upper_tier' AND value IS NOT NULL
    GROUP BY indicator_id, period_start, period_end, age, vintage
    QUALIFY
        row_number() OVER (
            PARTITION BY indicator_id
            ORDER BY count(*) DESC, period_end DESC, period_start DESC, age, vintage DESC
        ) = 1
),

wanted_figure AS (
    SELECT
        newest_figure.indicator_id,
        newest_figure.area_code,
        common_period.period_start,
        common_period.period_end,
        common_period.age,
        common_period.vintage,
        TRUE AS is_common
    FROM newest_figure
    INNER JOIN common_period ON newest_figure.indicator_id = common_period.indicator_id
    UNION
    SELECT
        newest_figure.indicator_id,
        newest_figure.area_code,
        newest_figure.period_start,
        newest_figure.period_end,
        newest_figure.age,
        newest_figure.vintage,
        FALSE AS is_common
    FROM newest_figure
    INNER JOIN common_period ON newest_figure.indicator_id = common_period.indicator_id
)

SELECT
    observation.indicator_id,
    observation.area_code,
    observation.period_start,
    observation.period_end,
    observation.period_label,
    observation.period_kind,
    observation.sex,
    observation.age,
    observation.breakdown_type,
    observation.breakdown,
    observation.numerator,
    observation.denominator,
    observation.value,
    observation.lower95,
    observation.upper95,
    observation.lower998,
    observation.upper998,
    observation.limits_basis,
    observation.value_basis,
    observation.flag,
    observation.vintage,
    observation.dataset_id,
    observation.table_name,
    observation.note,
    wanted_figure.is_common
FROM wanted_figure
INNER JOIN observation
    ON
        wanted_figure.indicator_id = observation.indicator_id
        AND wanted_figure.area_code = observation.area_code
        AND wanted_figure.period_start = observation.period_start
        AND wanted_figure.period_end = observation.period_end
        AND wanted_figure.age = observation.age
        AND wanted_figure.vintage = observation.vintage
WHERE observation.sex = $sex AND observation.breakdown_type = ''
QUALIFY
    wanted_figure.is_common
    OR NOT bool_or(wanted_figure.is_common)
        OVER (PARTITION BY observation.indicator_id, observation.area_code)
ORDER BY
    observation.indicator_id,
    observation.area_code,
    observation.period_start,
    observation.period_end,
    observation.age,
    observation.vintage
