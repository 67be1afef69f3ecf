// An answer as a workbook for finance people: its table with formulas where a reader would check,
// and a sheet of sources and method.
#pragma once

#include <filesystem>

#include "engine/engine.hpp"

namespace concord {

// Throws EnvironmentFailure. A table with more rows than a sheet holds is refused: then nothing is
// written, and the answer says so.
void write_workbook_answer(Answer& answer, const std::string& verb,
                           const std::filesystem::path& path);

}  // namespace concord
