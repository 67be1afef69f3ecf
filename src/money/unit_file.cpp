#include "money/unit_file.hpp"

#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"
#include "money/cells.hpp"

namespace concord::money {
namespace {

enum Slot : std::size_t { unit_slot, place_slot, system_slot, population_slot, first_weight };

files::CsvOptions options_of(const UnitRequest& request) {
    files::CsvOptions options;
    options.shown_path = request.shown_path;
    const auto want = [&](const std::string& header) {
        std::vector<std::string> headers;
        if (!header.empty()) headers.push_back(header);
        options.columns.push_back({header, headers, !header.empty()});
    };
    const auto& columns = request.columns;
    want(columns.unit);
    want(columns.place);
    want(columns.system);
    want(columns.population);
    for (const auto& column : columns.weighted)
        want(column);
    for (const auto& column : columns.baseline)
        want(column);
    return options;
}

class UnitReader {
  public:
    UnitReader(const UnitRequest& request, Diagnostics& diagnostics)
        : request_(request),
          reader_(request.file, options_of(request), diagnostics),
          cells_(reader_, diagnostics),
          streams_(request.columns.weighted.size()) {}

    UnitFile read() {
        file_.is_complete = reader_.usable();
        file_.input.streams = request_.columns.weighted;
        file_.gaps.assign(streams_, 0);
        file_.baselines.resize(request_.columns.baseline.size());
        while (reader_.next())
            if (!read_row()) reader_.skip_row();
        return std::move(file_);
    }

  private:
    // The name of the row for messages: the unit's, or the line's.
    std::string name_of_row() const {
        const auto name = trim(reader_.value(unit_slot));
        return name.empty() ? fmt::format("line {}", reader_.spot(place_slot).line)
                            : std::string(name);
    }

    bool read_row() {
        Unit unit;
        unit.name = name_of_row();
        const std::string system(trim(reader_.value(system_slot)));
        if (!request_.only.empty() && system != request_.only && !system.empty()) {
            ++file_.only_rows;
            reader_.leave_outside();
            return true;
        }
        const std::string place(trim(reader_.value(place_slot)));
        bool sound = is_named(place, place_slot, "place", unit.name);
        sound &= is_named(system, system_slot, "system", unit.name);
        sound &= is_new(unit.name);
        const auto people = population(unit.name);
        if (!sound || !people) return false;
        unit.population = *people;
        for (std::size_t stream = 0; stream < streams_; ++stream) {
            if (!read_weight(unit, stream)) return false;
        }
        std::vector<Pence> baselines;
        for (std::size_t i = 0; i < file_.baselines.size(); ++i) {
            const auto amount = cells_.amount(first_weight + streams_ + i, unit.name);
            if (!amount) return false;
            baselines.push_back(*amount);
        }
        for (std::size_t i = 0; i < baselines.size(); ++i)
            file_.baselines[i].push_back(baselines[i]);
        unit.system = system_at(system);
        unit.place = place_at(place, unit.system);
        for (std::size_t stream = 0; stream < streams_; ++stream)
            report_gap(unit, stream);
        file_.input.units.push_back(std::move(unit));
        return true;
    }

    // The published tool puts one in the place of every gap, that of people too.
    std::optional<double> population(const std::string& unit) {
        const auto text = trim(reader_.value(population_slot));
        const auto number = parse_number(text);
        const bool is_gap = text.empty() || (number && *number == 0);
        if (request_.gaps != GapRule::one || !is_gap) {
            return cells_.people(population_slot, unit);
        }
        cells_.find("MON023", population_slot, unit,
                    fmt::format("the people of `{}` are {}: one is put in their place", shown(unit),
                                text.empty() ? "missing" : "nobody"));
        return 1;
    }

    bool read_weight(Unit& unit, std::size_t stream) {
        const auto slot = first_weight + stream;
        const auto text = trim(reader_.value(slot));
        if (text.empty()) {
            unit.weights.emplace_back();
            return true;
        }
        const auto weight = parse_number(text);
        if (!weight || *weight < 0) {
            cells_.find("MON024", slot, unit.name,
                        fmt::format("`{}` is no weighted population", shown(text)));
            return false;
        }
        unit.weights.emplace_back(*weight);
        return true;
    }

    void report_gap(const Unit& unit, std::size_t stream) {
        if (!is_gap(unit, stream)) return;
        ++file_.gaps[stream];
        const auto slot = first_weight + stream;
        const bool is_missing = !unit.weights[stream];
        const auto what =
            fmt::format("the weight `{}` of `{}` is {}", shown(request_.columns.weighted[stream]),
                        shown(unit.name), is_missing ? "missing" : "nothing");
        if (request_.gaps != GapRule::refuse) {
            cells_.find(
                "MON023", slot, unit.name,
                fmt::format("{}: settled by the rule `{}`", what, to_string(request_.gaps)));
        } else {
            cells_.find(is_missing ? "MON020" : "MON021", slot, unit.name, what);
        }
    }

    bool is_named(const std::string& name, std::size_t slot, const char* what,
                  const std::string& unit) {
        if (!name.empty()) return true;
        cells_.find("MON025", slot, unit, fmt::format("`{}` has no {}", shown(unit), what));
        return false;
    }

    bool is_new(const std::string& unit) {
        if (request_.columns.unit.empty()) return true;
        const auto [at, is_first] = lines_.emplace(unit, reader_.spot(unit_slot).line);
        if (is_first) return true;
        cells_.find("MON026", unit_slot, unit,
                    fmt::format("`{}` stands already on line {}", shown(unit), at->second));
        return false;
    }

    std::uint32_t system_at(const std::string& name) {
        const auto next = static_cast<std::uint32_t>(file_.input.systems.size());
        const auto [at, is_first] = systems_.emplace(name, next);
        if (is_first) file_.input.systems.push_back(name);
        return at->second;
    }

    std::uint32_t place_at(const std::string& name, std::uint32_t system) {
        const auto next = static_cast<std::uint32_t>(file_.input.places.size());
        const auto [at, is_first] = places_.emplace(std::pair(system, name), next);
        if (!is_first) return at->second;
        file_.input.places.push_back({name, system});
        const auto [first, is_only] = system_of_place_.emplace(name, system);
        if (!is_only) {
            cells_.find("MON027", place_slot, name,
                        fmt::format("the place `{}` lies in `{}` and in `{}`: it is worked out as "
                                    "two places",
                                    shown(name), shown(file_.input.systems[first->second]),
                                    shown(file_.input.systems[system])));
        }
        return next;
    }

    const UnitRequest& request_;
    files::CsvReader reader_;
    MoneyCells cells_;
    std::size_t streams_;
    UnitFile file_;
    std::map<std::string, std::uint32_t> lines_;
    std::map<std::string, std::uint32_t> systems_;
    std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> places_;
    std::map<std::string, std::uint32_t> system_of_place_;
};

}  // namespace

UnitFile read_units(const UnitRequest& request, Diagnostics& diagnostics) {
    return UnitReader(request, diagnostics).read();
}

}  // namespace concord::money
