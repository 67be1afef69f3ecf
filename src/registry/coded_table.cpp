#include "registry/coded_table.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <unordered_map>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::registry {
namespace {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>()(text);
    }
};
using CodeIndex = std::unordered_map<std::string, std::int32_t, TextHash, std::equal_to<>>;

// Where an area column's three headers stand among the wanted columns; -1 where it has none.
struct AreaSlots {
    int code = -1;
    int ods = -1;
    int name = -1;
};

class TableReading {
  public:
    TableReading(const std::filesystem::path& path, const Dataset& dataset,
                 const Catalogue& catalogue, Diagnostics& diagnostics)
        : dataset_(dataset),
          catalogue_(catalogue),
          diagnostics_(diagnostics),
          plan_(plan_for(dataset.kind)),
          reader_(path, csv_options(), diagnostics),
          indexes_(dataset.areas.size()) {
        table_.dataset = &dataset;
        for (const auto& area : dataset.areas) {
            CodeColumn column;
            column.layer = area.layer;
            column.by_ods = area.code.empty();
            table_.areas.push_back(std::move(column));
        }
        for (const auto& rule : plan_.numbers) {
            if (dataset.value(rule.role)) table_.numbers[rule.role];
        }
        for (const auto& role : plan_.texts) {
            if (dataset.value(role)) table_.texts[role];
        }
    }

    CodedTable run(const CancelToken& cancel) {
        std::size_t count = 0;
        while (reader_.next()) {
            if ((++count & 0xFFFFU) == 0) cancel.check();
            read_row();
        }
        table_.report = reader_.report();
        table_.report.dataset = dataset_.id;
        return std::move(table_);
    }

  private:
    files::CsvOptions csv_options();
    int want(const std::string& name, const std::vector<std::string>& headers, int position,
             bool required);
    void read_row();
    bool read_codes();
    bool read_numbers();
    bool code_is_well_formed(std::size_t area, std::string_view code);
    void keep_row();
    std::int32_t intern(std::size_t area, std::string_view code);

    const Dataset& dataset_;
    const Catalogue& catalogue_;
    Diagnostics& diagnostics_;
    ReadingPlan plan_;
    std::vector<files::WantedColumn> wanted_;
    std::vector<AreaSlots> area_slots_;
    std::map<std::string, int> value_slots_;
    files::CsvReader reader_;
    std::vector<CodeIndex> indexes_;
    std::vector<double> numbers_of_row_;
    CodedTable table_;
};

int TableReading::want(const std::string& name, const std::vector<std::string>& headers,
                       int position, bool required) {
    if (headers.empty() && position < 0) return -1;
    wanted_.push_back({name, headers, required, position});
    return static_cast<int>(wanted_.size()) - 1;
}

files::CsvOptions TableReading::csv_options() {
    for (const auto& area : dataset_.areas) {
        AreaSlots slots;
        const bool by_ods = area.code.empty();
        slots.code = want(area.layer, area.code, by_ods ? -1 : area.position, true);
        slots.ods = want(area.layer + " ODS code", area.ods, by_ods ? area.position : -1, by_ods);
        slots.name = want(area.layer + " name", area.name, -1, false);
        area_slots_.push_back(slots);
    }
    const auto is_required = [&](const std::string& role) {
        const auto rule = std::ranges::find(plan_.numbers, role, &NumberRule::role);
        return rule == plan_.numbers.end() || rule->required;
    };
    for (const auto& value : dataset_.values) {
        value_slots_[value.role] =
            want(value.role, value.headers, value.position, is_required(value.role));
    }
    files::CsvOptions options;
    options.shown_path = dataset_.path;
    options.columns = wanted_;
    options.has_header = dataset_.has_header;
    return options;
}

bool TableReading::code_is_well_formed(std::size_t area, std::string_view code) {
    const auto* layer = catalogue_.layer(dataset_.areas[area].layer);
    if (!layer || table_.areas[area].by_ods || matches_pattern(code, layer->code_pattern)) {
        return true;
    }
    const auto slot = static_cast<std::size_t>(area_slots_[area].code);
    diagnostics_.add({"REG024", reader_.place(slot), std::string(code),
                      fmt::format("`{}` is not a code of {}", shown(code), layer->id),
                      fmt::format("codes of {} look like `{}`", layer->id, layer->code_pattern)});
    return false;
}

// The codes of the row; false where one is missing or badly formed, or the key lies outside.
bool TableReading::read_codes() {
    for (std::size_t i = 0; i < dataset_.areas.size(); ++i) {
        const auto& slots = area_slots_[i];
        const auto slot = static_cast<std::size_t>(slots.code >= 0 ? slots.code : slots.ods);
        const auto code = reader_.value(slot);
        const auto* layer = catalogue_.layer(dataset_.areas[i].layer);
        const bool in_scope = !layer || table_.areas[i].by_ods || code.starts_with(layer->scope);
        if (!code.empty() && !in_scope) {
            reader_.leave_outside();
            return false;
        }
        const bool is_key = i == 0;
        // An organisation that is counted nowhere is no mistake of the register.
        if (code.empty() && is_key && dataset_.kind == DatasetKind::attachments) {
            reader_.leave_outside();
            return false;
        }
        if (code.empty() && is_key) {
            diagnostics_.add({"REG025", reader_.place(slot), dataset_.areas[i].layer,
                              fmt::format("the row has no {} code", dataset_.areas[i].layer)});
        }
        if ((code.empty() && is_key) || (!code.empty() && !code_is_well_formed(i, code))) {
            reader_.skip_row();
            return false;
        }
    }
    return true;
}

