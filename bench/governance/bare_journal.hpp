// The peer of the journal: the same columns written to SQLite by the plainest program, equally
// durable, without chain, keys that are looked up, or a check.
#pragma once

#include <filesystem>
#include <string>

// Seconds for so many groups of so many rows, each group committed to the disk before the next.
double write_bare_journal(const std::filesystem::path& path, int groups, int rows,
                          const std::string& payload);
