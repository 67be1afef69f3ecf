#include "population/synthetic/sources.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::population {
namespace {

using files::CsvReader;

class Reading {
  public:
    Reading(const Parameters& parameters, const SourcePlaces& places, Diagnostics& diagnostics)
        : parameters_(parameters), places_(places), diagnostics_(diagnostics) {}

    std::optional<Sources> read() {
        ages();
        ethnicity();
        sex();
        years();
        conditions();
        weighted("practices", "people", made_.practices);
        weighted("providers", "share", made_.providers);
        emergency();
        waits();
        long_waits();
        if (!good_) return std::nullopt;
        return std::move(made_);
    }

  private:
    // Columns wanted of a data set; several headers of one role are one column, unless it is a list
    // of columns in order.
    files::CsvOptions options(const std::string& what, const std::vector<std::string>& roles) {
        files::CsvOptions wanted;
        for (const auto& role : roles)
            wanted.columns.push_back({role, parameters_.columns.at(what).at(role)});
        return wanted;
    }

    // Every row of the data set to `take`, which says whether it could use it.
    void each_row(const std::string& what, files::CsvOptions options,
                  const std::function<bool(CsvReader&)>& take) {
        const auto& id = parameters_.data.at(what);
        const auto* dataset = places_.catalogue->dataset(id);
        const auto path = dataset ? dataset->file_in(places_.data_folder) : std::filesystem::path();
        if (path.empty()) {
            diagnostics_.add(
                {"POP020",
                 {},
                 id,
                 fmt::format("there is no data set `{}`", shown(id)),
                 "`concord data list` lists the data sets; --data says where they are"});
            good_ = false;
            return;
        }
        options.shown_path = dataset->path;
        CsvReader reader(path, std::move(options), diagnostics_);
        while (reader.next())
            if (!take(reader)) reader.leave_outside();
        good_ = good_ && reader.usable();
        auto report = reader.report();
        report.dataset = id;
        made_.reports.push_back(std::move(report));
    }

    static std::int64_t whole(const CsvReader& reader, std::size_t column) {
        return std::max<std::int64_t>(0, parse_whole_number(reader.value(column)).value_or(0));
    }
    static double number(const CsvReader& reader, std::size_t column) {
        return std::max(0.0, parse_number(reader.value(column)).value_or(0));
    }

    void ages() {
        auto wanted = options("ages", {"area"});
        for (const auto& header : parameters_.columns.at("ages").at("bands"))
            wanted.columns.push_back({header, {header}});
        each_row("ages", std::move(wanted), [this](CsvReader& reader) {
            auto& bands = made_.ages[reader.text(0)];
            for (std::size_t b = 0; b < age_bands; ++b)
                bands[b] = whole(reader, b + 1);
            return true;
        });
    }

    void ethnicity() {
        each_row("ethnicity", options("ethnicity", {"area", "group", "people"}),
                 [this](CsvReader& reader) {
                     const auto group = reader.text(1);
                     const auto& known = parameters_.ethnicities;
                     const auto at = std::ranges::find(
                         known, group, &std::pair<std::string, std::string>::second);
                     if (at == known.end()) return false;
                     made_.ethnicity[reader.text(0)][static_cast<std::size_t>(at - known.begin())] =
                         whole(reader, 2);
                     return true;
                 });
    }

    void sex() {
        each_row("sex", options("sex", {"area", "people", "females"}), [this](CsvReader& reader) {
            made_.sex[reader.text(0)] = {whole(reader, 1), whole(reader, 2)};
            return true;
        });
    }

    void years() {
        auto wanted = options("years", {"area", "sex"});
        for (std::size_t year = 0; year < years_of_age; ++year) {
            const auto header =
                year + 1 < years_of_age ? fmt::format("{}", year) : fmt::format("{}+", year);
            wanted.columns.push_back({header, {header}});
        }
        const auto& words = parameters_.columns.at("years");
        each_row("years", std::move(wanted), [this, &words](CsvReader& reader) {
            const auto sex_word = reader.text(1);
            const bool is_female = sex_word == words.at("female").front();
            if (!is_female && sex_word != words.at("male").front()) return false;
            auto& known = made_.years[reader.text(0)];
            auto& into = is_female ? known.females : known.males;
            for (std::size_t year = 0; year < years_of_age; ++year)
                into[year] = number(reader, year + 2);
            return true;
        });
    }

    void conditions() {
        each_row("conditions", options("conditions", {"decile", "code", "register", "list"}),
                 [this](CsvReader& reader) {
                     const auto tenth = parse_whole_number(reader.value(0));
                     const double list = number(reader, 3);
                     if (!tenth || *tenth < 1 || *tenth > 10 || !(list > 0)) return false;
                     made_.conditions[reader.text(1)][static_cast<std::size_t>(*tenth - 1)] =
                         number(reader, 2) / list;
                     return true;
                 });
    }

    void weighted(const std::string& what, const std::string& weight, std::vector<Weighted>& into) {
        each_row(what, options(what, {"code", "area", weight}), [&into](CsvReader& reader) {
            into.push_back({reader.text(0), reader.text(1), number(reader, 2)});
            return into.back().weight > 0;
        });
    }

    void emergency() {
        each_row("emergency", options("emergency", {"area", "month", "attendances", "admissions"}),
                 [this](CsvReader& reader) {
                     made_.use.push_back(
                         {reader.text(0), reader.text(1), number(reader, 2), number(reader, 3)});
                     return true;
                 });
    }

    void waits() {
        std::vector<std::pair<std::string, std::pair<std::string, double>>> rows;
        each_row("waits", options("waits", {"area", "month", "waiting"}),
                 [this, &rows](CsvReader& reader) {
                     auto month = reader.text(1);
                     made_.waits_month = std::max(made_.waits_month, month);
                     rows.emplace_back(std::move(month),
                                       std::pair(reader.text(0), number(reader, 2)));
                     return true;
                 });
        for (const auto& [month, row] : rows)
            if (month == made_.waits_month) made_.waiting[row.first] = row.second;
    }

    void long_waits() {
        const auto all = parameters_.columns.at("waits_by_specialty").at("all").front();
        each_row(
            "waits_by_specialty",
            options("waits_by_specialty", {"area", "month", "specialty", "over_18", "over_52"}),
            [this, &all](CsvReader& reader) {
                if (reader.value(1) != made_.waits_month || reader.value(2) == all) return false;
                made_.long_waits[reader.text(0)].push_back(
                    {reader.text(2), number(reader, 3), number(reader, 4)});
                return true;
            });
    }

    const Parameters& parameters_;
    const SourcePlaces& places_;
    Diagnostics& diagnostics_;
    Sources made_;
    bool good_ = true;
};

}  // namespace

std::optional<Sources> read_sources(const Parameters& parameters, const SourcePlaces& places,
                                    Diagnostics& diagnostics) {
    return Reading(parameters, places, diagnostics).read();
}

}  // namespace concord::population
