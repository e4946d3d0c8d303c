-- purpose: figures that differ from the one before by more than six deviations, usual or of chance
-- grain: one row per figure
-- params: none
-- returns: source_file, source_sheet, source_line, found
WITH steps AS (
    SELECT
        row_id,
        value,
        lag(value) OVER series AS before,
        numerator AS counted,
        lag(numerator) OVER series AS counted_before,
        value - lag(value) OVER series AS step,
        lead(value) OVER series - value AS next_step,
        series_id
    FROM incoming
    WHERE value IS NOT NULL
    WINDOW series AS (
        PARTITION BY series_id
        ORDER BY period_start, period_end, row_id
    )
),

spread AS (
    SELECT
        series_id,
        count(step) AS steps_held,
        sum(step) AS total,
        sum(step * step) AS squares
    FROM steps
    GROUP BY series_id
    HAVING count(step) >= 5
),

-- A figure is judged by the steps that it has no part in: a slip makes two, to it and back again.
others AS (
    SELECT
        steps.row_id,
        steps.value,
        steps.before,
        steps.counted,
        steps.counted_before,
        steps.step,
        spread.steps_held - 1 - (steps.next_step IS NOT NULL)::INTEGER AS held,
        spread.total - steps.step - coalesce(steps.next_step, 0) AS total,
        spread.squares - steps.step * steps.step - coalesce(steps.next_step * steps.next_step, 0)
            AS squares
    FROM steps
    INNER JOIN spread USING (series_id)
    WHERE steps.step IS NOT NULL
),

judged AS (
    SELECT
        row_id,
        value,
        before,
        step - total / held AS away,
        (squares - total * total / held) / (held - 1) AS variance,
        -- What chance alone does to a step between two counts, in the value's unit: few deaths are
        -- 12 one year and 30 the next, however still the years before them were.
        CASE
            WHEN counted > 0 AND counted_before > 0
                THEN power(least(abs(value) / counted, abs(before) / counted_before), 2)
                    * (counted + counted_before)
            ELSE 0
        END AS chance
    FROM others
    WHERE held >= 4
)

SELECT
    incoming.source_file,
    incoming.source_sheet,
    incoming.source_line,
    concat(judged.value, ' in ', incoming.period_label, ' after ', judged.before) AS found
FROM judged
INNER JOIN incoming ON judged.row_id = incoming.row_id
WHERE
    (
        judged.variance > 1e-12
        AND judged.away * judged.away > 36 * greatest(judged.variance, judged.chance)
    )
    -- Where nothing else ever changes there is no deviation to count in: a tenfold tells.
    OR (
        judged.variance <= 1e-12
        AND judged.before * judged.value > 0
        AND greatest(
            judged.value / judged.before, judged.before / judged.value
        ) >= 10
    )
ORDER BY incoming.source_file, incoming.source_sheet, incoming.source_line, incoming.row_id