bool TableReading::read_numbers() {
    numbers_of_row_.clear();
    for (const auto& rule : plan_.numbers) {
        const auto found = value_slots_.find(rule.role);
        if (found == value_slots_.end()) continue;
        const auto slot = static_cast<std::size_t>(found->second);
        const auto text = reader_.value(slot);
        const auto number = parse_number(text);
        const bool too_small = number && *number < rule.minimum;
        const bool too_large = number && *number > rule.maximum;
        const bool fine =
            number && !too_small && !too_large && (!rule.whole || *number == std::floor(*number));
        if (text.empty() && !rule.required) {
            numbers_of_row_.push_back(std::nan(""));
        } else if (fine) {
            numbers_of_row_.push_back(*number);
        } else {
            const auto message =
                too_small
                    ? fmt::format("`{}` is {}, below {}", rule.role, shown(text), rule.minimum)
                : too_large ? fmt::format("`{}` is {}, above {}", rule.role, shown(text),
                                          with_thousands(static_cast<std::int64_t>(rule.maximum)))
                            : fmt::format("`{}` is not a {}number: `{}`", rule.role,
                                          rule.whole ? "whole " : "", shown(text));
            diagnostics_.add({too_small || too_large ? "REG026" : "REG025", reader_.place(slot),
                              rule.role, message});
            reader_.skip_row();
            return false;
        }
    }
    return true;
}

std::int32_t TableReading::intern(std::size_t area, std::string_view code) {
    if (code.empty()) return -1;
    auto& column = table_.areas[area];
    // Files are sorted more often than not: the last row's code is the likeliest.
    if (!column.of_row.empty() && column.of_row.back() >= 0 &&
        column.codes[static_cast<std::size_t>(column.of_row.back())] == code) {
        return column.of_row.back();
    }
    auto& index = indexes_[area];
    const auto found = index.find(code);
    if (found != index.end()) return found->second;
    const auto place = static_cast<std::int32_t>(column.codes.size());
    index.emplace(code, place);
    column.codes.emplace_back(code);
    const auto& slots = area_slots_[area];
    const auto beside = [&](int slot) {
        return slot < 0 ? std::string_view() : reader_.value(static_cast<std::size_t>(slot));
    };
    column.ods.emplace_back(column.by_ods ? std::string_view() : beside(slots.ods));
    column.names.emplace_back(beside(slots.name));
    return place;
}

void TableReading::keep_row() {
    for (std::size_t i = 0; i < dataset_.areas.size(); ++i) {
        const auto& slots = area_slots_[i];
        const auto slot = static_cast<std::size_t>(slots.code >= 0 ? slots.code : slots.ods);
        table_.areas[i].of_row.push_back(intern(i, reader_.value(slot)));
        const auto spot = reader_.spot(slot);
        table_.areas[i].column_of_row.push_back(spot.column);
        if (i == 0) table_.lines.push_back(spot.line);
    }
    if (dataset_.areas.empty()) table_.lines.push_back(reader_.spot(0).line);
    std::size_t next = 0;
    for (const auto& rule : plan_.numbers) {
        if (value_slots_.contains(rule.role)) {
            table_.numbers[rule.role].push_back(numbers_of_row_[next++]);
        }
    }
    for (const auto& role : plan_.texts) {
        const auto found = value_slots_.find(role);
        if (found == value_slots_.end()) continue;
        table_.texts[role].emplace_back(reader_.value(static_cast<std::size_t>(found->second)));
    }
}

void TableReading::read_row() {
    if (read_codes() && read_numbers()) keep_row();
}

}  // namespace

Location CodedTable::place(std::size_t row, std::size_t area) const {
    return {report.path, lines[row], area < areas.size() ? areas[area].column_of_row[row] : 1};
}

ReadingPlan plan_for(DatasetKind kind) {
    // More people than this are in no small area, and sums of so many still fit their type.
    constexpr double most_people = 1e9;
    switch (kind) {
        case DatasetKind::deprivation:
            return {{{"rank", true, 1, true, most_people},
                     {"decile", false, 1, true},
                     {"score", false}},
                    {}};
        case DatasetKind::population:
            return {{{"people", true, 0, true, most_people}}, {}};
        case DatasetKind::rural_urban:
            return {{}, {"class", "name"}};
        case DatasetKind::registered:
            return {{{"people", true, 0, false, most_people}}, {"organisation", "name"}};
        case DatasetKind::organisations:
            return {{},
                    {"code", "name", "parent", "region", "opened", "closed", "postcode", "status",
                     "setting"}};
        case DatasetKind::attachments:
            return {{}, {"organisation", "name", "opened", "closed", "parent"}};
        case DatasetKind::successions:
            return {{}, {"predecessor", "successor", "date"}};
        case DatasetKind::flows:
            return {{{"share", true, 0, false}}, {"organisation"}};
        case DatasetKind::change:
            return {{}, {"change"}};
        default:
            return {};
    }
}

bool matches_pattern(std::string_view code, std::string_view pattern) {
    if (pattern.empty()) return !code.empty();
    if (code.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const bool digit = code[i] >= '0' && code[i] <= '9';
        const bool capital = code[i] >= 'A' && code[i] <= 'Z';
        const bool fits = pattern[i] == '#'   ? digit
                          : pattern[i] == '@' ? capital
                          : pattern[i] == '?' ? digit || capital
                                              : code[i] == pattern[i];
        if (!fits) return false;
    }
    return true;
}

CodedTable read_coded_table(const std::filesystem::path& path, const Dataset& dataset,
                            const Catalogue& catalogue, Diagnostics& diagnostics,
                            const CancelToken& cancel) {
    TableReading reading(path, dataset, catalogue, diagnostics);
    return reading.run(cancel);
}

}  // namespace concord::registry
