// Reading a system's money, and working out what follows from it.
#include "base/text.hpp"
#include "files/digest.hpp"
#include "money/folder.hpp"
#include "money/open_allocations.hpp"
#include "money/open_equity.hpp"

namespace concord::money {
namespace {

class Loading {
  public:
    Loading(const LoadMoney& request, Diagnostics& diagnostics)
        : request_(request),
          diagnostics_(diagnostics),
          folder_(*request.system),
          sources_{request.data_sets, request.data_folder, request.registry->bodies} {}

    MoneyData run() {
        data_.kinds = read_kinds(request_.catalogue / "kinds.csv", diagnostics_);
        auto plan = read_plan(folder_, request_.catalogue, diagnostics_);
        data_.streams = std::move(plan.streams);
        data_.baselines = read_baselines(folder_, diagnostics_);
        add_open_baselines();
        data_.lines = read_lines(folder_, diagnostics_);
        data_.prevention_goal = plan.prevention_goal;
        data_.purposes = read_purposes(folder_, request_.catalogue, diagnostics_);
        data_.equity = read_equity(folder_, diagnostics_);
        read_open_equity();
        data_.allocations = allocate_streams(data_.streams, data_.baselines, diagnostics_);
        if (plan.places) add_places(plan);
        for (auto& report : folder_.take_reports())
            data_.inputs.push_back(std::move(report));
        return std::move(data_);
    }

  private:
    void add_open_baselines() {
        for (const auto& stream : data_.streams) {
            if (!stream.open || stream.is_broken) continue;
            data_.open_data.push_back(stream.open->dataset);
            for (auto& row : read_open_baselines(stream, sources_, data_.inputs, diagnostics_))
                data_.baselines.push_back(std::move(row));
        }
    }

    void read_open_equity() {
        auto read = add_open_equity(folder_, sources_, data_.equity, diagnostics_);
        for (auto& report : read.reports)
            data_.inputs.push_back(std::move(report));
        for (auto& dataset : read.datasets)
            data_.open_data.push_back(std::move(dataset));
    }

    void add_places(AllocationPlan& plan) {
        auto& places = *plan.places;
        const auto& dataset = plan.dataset_of_places;
        data_.note_on_places = plan.note_on_places;
        data_.gaps_of_places = to_string(places.need.gaps);
        data_.year_of_places = places.year;
        data_.source_of_places = dataset.empty() ? places.units.shown_path : dataset;
        data_.has_method = true;
        const bool is_open = !dataset.empty();
        if (is_open) {
            data_.open_data.push_back(dataset);
            places.units.file = file_of(sources_, dataset, plan.place_of_places, diagnostics_);
            if (places.units.file.empty()) return;
            places.units.shown_path = request_.data_sets->dataset(dataset)->path;
        }
        auto units = read_units(places.units, diagnostics_);
        if (is_open) record_open(dataset, places.units);
        if (!plan.streams_of_places.empty()) units.input.streams = plan.streams_of_places;
        // Open data name a body by its ODS code.
        for (auto& system : units.input.systems) {
            const auto* body =
                is_open ? body_with_code(sources_.bodies, system, places.year) : nullptr;
            if (body) system = body->id;
        }
        places.budgets = budgets(places.year);
        data_.places = place_rows(units, places, diagnostics_);
    }

    // The money that places share is what their body was allocated in the stream.
    Budgets budgets(const std::string& year) const {
        Budgets result;
        for (const auto& row : data_.allocations) {
            if (row.opening->year != year) continue;
            result[{row.opening->body, row.opening->stream}] = row.allocation;
        }
        return result;
    }

    void record_open(const std::string& dataset, const UnitRequest& units) {
        for (const auto& input : request_.registry->inputs)
            if (input.dataset == dataset) return;  // the registry reads it too, and has said so
        files::FileReport report;
        report.dataset = dataset;
        report.path = units.shown_path;
        std::error_code error;
        report.bytes = std::filesystem::file_size(units.file, error);
        report.sha256 = files::sha256_of_file(units.file);
        data_.inputs.push_back(std::move(report));
    }

    const LoadMoney& request_;
    Diagnostics& diagnostics_;
    MoneyFolder folder_;
    OpenSources sources_;
    MoneyData data_;
};

}  // namespace

MoneyData load_money(const LoadMoney& request, Diagnostics& diagnostics) {
    return Loading(request, diagnostics).run();
}

}  // namespace concord::money
