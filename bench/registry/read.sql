-- Every file that `concord build examples/england` reads, by the columns that it takes from them.
CREATE TABLE lsoa11_stp21 AS SELECT lsoa11_code, lsoa11_name, ccg21_code, ccg21_name, stp21_code, stp21_name,
    ltla21_code, ltla21_name FROM read_csv('{data}/lookups/lookup_lsoa11_ccg21_stp21_ltla21.csv');
CREATE TABLE lsoa11_icb22 AS SELECT lsoa11_code, lsoa11_name, sicbl22_code, sicbl22_name, sicbl22_code_h,
    icb22_code, icb22_name, icb22_code_h, ltla22_code, ltla22_name
    FROM read_csv('{data}/lookups/lookup_lsoa11_sicbl22_icb22_ltla22.csv');
CREATE TABLE lsoa21_icb24 AS SELECT lsoa21_code, lsoa21_name, sicbl24_code, sicbl24_name, sicbl24_code_nhs,
    icb24_code, icb24_name, icb24_code_nhs FROM read_csv('{data}/lookups/lookup_lsoa21_icb24.csv');
CREATE TABLE lsoa11_lsoa21 AS SELECT lsoa11_code, lsoa21_code, lsoa11_name, lsoa21_name, change_code,
    ltla22_code, ltla22_name FROM read_csv('{data}/lookups/lookup_lsoa11_lsoa21_ltla22.csv');
CREATE TABLE lsoa21_ltla24 AS SELECT lsoa21_code, lsoa21_name, ward24_code, ward24_name, ltla24_code, ltla24_name
    FROM read_csv('{data}/lookups/lookup_lsoa21_ward24_ltla24.csv.gz') WHERE lsoa21_code LIKE 'E%';
CREATE TABLE lsoa11_msoa11 AS SELECT lsoa11_code, lsoa11_name, msoa11_code, msoa11_name
    FROM read_csv('{data}/lookups/lookup_lsoa11_msoa11.csv.gz') WHERE lsoa11_code LIKE 'E%';
CREATE TABLE msoa11_msoa21 AS SELECT msoa11_code, msoa11_name, msoa21_code, msoa21_name
    FROM read_csv('{data}/lookups/lookup_msoa11_msoa21_ltla22.csv.gz') WHERE msoa11_code LIKE 'E%';
CREATE TABLE ltla_chain AS FROM read_csv('{data}/lookups/lookup_ltla_ltla.csv');
CREATE TABLE ltla22_ltla23 AS FROM read_csv('{data}/lookups/lookup_ltla22_ltla23.csv');
CREATE TABLE ltla21_utla21 AS FROM read_csv('{data}/lookups/lookup_ltla21_utla21.csv');
CREATE TABLE ltla23_utla23 AS FROM read_csv('{data}/lookups/lookup_ltla23_utla23.csv');
CREATE TABLE ltla21_region21 AS FROM read_csv('{data}/lookups/lookup_ltla21_region21.csv');
CREATE TABLE ltla23_region23 AS FROM read_csv('{data}/lookups/lookup_ltla23_region23.csv');
CREATE TABLE ltla24_region24 AS FROM read_csv('{data}/lookups/lookup_ltla24_region24.csv');
CREATE TABLE ltla20_cauth20 AS FROM read_csv('{data}/lookups/lookup_ltla20_cauth20.csv');
CREATE TABLE ltla21_cauth21 AS FROM read_csv('{data}/lookups/lookup_ltla21_cauth21.csv');
CREATE TABLE ltla23_cauth23 AS FROM read_csv('{data}/lookups/lookup_ltla23_cauth23.csv');
CREATE TABLE ltla24_cauth24 AS FROM read_csv('{data}/lookups/ons_lad24_to_cauth24_may2024.csv');
CREATE TABLE ltla25_cauth25 AS FROM read_csv('{data}/lookups/ons_lad25_to_cauth25_may2025.csv');
CREATE TABLE icb24_codes AS FROM read_csv('{data}/organisations/icb_names_codes_dec_2024.csv');
CREATE TABLE stp21_region AS SELECT DISTINCT ONS_CCG_CODE, CCG_CODE, CCG_NAME, ONS_STP_CODE, STP_CODE, STP_NAME,
    ONS_COMM_REGION_CODE, COMM_REGION_CODE, COMM_REGION_NAME
    FROM read_csv('{data}/organisations/gp-reg-pat-prac-map_jan2022.csv');
