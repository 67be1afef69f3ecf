#include "need/unit_counts.hpp"

#include <charconv>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::need {
namespace {

namespace fs = std::filesystem;

std::optional<double> number_of(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

// What publishers write where they have no figure.
bool is_no_figure(std::string_view text) {
    return text.empty() || text == "NA" || text == "-" || text == "." || text == "*" || text == "c";
}

struct SourceFile {
    fs::path path;
    std::string shown_path;
    std::string name;
};

class Sources {
  public:
    Sources(const Indicator& indicator, const NeedSources& sources, Diagnostics& diagnostics)
        : indicator_(indicator), sources_(sources), diagnostics_(diagnostics) {}

    // Nothing where it is not there: that is said only of what the system itself should hold.
    std::optional<SourceFile> dataset(const std::string& id) const {
        const auto* known = sources_.catalogue ? sources_.catalogue->dataset(id) : nullptr;
        if (known == nullptr) {
            diagnostics_.add({"NED101", indicator_.place, indicator_.id,
                              fmt::format("no catalogue has a data set `{}`", shown(id))});
            return std::nullopt;
        }
        const auto path = known->file_in(sources_.data_folder);
        std::error_code error;
        if (path.empty() || !fs::is_regular_file(path, error)) return std::nullopt;
        return SourceFile{path, known->path, id};
    }

    std::optional<SourceFile> own() const {
        const auto path = sources_.folder / indicator_.file;
        std::error_code error;
        if (fs::is_regular_file(path, error))
            return SourceFile{path, sources_.shown_folder + "/" + indicator_.file,
                              "need/" + indicator_.file};
        diagnostics_.add({"NED101", indicator_.place, indicator_.id,
                          fmt::format("there is no file `need/{}`", shown(indicator_.file))});
        return std::nullopt;
    }

    // The words that a data set gives for its keys.
    std::map<std::string, std::string> words(const Through& through, UnitCounts& counts) const {
        std::map<std::string, std::string> words;
        const auto file = dataset(through.dataset);
        if (!file) return words;
        files::CsvOptions options;
        options.shown_path = file->shown_path;
        options.columns = {{through.key, {through.key}, true},
                           {through.value, {through.value}, true}};
        files::CsvReader reader(file->path, options, diagnostics_);
        while (reader.next())
            words.emplace(reader.text(0), reader.text(1));
        counts.inputs.push_back(reader.report());
        counts.inputs.back().dataset = through.dataset;
        return words;
    }

  private:
    const Indicator& indicator_;
    const NeedSources& sources_;
    Diagnostics& diagnostics_;
};

// The fifth of each small area by its rank among all, as the published deciles have it.
std::vector<int> fifths_of(const registry::RegistryData& data, const std::string& layer,
                           const std::string& measure, std::string& name) {
    const registry::Deprivation* chosen = nullptr;
    for (const auto& one : data.deprivations) {
        const bool fits = one.small_layer == layer && (measure.empty() || one.name == measure);
        if (fits) chosen = &one;  // the catalogue lists older ones first
    }
    std::vector<int> fifths;
    if (chosen == nullptr) return fifths;
    name = chosen->name;
    for (const auto rank : chosen->rank) {
        int fifth = 0;
        for (int q = 1; q <= 5 && fifth == 0 && rank > 0; ++q) {
            if (rank <= chosen->ranked * q / 5) fifth = q;
        }
        fifths.push_back(fifth);
    }
    return fifths;
}

class UnitReader {
  public:
    UnitReader(const Indicator& indicator, const NeedSources& sources, Diagnostics& diagnostics)
        : indicator_(indicator),
          data_(*sources.registry),
          files_(indicator, sources, diagnostics),
          diagnostics_(diagnostics) {}

    UnitCounts read() {
        counts_.layer = data_.geography.layer(indicator_.layer);
        if (counts_.layer == nullptr) return std::move(counts_);
        if (!indicator_.deprivation.empty()) {
            count_deprived();
            return std::move(counts_);
        }
        const auto file =
            indicator_.dataset.empty() ? files_.own() : files_.dataset(indicator_.dataset);
        if (!file) return std::move(counts_);
        counts_.source = file->name;
        prepare();
        read_rows(*file);
        return std::move(counts_);
    }

  private:
    void count_deprived() {
        const auto fifths =
            fifths_of(data_, indicator_.layer, indicator_.deprivation, counts_.fifths);
        const auto* people = data_.newest_population(indicator_.layer);
        if (fifths.empty() || people == nullptr) return;
        counts_.source = counts_.fifths + ", " + people->name;
        auto& units = counts_.by_period[indicator_.period];
        for (std::size_t i = 0; i < fifths.size(); ++i) {
            const auto all = static_cast<double>(people->people[i]);
            if (fifths[i] == 0 || all <= 0) continue;
            units.push_back(
                {static_cast<registry::AreaIndex>(i), 0, fifths[i] == 1 ? all : 0, all});
        }
    }

    void prepare() {
        if (indicator_.through) areas_ = files_.words(*indicator_.through, counts_);
        if (indicator_.fifths) {
            fifth_words_ = files_.words(*indicator_.fifths, counts_);
            counts_.fifths = indicator_.fifths->dataset;
        } else {
            fifths_ = fifths_of(data_, indicator_.layer, "", counts_.fifths);
        }
    }

    std::size_t want(const std::string& column) {
        if (column.empty()) return 0;
        options_.columns.push_back({column, {column}, true});
        return options_.columns.size() - 1;
    }

    void read_rows(const SourceFile& file) {
        options_.shown_path = file.shown_path;
        const auto unit = want(indicator_.unit_column);
        population_slot_ = want(indicator_.population);
        for (const auto& column : indicator_.count)
            count_slots_.push_back(want(column));
        share_slot_ = want(indicator_.share_percent);
        period_slot_ = want(indicator_.period_column);
        for (const auto& [column, word] : indicator_.where)
            where_slots_.emplace_back(want(column), word);
        files::CsvReader reader(file.path, options_, diagnostics_);
        while (reader.next())
            read_row(reader, unit);
        counts_.inputs.push_back(reader.report());
        counts_.inputs.back().dataset = file.name;
    }

    void read_row(files::CsvReader& reader, std::size_t unit_slot) {
        for (const auto& [slot, word] : where_slots_) {
            if (reader.value(slot) != word) return reader.leave_outside();
        }
        const auto unit = reader.text(unit_slot);
        const auto count = counted(reader);
        if (!count) return;
        const auto area = area_of(unit, reader);
        if (area == registry::no_area) return;
        const auto period =
            indicator_.period_column.empty() ? indicator_.period : reader.text(period_slot_);
        if (!seen_.insert({period, unit}).second) {
            diagnostics_.add({"NED104", reader.place(unit_slot), indicator_.id,
                              fmt::format("`{}` has two rows of the same period", shown(unit))});
            return reader.skip_row();
        }
        auto row = *count;
        row.area = area;
        row.fifth = fifth_of(unit, area);
        counts_.by_period[period].push_back(row);
    }

    // How many of how many; nothing where the row does not say, or says what cannot be.
    std::optional<UnitCount> counted(files::CsvReader& reader) {
        UnitCount row;
        const auto people = read_number(reader, population_slot_);
        if (!people) return std::nullopt;
        row.population = *people;
        for (const auto slot : count_slots_) {
            const auto part = read_number(reader, slot);
            if (!part) return std::nullopt;
            row.count += *part;
        }
        if (count_slots_.empty()) {
            const auto share = read_number(reader, share_slot_);
            if (!share) return std::nullopt;
            row.count = std::round(*share / 100 * row.population);
        }
        if (row.population > 0 && row.count >= 0 && row.count <= row.population) return row;
        if (row.population == 0 && row.count == 0) {
            reader.leave_outside();
            return std::nullopt;
        }
        refuse(reader, count_slots_.empty() ? share_slot_ : count_slots_.front(),
               fmt::format("{} of {} people cannot be", row.count, row.population));
        return std::nullopt;
    }

    std::optional<double> read_number(files::CsvReader& reader, std::size_t slot) {
        const auto text = reader.value(slot);
        if (is_no_figure(text)) {
            reader.leave_outside();
            return std::nullopt;
        }
        const auto number = number_of(text);
        if (!number) refuse(reader, slot, fmt::format("`{}` is no number", shown(text)));
        return number;
    }

    registry::AreaIndex area_of(const std::string& unit, files::CsvReader& reader) {
        auto code = unit;
        if (indicator_.through) {
            const auto word = areas_.find(unit);
            if (word == areas_.end()) {  // a practice that opened or closed since
                reader.leave_outside();
                return registry::no_area;
            }
            code = word->second;
        }
        auto area = counts_.layer->find(code);
        if (area < 0) area = counts_.layer->find_ods(code);
        if (area >= 0) return area;
        const auto& scope = counts_.layer->info().scope;
        if (!scope.empty() && !code.starts_with(scope)) {
            reader.leave_outside();
            return registry::no_area;
        }
        diagnostics_.add({"NED103", reader.place(0), indicator_.id,
                          fmt::format("`{}` is no area of `{}`", shown(code), indicator_.layer)});
        reader.skip_row();
        return registry::no_area;
    }

    int fifth_of(const std::string& unit, registry::AreaIndex area) const {
        if (!indicator_.fifths) {
            return fifths_.empty() ? 0 : fifths_[static_cast<std::size_t>(area)];
        }
        const auto word = fifth_words_.find(unit);
        const auto number = word == fifth_words_.end() ? std::nullopt : number_of(word->second);
        if (!number || *number < 1 || *number > 5) return 0;
        const auto fifth = static_cast<int>(*number);
        return indicator_.fifth_of_least ? 6 - fifth : fifth;
    }

    void refuse(files::CsvReader& reader, std::size_t slot, std::string message) {
        diagnostics_.add({"NED102", reader.place(slot), indicator_.id, std::move(message)});
        reader.skip_row();
    }

    const Indicator& indicator_;
    const registry::RegistryData& data_;
    Sources files_;
    Diagnostics& diagnostics_;
    UnitCounts counts_;
    files::CsvOptions options_;
    std::size_t population_slot_ = 0;
    std::size_t share_slot_ = 0;
    std::size_t period_slot_ = 0;
    std::vector<std::size_t> count_slots_;
    std::vector<std::pair<std::size_t, std::string>> where_slots_;
    std::map<std::string, std::string> areas_;
    std::map<std::string, std::string> fifth_words_;
    std::vector<int> fifths_;
    std::set<std::pair<std::string, std::string>> seen_;
};

}  // namespace

UnitCounts count_units(const Indicator& indicator, const NeedSources& sources,
                       Diagnostics& diagnostics) {
    return UnitReader(indicator, sources, diagnostics).read();
}

}  // namespace concord::need
