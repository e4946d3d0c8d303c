-- purpose: values that do not follow from their count and denominator within rounding
-- grain: one row per figure
-- params: none
-- returns: source_file, source_sheet, source_line, found
SELECT
    source_file,
    source_sheet,
    source_line,
    concat(
        value, ' where ', numerator, ' / ', denominator, ' gives ',
        round(numerator / denominator * multiplier, (decimals + 1)::INTEGER)
    ) AS found
FROM incoming
WHERE
    value_kind IN ('proportion', 'crude_rate', 'money_rate')
    AND denominator > 0
    AND flag NOT IN ('misprint', 'suspect')
    -- One unit of the last place shown: publishers round the value, and often the parts too.
    AND abs(value - numerator / denominator * multiplier) > pow(10, -decimals) + 1e-9
ORDER BY source_file, source_sheet, source_line, row_id
