-- purpose: figures that differ from the one before by more than six standard deviations of such changes
-- grain: one row per figure
-- params: none
-- returns: source_file, source_sheet, source_line, found
WITH steps AS (
    SELECT
        row_id,
        value,
        lag(value) OVER series AS before,
        value - lag(value) OVER series AS step,
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

-- A step is judged by the spread of the other steps of its series, not by its own.
judged AS (
    SELECT
        row_id,
        value,
        before,
        step,
        (total - step) / (steps_held - 1) AS usual,
        (squares - step * step - pow(total - step, 2) / (steps_held - 1))
        / (steps_held - 2) AS variance
    FROM steps
    INNER JOIN spread USING (series_id)
    WHERE step IS NOT NULL
)

SELECT
    incoming.source_file,
    incoming.source_sheet,
    incoming.source_line,
    concat(judged.value, ' in ', incoming.period_label, ' after ', judged.before) AS found
FROM judged
INNER JOIN incoming ON judged.row_id = incoming.row_id
WHERE judged.variance > 1e-12 AND abs(judged.step - judged.usual) > 6 * sqrt(judged.variance)
ORDER BY incoming.source_file, incoming.source_sheet, incoming.source_line, incoming.row_id