CREATE TABLE imd2019 AS SELECT lsoa11_code, IMD_rank, IMD_decile
    FROM read_csv('{data}/deprivation/imd2019_england_lsoa11.csv');
CREATE TABLE imd2025 AS SELECT lsoa21_code, IMD_rank, IMD_decile, IMD_score
    FROM read_csv('{data}/deprivation/imd2025_england_lsoa21.csv');
CREATE TABLE ruc11 AS SELECT lsoa11_code, ruc FROM read_csv('{data}/lookups/ruc11_lsoa11.csv');
CREATE TABLE ruc21 AS SELECT lsoa21_code, ruc FROM read_csv('{data}/lookups/ruc21_lsoa21.csv');
CREATE TABLE mid2019 AS SELECT lsoa11_code, total_population AS people
    FROM read_csv('{data}/population/population19_lsoa11.csv.gz');
CREATE TABLE mid2020 AS SELECT lsoa11_code, total_population AS people
    FROM read_csv('{data}/population/population20_lsoa11.csv.gz');
CREATE TABLE census2021 AS SELECT lsoa21_code, total AS people
    FROM read_csv('{data}/population/census2021_ts007a_age5_lsoa21.csv.gz', quote = '"');
CREATE TABLE practices2022 AS SELECT Practice_Code, ICS22, R22, "pop 2022/23" AS people
    FROM read_csv('{data}/allocations/aif_practice_weighted_pop_2022-23.csv');
CREATE TABLE practices2023 AS SELECT Practice_Code, ICS22, R22, "pop 2022/23" AS people
    FROM read_csv('{data}/allocations/aif_practice_weighted_pop_2023-24.csv');
CREATE TABLE practices2024 AS SELECT Practice_Code, ICS22, R22, "pop 2022/23" AS people
    FROM read_csv('{data}/allocations/aif_practice_weighted_pop_2024-25.csv');
CREATE TABLE practices2025 AS SELECT Practice_Code, ICB, Rcode, Population AS people
    FROM read_csv('{data}/allocations/aif_practice_weighted_pop_2025-26.csv');
CREATE TABLE trusts_stp21 AS FROM read_csv('{data}/lookups/lookup_nhs_trusts22_stp21.csv');
CREATE TABLE trusts AS SELECT column00, column01, column02, column03, column09, column10, column11
    FROM read_csv('{data}/organisations/ods_etr_trusts.csv', header = false, all_varchar = true);
CREATE TABLE ccgs AS SELECT column00, column01, column02, column03, column09, column10, column11
    FROM read_csv('{data}/organisations/ods_eccg.csv', header = false, all_varchar = true);
CREATE TABLE practices AS SELECT column00, column01, column02, column14, column09, column10, column11, column12,
    column25 FROM read_csv('{data}/organisations/ods_epraccur.csv', header = false, all_varchar = true)
    WHERE column25 = '4';
CREATE TABLE successions AS FROM read_csv('{data}/lookups/lookup_trust_trust.csv.gz');
CREATE TABLE flows AS FROM read_csv('{data}/lookups/lookup_nhs_trusts22_icb22.csv');
CREATE TABLE mergers AS FROM read_json('{data}/organisations/nhs_trust_to_icb_mapping_2026.json',
    format = 'auto', maximum_depth = 1);
CREATE TABLE shapes AS SELECT * FROM read_text(['{data}/boundaries/stp21_geographr_simplified.geojson',
    '{data}/boundaries/icb22_geographr_simplified.geojson', '{data}/boundaries/icb_april_2023_bsc.geojson',
    '{data}/boundaries/cauth_may_2025_derived_dissolve_lad24bsc.geojson',
    '{data}/boundaries/cauth_may_2024_buc.geojson', '{data}/boundaries/nhser_jan_2024_bsc.geojson']);
