-- What a build answers, as far as a plain query says the same: profiles of three vintages of boards, three
-- overlaps, and what moved in 2022. read.sql has made the tables.
CREATE TABLE on11 AS SELECT lsoa11_code AS small, stp21_code, icb22_code, utla21_code, people,
        ruc = 'Urban' AS urban, IMD_rank <= (SELECT count(*) FROM imd2019) // 5 AS deprived
    FROM lsoa11_stp21 JOIN lsoa11_icb22 USING (lsoa11_code) JOIN mid2020 USING (lsoa11_code)
    JOIN ruc11 USING (lsoa11_code) JOIN imd2019 USING (lsoa11_code) JOIN ltla21_utla21 USING (ltla21_code);
CREATE TABLE on21 AS SELECT lsoa21_code AS small, icb24_code, nhser24.Rcode AS nhser24_code, utla23_code, people,
        ruc = 'Urban' AS urban, IMD_rank <= (SELECT count(*) FROM imd2025) // 5 AS deprived
    FROM lsoa21_icb24 JOIN lsoa21_ltla24 USING (lsoa21_code) JOIN census2021 USING (lsoa21_code)
    JOIN ruc21 USING (lsoa21_code) JOIN imd2025 USING (lsoa21_code)
    JOIN (SELECT DISTINCT lsoa21_code, ltla22_code FROM lsoa11_lsoa21) USING (lsoa21_code)
    JOIN ltla22_ltla23 USING (ltla22_code) JOIN ltla23_utla23 USING (ltla23_code)
    LEFT JOIN (SELECT DISTINCT ICB, Rcode FROM practices2025) nhser24 ON nhser24.ICB = icb24_code_nhs;
COPY (
    SELECT 'stp21' AS layer, stp21_code AS code, count(*) AS lsoas, count(*) FILTER (urban) AS lsoas_urban,
        count(*) FILTER (deprived) AS lsoas_most_deprived_quintile FROM on11 GROUP BY ALL
    UNION ALL
    SELECT 'icb22', icb22_code, count(*), count(*) FILTER (urban), count(*) FILTER (deprived) FROM on11 GROUP BY ALL
    UNION ALL
    SELECT 'icb24', icb24_code, count(*), count(*) FILTER (urban), count(*) FILTER (deprived) FROM on21 GROUP BY ALL
) TO '{out}/system_profile.csv' (HEADER);
CREATE TABLE pieces AS
    SELECT 'icb22' AS layer_a, icb22_code AS code_a, 'utla21' AS layer_b, utla21_code AS code_b, people FROM on11
    UNION ALL SELECT 'stp21', stp21_code, 'icb22', icb22_code, people FROM on11
    UNION ALL SELECT 'icb24', icb24_code, 'utla23', utla23_code, people FROM on21;
COPY (
    WITH parts AS (SELECT layer_a, code_a, layer_b, code_b, count(*) AS lsoas, sum(people) AS population
            FROM pieces WHERE code_b IS NOT NULL GROUP BY ALL),
        a AS (SELECT layer_a, layer_b, code_a, sum(people) AS people FROM pieces GROUP BY ALL),
        b AS (SELECT layer_a, layer_b, code_b, sum(people) AS people FROM pieces GROUP BY ALL)
    SELECT layer_a, code_a, layer_b, code_b, lsoas, population, population / a.people AS share_of_a,
        population / b.people AS share_of_b, population / (a.people + b.people - population) AS jaccard
    FROM parts JOIN a USING (layer_a, layer_b, code_a) JOIN b USING (layer_a, layer_b, code_b)
) TO '{out}/area_overlap.csv' (HEADER);
COPY (
    WITH parts AS (SELECT stp21_code, icb22_code, count(*) AS lsoas, sum(people) AS population
            FROM on11 GROUP BY ALL),
        jaccards AS (SELECT *, population / (sum(population) OVER (PARTITION BY stp21_code)
            + sum(population) OVER (PARTITION BY icb22_code) - population) AS jaccard FROM parts),
        continued AS (SELECT stp21_code, arg_max(icb22_code, jaccard) AS by_code FROM jaccards GROUP BY ALL)
    SELECT 'stp21' AS layer_a, 'icb22' AS layer_b, stp21_code AS from_code, icb22_code AS to_code, lsoas, population
    FROM parts JOIN continued USING (stp21_code) WHERE icb22_code <> by_code
) TO '{out}/boundary_changes.csv' (HEADER);
