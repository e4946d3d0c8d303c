-- purpose: terms and what they mean here
-- grain: one row per term
-- params: none
-- returns: term, meaning
SELECT
    term,
    meaning
FROM glossary
ORDER BY term
