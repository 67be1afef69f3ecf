-- The overlap of two layers, from `pieces`: a small area's area of each layer, and its people.
COPY (
    WITH parts AS (SELECT code_a, code_b, count(*) AS lsoas, sum(people) AS population
            FROM pieces WHERE code_a IS NOT NULL AND code_b IS NOT NULL GROUP BY ALL),
        a AS (SELECT code_a, sum(people) AS people FROM pieces GROUP BY ALL),
        b AS (SELECT code_b, sum(people) AS people FROM pieces GROUP BY ALL)
    SELECT code_a, code_b, lsoas, population, population / a.people AS share_of_a,
        population / b.people AS share_of_b, population / (a.people + b.people - population) AS jaccard
    FROM parts JOIN a USING (code_a) JOIN b USING (code_b) ORDER BY code_a, code_b
) TO '{out}/overlap.csv' (HEADER);
