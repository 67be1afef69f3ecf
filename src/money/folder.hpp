// The files of a system's folder money/, read one by one.
#pragma once

#include <string>
#include <vector>

#include "money/money.hpp"

namespace concord::money {

class MoneyFolder {
  public:
    explicit MoneyFolder(const registry::SystemDescription& system) : system_(system) {}

    std::filesystem::path path(const std::string& file) const;
    std::string shown(const std::string& file) const;
    bool has(const std::string& file) const;
    // Remembers what became of a file, for the manifest.
    void record(const std::string& file, files::FileReport report);
    std::vector<files::FileReport> take_reports() { return std::move(reports_); }

  private:
    const registry::SystemDescription& system_;
    std::vector<files::FileReport> reports_;
};

MoneyKinds read_kinds(const std::filesystem::path& path, Diagnostics& diagnostics);

// allocation.toml: streams, and how places are worked out; then the place request with its files.
struct AllocationPlan {
    std::vector<StreamPlan> streams;
    std::optional<PlaceRequest> places;
    std::string dataset_of_places;  // in place of a file of the system's own
    std::vector<std::string> streams_of_places;
    std::string note_on_places;
    Location place_of_places;
    std::optional<double> prevention_goal;
};

// Rules of pace that stand in `catalogue` are named by `catalogue_rule`.
AllocationPlan read_plan(MoneyFolder& folder, const std::filesystem::path& catalogue,
                         Diagnostics& diagnostics);
std::vector<BaselineRow> read_baselines(MoneyFolder& folder, Diagnostics& diagnostics);
std::vector<BudgetLine> read_lines(MoneyFolder& folder, Diagnostics& diagnostics);

// The allocations of every stream and year that has a plan (MON004, MON011, MON012, MON013,
// MON030).
std::vector<AllocationRow> allocate_streams(const std::vector<StreamPlan>& streams,
                                            const std::vector<BaselineRow>& baselines,
                                            Diagnostics& diagnostics);

}  // namespace concord::money
