#include "need/people.hpp"

#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::need {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t oldest = 200;

// "05-09" and "85+" as the years from and to.
std::optional<std::pair<int, int>> years_of(const std::string& band) {
    const bool is_open = band.ends_with('+');
    const auto closed = std::string_view(band).substr(0, band.size() - (is_open ? 1 : 0));
    const auto dash = closed.find('-');
    const auto from = parse_whole_number(closed.substr(0, dash)).value_or(-1);
    const auto last = dash == std::string_view::npos ? std::string_view() : closed.substr(dash + 1);
    const auto to = is_open ? oldest : parse_whole_number(last).value_or(-1);
    if (from < 0 || to < from || to > oldest) return std::nullopt;
    return std::pair(static_cast<int>(from), static_cast<int>(to));
}

class PeopleReader {
  public:
    PeopleReader(const PeopleSource& source, const NeedSources& sources, Diagnostics& diagnostics)
        : source_(source), sources_(sources), diagnostics_(diagnostics) {}

    std::optional<PeopleByAge> read() {
        made_.layer = sources_.registry->geography.layer(source_.layer);
        const auto ages = file_of(source_.dataset);
        if (made_.layer == nullptr || !ages || !read_bands()) return std::nullopt;
        made_.period = source_.period;
        made_.source = source_.dataset;
        made_.note = source_.note;
        read_ages(*ages);
        if (const auto sexes = file_of(source_.sexes)) read_sexes(*sexes);
        return std::move(made_);
    }

  private:
    struct Found {
        fs::path path;
        std::string shown_path;
        std::string dataset;
    };

    std::optional<Found> file_of(const std::string& dataset) const {
        const auto* known = dataset.empty() ? nullptr : sources_.catalogue->dataset(dataset);
        if (known == nullptr) {
            if (!dataset.empty())
                diagnostics_.add({"NED101", source_.place, "",
                                  fmt::format("no catalogue has a data set `{}`", shown(dataset))});
            return std::nullopt;
        }
        const auto path = known->file_in(sources_.data_folder);
        std::error_code error;
        if (path.empty() || !fs::is_regular_file(path, error)) return std::nullopt;
        return Found{path, known->path, dataset};
    }

    bool read_bands() {
        for (const auto& [band, column] : source_.bands) {
            const auto years = years_of(band);
            if (!years) {
                diagnostics_.add({"NED100", source_.place, "",
                                  fmt::format("`{}` is no band of ages", shown(band)),
                                  "write bands as 05-09, the last as 85+"});
                return false;
            }
            made_.bands.push_back(band);
            years_.push_back(*years);
        }
        return true;
    }

    void keep(const files::CsvReader& reader, const Found& file) {
        made_.inputs.push_back(reader.report());
        made_.inputs.back().dataset = file.dataset;
    }

    void read_ages(const Found& file) {
        made_.people.assign(made_.layer->size(), {});
        files::CsvOptions options;
        options.shown_path = file.shown_path;
        options.columns = {{source_.unit_column, {source_.unit_column}}};
        for (const auto& [band, column] : source_.bands)
            options.columns.push_back({column, {column}});
        files::CsvReader reader(file.path, options, diagnostics_);
        while (reader.next()) {
            const auto area = made_.layer->find(reader.text(0));
            if (area < 0) {
                reader.leave_outside();
                continue;
            }
            std::vector<std::int64_t> counts;
            for (std::size_t band = 0; band < made_.bands.size(); ++band) {
                const auto count = parse_whole_number(reader.value(band + 1));
                if (count && *count >= 0) {
                    counts.push_back(*count);
                    continue;
                }
                refuse(reader, band + 1);
                break;
            }
            if (counts.size() == made_.bands.size())
                made_.people[static_cast<std::size_t>(area)] = std::move(counts);
        }
        keep(reader, file);
    }

    void refuse(files::CsvReader& reader, std::size_t slot) {
        diagnostics_.add({"NED102", reader.place(slot), "people",
                          fmt::format("`{}` is no count of people", shown(reader.value(slot)))});
        reader.skip_row();
    }

