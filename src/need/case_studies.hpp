// Case studies of systems that were promised not to be named (THE-R137). need/case_studies.csv: a
// row a study, with the published traits by which it was chosen.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "files/csv_reader.hpp"
#include "registry/registry.hpp"

namespace concord::need {

struct CaseStudy {
    std::string id;
    std::string finding;
    std::string deprivation_band;
    std::string size_band;
    std::string urban_band;
    std::int64_t alike = 0;    // systems with these traits
    bool is_left_out = false;  // its traits are shown to nobody
};

struct CaseStudies {
    std::vector<CaseStudy> studies;
    std::vector<files::FileReport> inputs;
};

// A study that names a system is refused (NED114). Traits that fewer than eight systems share are
// left out (NED115), as counts of one to seven are.
CaseStudies read_case_studies(const std::filesystem::path& folder, const std::string& shown_folder,
                              const registry::RegistryData& registry, Diagnostics& diagnostics);

}  // namespace concord::need
