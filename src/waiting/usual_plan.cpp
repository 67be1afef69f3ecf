// The plan of a build: where extra slots would do most, from what a folder says of capacity or,
// where it says nothing, from the lists themselves with the assumption said.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/csv_reader.hpp"
#include "waiting/waiting.hpp"

namespace concord::waiting {
namespace {

constexpr const char* all_lists = "all";
// Where nothing is said: one treatment more for every twenty.
constexpr double usual_extra = 0.05;

std::vector<std::string> known_lists(const Pathways& pathways) {
    std::vector<std::string> known = {all_lists};
    const auto& names = pathways.of(Split::specialty);
    for (std::uint32_t i = 1; i < names.size(); ++i)
        known.push_back(names.name(i));
    return known;
}

// One row of the file; what cannot be used is said, and the row left out.
class CapacityRows {
  public:
    CapacityRows(files::CsvReader& reader, const Pathways& pathways, Diagnostics& diagnostics)
        : reader_(reader), known_(known_lists(pathways)), diagnostics_(diagnostics) {}

    Capacity read() {
        while (reader_.next())
            if (!take()) reader_.skip_row();
        return std::move(made_);
    }

  private:
    bool take() {
        const auto list = std::string(trim(reader_.value(0)));
        if (std::ranges::find(known_, list) == known_.end()) {
            const auto guess = closest(list, known_);
            return wrong(0, fmt::format("nobody waits on a list `{}`", shown(list)),
                         guess ? fmt::format("is it `{}`?", shown(*guess)) : "");
        }
        const auto slots = number(1);
        const auto extra = number(2);
        if (!slots || !extra) return false;
        if (*slots < 0 && *extra < 0)
            return wrong(0, fmt::format("of `{}` nothing is said", shown(list)));
        if (list != all_lists && *extra >= 0)
            return wrong(2, "extra slots are those of all lists: the plan says where they go",
                         "give them in a row `all`");
        if (list == all_lists && *slots >= 0)
            return wrong(1, "the slots of a week are those of one list", "give a row a list");
        if (*extra >= 0) made_.extra_slots = std::llround(*extra);
        if (*slots >= 0) made_.slots_a_week[list] = *slots;
        return true;
    }

    // The number of a cell, -1 of an empty one; nothing, and it is said, of what is no such number.
    std::optional<double> number(std::size_t column) {
        constexpr double most = 1e6;
        const auto text = trim(reader_.value(column));
        if (text.empty()) return -1;
        const auto value = parse_number(text);
        const bool is_whole = value && (column == 1 || *value == std::floor(*value));
        if (value && is_whole && *value >= 0 && *value <= most) return value;
        wrong(column, fmt::format("`{}` is no number of slots", shown(text)));
        return std::nullopt;
    }

    bool wrong(std::size_t column, std::string message, std::string help = {}) {
        static constexpr std::array names = {"list", "slots_a_week", "extra_slots"};
        diagnostics_.add(
            {"NED321", reader_.place(column), names[column], std::move(message), std::move(help)});
        return false;
    }

    files::CsvReader& reader_;
    std::vector<std::string> known_;
    Diagnostics& diagnostics_;
    Capacity made_;
};

std::optional<double> capacity_of(const ListQueue& queue, const Capacity& capacity) {
    const auto found = capacity.slots_a_week.find(queue.list);
    return found == capacity.slots_a_week.end() ? queue.capacity : std::optional(found->second);
}

// A list in which no clock stops is taken as steady: whoever waits has waited half of it on
// average, so that as many are referred and treated a week as wait, over twice the mean wait.
std::optional<double> steady_flow(const ListQueue& queue) {
    if (!queue.queue || !queue.mean_wait || *queue.mean_wait <= 0) return std::nullopt;
    return static_cast<double>(*queue.queue) / (2 * *queue.mean_wait);
}

struct Known {
    std::vector<ListQueue> queues;
    double capacity = 0;  // of all lists, a week
    bool has_said = false;
    bool has_steady = false;
};

Known complete(std::span<const ListQueue> queues, const Capacity& capacity) {
    Known known;
    for (auto queue : queues) {
        if (queue.source != "pathways" || queue.list == all_lists) continue;
        known.has_said = known.has_said || capacity.slots_a_week.contains(queue.list);
        queue.capacity = capacity_of(queue, capacity);
        if (!queue.demand) {
            queue.demand = steady_flow(queue);
            if (!queue.capacity) queue.capacity = queue.demand;
            known.has_steady = known.has_steady || queue.demand.has_value();
        }
        if (queue.queue && queue.demand && queue.capacity) known.capacity += *queue.capacity;
        known.queues.push_back(std::move(queue));
    }
    return known;
}

std::string basis_of(const Known& known, const Capacity& capacity, std::int64_t slots) {
    std::vector<std::string> parts = {
        capacity.extra_slots
            ? fmt::format("{} extra slots as people/waiting_capacity.csv says",
                          with_thousands(slots))
            : fmt::format("assumed: {} extra slots, one for every twenty treatments",
                          with_thousands(slots))};
    if (known.has_said) parts.emplace_back("capacity of a week as that file says");
    parts.emplace_back(known.has_steady
                           ? "assumed: lists are steady, for no clock stops; treatments a week "
                             "are the queue over twice its mean wait"
                           : "otherwise treatments a week as clocks stopped");
    return join(parts, "; ");
}

}  // namespace

Capacity read_capacity(const registry::SystemDescription& system, const Pathways& pathways,
                       Diagnostics& diagnostics) {
    const auto path = system.folder / "people" / "waiting_capacity.csv";
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return {};
    const auto options =
        files::hand_written(registry::shown_path(system, "people/waiting_capacity.csv"), {"list"},
                            {"slots_a_week", "extra_slots"});
    files::CsvReader reader(path, options, diagnostics);
    return CapacityRows(reader, pathways, diagnostics).read();
}

void plan_of_build(const Pathways& pathways, const Capacity& capacity, WaitsData& data) {
    const auto& asked = data.asked;
    const auto known = complete(data.queues, capacity);
    const auto slots = capacity.extra_slots.value_or(
        std::llround(known.capacity * usual_extra * asked.plan_weeks));
    auto open = open_lists(pathways, known.queues, asked.day);
    if (slots <= 0 || open.lists.empty()) return;
    data.plan = plan_slots(open.lists, {slots, asked.plan_weeks, asked.weeks, asked.most});
    data.not_planned = std::move(open.held_back);
    data.plan_basis = basis_of(known, capacity, slots);
}

}  // namespace concord::waiting