    // The band of each column that is named by a year of age: 0 to 89, and 90+.
    std::vector<int> bands_of_columns(const std::vector<std::string>& headers) const {
        std::vector<int> bands;
        for (const auto& header : headers) {
            const auto digits =
                header.ends_with('+') ? header.substr(0, header.size() - 1) : header;
            const auto year = parse_whole_number(digits);
            int band = -1;
            for (std::size_t i = 0; i < years_.size() && year; ++i)
                if (*year >= years_[i].first && *year <= years_[i].second)
                    band = static_cast<int>(i);
            bands.push_back(band);
        }
        return bands;
    }

    void read_sexes(const Found& file) {
        made_.authorities = sources_.registry->geography.layer(source_.sexes_layer);
        if (made_.authorities == nullptr) return;
        files::CsvOptions options;
        options.shown_path = file.shown_path;
        options.columns = {{source_.sexes_unit, {source_.sexes_unit}},
                           {source_.sex_column, {source_.sex_column}}};
        files::CsvReader reader(file.path, options, diagnostics_);
        std::map<registry::AreaIndex, std::vector<double>> females;
        std::map<registry::AreaIndex, std::vector<double>> everyone;
        std::vector<int> bands;
        while (reader.next()) {
            if (bands.empty()) bands = bands_of_columns(reader.headers());
            const auto area = made_.authorities->find(reader.text(0));
            const auto sex = reader.text(1);
            if (area < 0 || (sex != source_.female && sex != source_.male)) {
                reader.leave_outside();
                continue;
            }
            auto& all = everyone[area];
            auto& own = females[area];
            all.resize(made_.bands.size());
            own.resize(made_.bands.size());
            for (std::size_t field = 0; field < bands.size(); ++field) {
                if (bands[field] < 0) continue;
                const auto count = parse_number(reader.raw_value(field)).value_or(0);
                const auto band = static_cast<std::size_t>(bands[field]);
                all[band] += count;
                if (sex == source_.female) own[band] += count;
            }
        }
        for (const auto& [area, all] : everyone) {
            auto& shares = made_.female_share[area];
            for (std::size_t band = 0; band < all.size(); ++band)
                shares.push_back(all[band] > 0 ? females[area][band] / all[band] : 0.5);
        }
        made_.source += ", " + file.dataset;
        keep(reader, file);
    }

    const PeopleSource& source_;
    const NeedSources& sources_;
    Diagnostics& diagnostics_;
    std::vector<std::pair<int, int>> years_;
    PeopleByAge made_;
};

struct Adding {
    std::vector<std::int64_t> people;
    std::vector<double> females;
    bool knows_sex = true;
};

void add_unit(const std::vector<std::int64_t>& people, const std::vector<double>* shares,
              Adding& sum) {
    sum.people.resize(people.size());
    sum.females.resize(people.size());
    sum.knows_sex = sum.knows_sex && shares != nullptr;
    for (std::size_t band = 0; band < people.size(); ++band) {
        sum.people[band] += people[band];
        if (shares != nullptr)
            sum.females[band] += static_cast<double>(people[band]) * (*shares)[band];
    }
}

}  // namespace

std::optional<PeopleByAge> read_people_by_age(const PeopleSource& source,
                                              const NeedSources& sources,
                                              Diagnostics& diagnostics) {
    return PeopleReader(source, sources, diagnostics).read();
}

std::vector<AgesOfArea> ages_of_areas(const PeopleByAge& people,
                                      const registry::Assignment& assignment,
                                      const registry::Assignment* authorities) {
    std::map<registry::AreaIndex, Adding> sums;
    for (std::size_t unit = 0; unit < people.people.size(); ++unit) {
        if (people.people[unit].empty()) continue;
        const std::vector<double>* shares = nullptr;
        if (authorities != nullptr) {
            const auto found = people.female_share.find(authorities->area_of[unit]);
            if (found != people.female_share.end()) shares = &found->second;
        }
        add_unit(people.people[unit], shares, sums[registry::no_area]);
        if (assignment.area_of[unit] >= 0)
            add_unit(people.people[unit], shares, sums[assignment.area_of[unit]]);
    }
    std::vector<AgesOfArea> areas;
    for (const auto& [area, sum] : sums) {
        AgesOfArea one = {area, sum.people, {}};
        for (const auto females : sum.females)
            if (sum.knows_sex) one.females.push_back(std::llround(females));
        areas.push_back(std::move(one));
    }
    return areas;
}

}  // namespace concord::need
