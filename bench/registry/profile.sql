-- The profile of the boards of 2022 as a build keeps it.
COPY (FROM system_profile WHERE layer = 'icb22' AND mode = 'exact' ORDER BY code) TO '{out}/profile.csv' (HEADER);
