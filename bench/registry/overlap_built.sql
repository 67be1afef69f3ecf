-- The same pieces from a built system: by the keys, which is the fastest way to ask.
CREATE TEMP TABLE pieces AS
    WITH keys AS (SELECT DISTINCT layer, layer_key FROM area_keys),
        placed AS (SELECT k.layer, m.small_key, m.area_key, m.layer_key FROM area_membership_keys m
            JOIN keys k USING (layer_key) JOIN keys s ON s.layer_key = m.small_layer_key AND s.layer = 'lsoa21'),
        named AS (SELECT p.layer, p.small_key, n.code FROM placed p JOIN area_keys n USING (layer_key, area_key))
    SELECT a.code AS code_a, b.code AS code_b, people
    FROM (FROM named WHERE layer = 'icb24') a JOIN (FROM named WHERE layer = 'ltla24') b USING (small_key)
    JOIN area_populations p ON p.small_key = a.small_key AND p.population = 'census2021';
