#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "money/cells.hpp"
#include "money/pace.hpp"

namespace concord::money {
namespace {

enum Slot : std::size_t {
    body,
    baseline,
    growth,
    target,
    population,
    target_growth,
    people_growth,
    converging
};

files::CsvOptions options_of(const std::string& shown_path, const PaceColumns& columns) {
    files::CsvOptions options;
    options.shown_path = shown_path;
    const auto want = [&](const char* name, const std::string& header, bool required) {
        std::vector<std::string> headers;
        if (!header.empty()) headers.push_back(header);
        options.columns.push_back({name, headers, required && !header.empty()});
    };
    want("body", columns.body, true);
    want("baseline", columns.baseline, true);
    want("growth", columns.growth, true);
    want("target", columns.target, true);
    want("population", columns.population, true);
    want("target growth", columns.target_growth, true);
    want("population growth", columns.population_growth, true);
    want("converging part", columns.converging, true);
    return options;
}

class OpeningReader {
  public:
    OpeningReader(files::CsvReader& reader, Diagnostics& diagnostics)
        : reader_(reader), cells_(reader, diagnostics) {}

    OpeningFile read() {
        while (reader_.next())
            if (!read_row()) reader_.skip_row();
        return std::move(file_);
    }

  private:
    bool read_row() {
        Opening opening;
        opening.body = std::string(trim(reader_.value(body)));
        bool sound = is_new(opening.body);
        const auto first = cells_.amount(baseline, opening.body);
        const auto by = cells_.growth(growth, opening.body);
        const auto share = cells_.amount(target, opening.body);
        if (first && *first < Pence()) {
            cells_.find(
                "MON014", baseline, opening.body,
                fmt::format("the baseline of `{}` lies below nothing", shown(opening.body)));
            sound = false;
        }
        if (share && *share <= Pence()) {
            cells_.find(
                "MON004", target, opening.body,
                fmt::format("the target of `{}` is {}", shown(opening.body), share->pounds()));
            sound = false;
        }
        if (reader_.has(population)) {
            opening.population = cells_.people(population, opening.body);
            sound &= opening.population.has_value();
        }
        if (reader_.has(converging) && first) {
            const auto part = converging_part(cells_, converging, *first, opening.body);
            sound &= part.has_value();
            opening.converging = part.value_or(1);
        }
        std::optional<double> of_target = 0;
        std::optional<double> of_people = 0;
        if (reader_.has(target_growth)) of_target = cells_.growth(target_growth, opening.body);
        if (reader_.has(people_growth)) of_people = cells_.growth(people_growth, opening.body);
        if (!sound || !first || !by || !share || !of_target || !of_people) return false;
        opening.baseline = *first;
        opening.growth = *by;
        opening.target = *share;
        if (reader_.has(target_growth)) file_.target_growth.push_back(*of_target);
        if (reader_.has(people_growth)) file_.population_growth.push_back(*of_people);
        file_.openings.push_back(std::move(opening));
        file_.places.push_back(reader_.place(body));
        return true;
    }

    bool is_new(const std::string& name) {
        const auto [at, is_first] = lines_.emplace(name, reader_.spot(body).line);
        if (is_first && !name.empty()) return true;
        cells_.find("MON005", body, name,
                    name.empty()
                        ? std::string("the body has no name")
                        : fmt::format("`{}` stands already on line {}", shown(name), at->second));
        return false;
    }

    files::CsvReader& reader_;
    MoneyCells cells_;
    OpeningFile file_;
    std::map<std::string, std::uint32_t> lines_;
};

}  // namespace

OpeningFile read_openings(const std::filesystem::path& path, const std::string& shown_path,
                          const PaceColumns& columns, Diagnostics& diagnostics) {
    files::CsvReader reader(path, options_of(shown_path, columns), diagnostics);
    return OpeningReader(reader, diagnostics).read();
}

}  // namespace concord::money
