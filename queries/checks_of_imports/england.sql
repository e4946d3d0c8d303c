-- purpose: counts of England that are not the sum of all its upper-tier authorities
-- grain: one row per figure of England
-- params: none
-- returns: source_file, source_sheet, source_line, found
WITH authorities AS (
    SELECT
        incoming.indicator_id,
        incoming.period_start,
        incoming.period_end,
        incoming.sex,
        incoming.age,
        incoming.breakdown_type,
        incoming.breakdown,
        incoming.vintage,
        sum(incoming.numerator) AS authorities,
        count(incoming.numerator) AS counted
    FROM incoming
    INNER JOIN area ON incoming.area_code = area.area_code
    WHERE area.level = 'upper_tier'
    GROUP BY
        incoming.indicator_id,
        incoming.period_start,
        incoming.period_end,
        incoming.sex,
        incoming.age,
        incoming.breakdown_type,
        incoming.breakdown,
        incoming.vintage
)

SELECT
    incoming.source_file,
    incoming.source_sheet,
    incoming.source_line,
    concat(
        incoming.numerator, ' in England; its ', authorities.counted, ' authorities make ',
        authorities.authorities
    ) AS found
FROM incoming
INNER JOIN authorities
    USING (
        indicator_id,
        period_start,
        period_end,
        sex,
        age,
        breakdown_type,
        breakdown,
        vintage
    )
WHERE
    incoming.area_code = 'E92000001'
    AND authorities.counted >= (SELECT count(*) FROM area WHERE level = 'upper_tier')
    -- Where parts are rounded to 5 their sum may be 2.5 off for each of them.
    AND abs(incoming.numerator - authorities.authorities) > 2.5 * authorities.counted
ORDER BY
    incoming.source_file,
    incoming.source_sheet,
    incoming.source_line,
    incoming.row_id
