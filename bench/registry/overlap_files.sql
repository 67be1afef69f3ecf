-- The pieces of the boards of 2024 and the districts of 2024, from the three files that say them.
CREATE TEMP VIEW pieces AS SELECT icb24_code AS code_a, ltla24_code AS code_b, total AS people
    FROM read_csv('{data}/lookups/lookup_lsoa21_icb24.csv') a
    JOIN read_csv('{data}/lookups/lookup_lsoa21_ward24_ltla24.csv.gz') b USING (lsoa21_code)
    JOIN read_csv('{data}/population/census2021_ts007a_age5_lsoa21.csv.gz', quote = '"') c USING (lsoa21_code);
