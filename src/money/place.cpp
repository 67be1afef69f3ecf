#include "money/place.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "money/cells.hpp"

namespace concord::money {
namespace {

// The same units in the places they might lie in.
UnitFile moved(UnitFile units, const PlaceRequest& request, Diagnostics& diagnostics) {
    std::map<std::string, std::size_t> by_name;
    for (std::size_t i = 0; i < units.input.units.size(); ++i)
        by_name.emplace(units.input.units[i].name, i);
    std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> places;
    for (std::uint32_t i = 0; i < units.input.places.size(); ++i)
        places.emplace(std::pair(units.input.places[i].system, units.input.places[i].name), i);
    for (const auto& [name, place] : request.moves) {
        const auto found = by_name.find(name);
        if (found == by_name.end()) {
            diagnostics.add({"MON028",
                             {request.units.shown_path, 0, 0},
                             name,
                             fmt::format("there is no unit `{}` to be moved", shown(name))});
            continue;
        }
        auto& unit = units.input.units[found->second];
        const auto next = static_cast<std::uint32_t>(units.input.places.size());
        const auto [at, is_new] = places.emplace(std::pair(unit.system, place), next);
        if (is_new) units.input.places.push_back({place, unit.system});
        unit.place = at->second;
    }
    return units;
}

using Key = std::tuple<std::string, std::string, std::string>;

Key key_of(const PlaceRow& row) {
    return {row.system, row.place, row.stream};
}

class Answerer {
  public:
    Answerer(const PlaceRequest& request, Diagnostics& diagnostics)
        : request_(request), diagnostics_(diagnostics) {}

    PlaceAnswer run() {
        const auto units = read_units(request_.units, diagnostics_);
        check_budgets(units.input);
        const auto rows = place_rows(units, request_, diagnostics_);
        if (request_.moves.empty()) {
            write(rows, nullptr);
        } else {
            write(place_rows(moved(units, request_, diagnostics_), request_, diagnostics_), &rows);
        }
        if (!rows.empty()) note(units);
        return std::move(answer_);
    }

  private:
    void check_budgets(const NeedInput& input) {
        const auto holds = [](const std::vector<std::string>& names, const std::string& name) {
            return std::ranges::find(names, name) != names.end();
        };
        for (const auto& [key, amount] : request_.budgets) {
            const bool is_other = !request_.units.only.empty() && key.first != request_.units.only;
            if (is_other || (holds(input.systems, key.first) && holds(input.streams, key.second)))
                continue;
            diagnostics_.add({"MON028",
                              {request_.units.shown_path, 0, 0},
                              key.first,
                              fmt::format("a budget is given for `{}` in `{}`, and the file has no "
                                          "such system or stream",
                                          shown(key.first), shown(key.second))});
        }
    }

    void write(const std::vector<PlaceRow>& rows, const std::vector<PlaceRow>* as_is) {
        auto schema = place_budgets_schema();
        std::map<Key, const PlaceRow*> before;
        if (as_is) {
            schema.columns.push_back({"need_index_as_is", ColumnType::number, ""});
            schema.columns.push_back({"budget_as_is", ColumnType::money, ""});
            for (const auto& row : *as_is)
                before.emplace(key_of(row), &row);
        }
        store::RowWriter writer(schema);
        for (const auto& row : rows) {
            add_place_row(row, request_.year, writer);
            if (as_is) {
                const auto found = before.find(key_of(row));
                const auto* was = found == before.end() ? nullptr : found->second;
                writer.number(was ? was->money.index : std::nullopt);
                writer.money(was ? was->money.budget : std::nullopt);
            }
            writer.end_row();
        }
        answer_.table = store::to_table(writer);
    }

    void note(const UnitFile& units) {
        const auto& input = units.input;
        answer_.notes.push_back(fmt::format("{} in {} of {}",
                                            counted(size(input.units), "row", "rows"),
                                            counted(size(input.places), "place", "places"),
                                            counted(size(input.systems), "system", "systems")));
        for (std::size_t stream = 0; stream < input.streams.size(); ++stream) {
            if (units.gaps[stream] == 0) continue;
            answer_.notes.push_back(
                fmt::format("{} of `{}`: {}",
                            counted(static_cast<std::int64_t>(units.gaps[stream]),
                                    "weight is a gap", "weights are gaps"),
                            input.streams[stream], gap_words()));
        }
        if (request_.need.whole_people) {
            answer_.notes.emplace_back("sums are rounded to whole people before indices");
        }
        const bool has_money = !units.baselines.empty() || !request_.budgets.empty() ||
                               !request_.budget_of_streams.empty();
        if (has_money && !request_.rule) {
            answer_.notes.emplace_back(
                "no rule of pace is given: each place gets its fair share at once");
        }
        if (input.streams.size() > 1 && !has_money && request_.shares.empty()) {
            answer_.notes.emplace_back(
                "the streams are not put together: give --shares, --baseline or --budgets to weigh "
                "them against each other");
        }
    }

    std::string gap_words() const {
        if (request_.units.gaps != GapRule::refuse) {
            return fmt::format("settled by the rule `{}`", to_string(request_.units.gaps));
        }
        return "nothing is worked out for its systems; --missing names a rule (" +
               join(gap_rule_names(), ", ") + ")";
    }

    template <typename T>
    static std::int64_t size(const std::vector<T>& items) {
        return static_cast<std::int64_t>(items.size());
    }

    const PlaceRequest& request_;
    Diagnostics& diagnostics_;
    PlaceAnswer answer_;
};

}  // namespace

PlaceAnswer answer_place(const PlaceRequest& request, Diagnostics& diagnostics) {
    return Answerer(request, diagnostics).run();
}

Budgets read_budgets(const std::filesystem::path& path, const std::string& shown_path,
                     Diagnostics& diagnostics) {
    Budgets budgets;
    files::CsvReader reader(path, files::hand_written(shown_path, {"system", "stream", "budget"}),
                            diagnostics);
    MoneyCells cells(reader, diagnostics);
    while (reader.next()) {
        const std::string system(trim(reader.value(0)));
        const std::string stream(trim(reader.value(1)));
        const auto amount = cells.amount(2, system);
        if (!amount || *amount < Pence()) {
            if (amount) {
                cells.find("MON014", 2, system,
                           fmt::format("the budget of `{}` lies below nothing", shown(system)));
            }
            reader.skip_row();
        } else if (!budgets.emplace(std::pair(system, stream), *amount).second) {
            cells.find("MON026", 0, system,
                       fmt::format("a budget of `{}` in `{}` stands already", shown(system),
                                   shown(stream)));
            reader.skip_row();
        }
    }
    return budgets;
}

std::vector<std::pair<std::string, std::string>> read_moves(const std::filesystem::path& path,
                                                            const std::string& shown_path,
                                                            Diagnostics& diagnostics) {
    std::vector<std::pair<std::string, std::string>> moves;
    files::CsvReader reader(path, files::hand_written(shown_path, {"unit", "place"}), diagnostics);
    MoneyCells cells(reader, diagnostics);
    while (reader.next()) {
        const std::string unit(trim(reader.value(0)));
        const std::string place(trim(reader.value(1)));
        if (place.empty()) {
            cells.find("MON025", 1, unit, fmt::format("`{}` has no place", shown(unit)));
            reader.skip_row();
        } else {
            moves.emplace_back(unit, place);
        }
    }
    return moves;
}

}  // namespace concord::money
