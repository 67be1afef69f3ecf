// What the table of people beside a list says of those who wait: where each lives, and so the fifth
// of deprivation, age, sex and ethnic group. Only of people who are on the list is anything kept.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.hpp"
#include "files/csv_reader.hpp"
#include "registry/registry_data.hpp"
#include "waiting/row_source.hpp"

namespace concord::waiting {

struct PersonBeside {
    std::string lsoa;
    std::string age;
    std::string sex;
    std::string ethnicity;
    std::string fifth;         // 1 is the most deprived; empty: not known
    bool is_left_out = false;  // opted out of planning, or dead
};

class PeopleBeside {
  public:
    // The people of `list` in `people`; the registry may be absent, then no fifth is known.
    PeopleBeside(const std::vector<RowFile>& list, const std::vector<RowFile>& people,
                 const registry::RegistryData* registry, Diagnostics& diagnostics);

    const PersonBeside* find(std::string_view person) const;
    const std::vector<files::FileReport>& reports() const { return reports_; }

  private:
    void want(const std::vector<RowFile>& list, Diagnostics& diagnostics);
    void read(const RowFile& file, const registry::RegistryData* registry,
              Diagnostics& diagnostics);

    std::unordered_map<std::string, PersonBeside> people_;
    std::vector<files::FileReport> reports_;
};

}  // namespace concord::waiting
