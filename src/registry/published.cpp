#include "registry/published.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::registry {
namespace {

enum Slot : std::size_t {
    code,
    ods_code,
    name,
    region,
    pct_urban,
    urban_band,
    population,
    size_band,
    utlas,
    utla_band,
    la_tiers,
    trusts,
    trust_band,
    pct_deprived,
    deprivation_band,
    wave,
    vanguards,
    pioneers,
    slots
};

constexpr std::array<std::string_view, slots> headers = {"code",
                                                         "ods_code",
                                                         "name",
                                                         "region",
                                                         "pct_urban",
                                                         "urban_band",
                                                         "population",
                                                         "size_band",
                                                         "utlas",
                                                         "utla_band",
                                                         "la_tiers",
                                                         "trusts",
                                                         "trust_band",
                                                         "pct_most_deprived_quintile",
                                                         "deprivation_band",
                                                         "ics_wave",
                                                         "vanguards",
                                                         "pioneers"};

// Reads the numbers of one row; a value that is no number is reported and left out.
class Numbers {
  public:
    Numbers(const files::CsvReader& reader, Diagnostics& diagnostics)
        : reader_(reader), diagnostics_(diagnostics) {}

    std::optional<std::int64_t> whole(Slot slot) const {
        const auto text = reader_.value(slot);
        const auto value = parse_whole_number(text);
        if (!text.empty() && !value) report(slot, text);
        return value;
    }
    std::optional<double> number(Slot slot) const {
        const auto text = reader_.value(slot);
        const auto value = parse_number(text);
        if (!text.empty() && !value) report(slot, text);
        return value;
    }

  private:
    void report(Slot slot, std::string_view text) const {
        diagnostics_.add({"REG025", reader_.place(slot), std::string(headers[slot]),
                          fmt::format("`{}` is not a number: `{}`", headers[slot], shown(text))});
    }
    const files::CsvReader& reader_;
    Diagnostics& diagnostics_;
};

PublishedRow to_row(const files::CsvReader& reader, Diagnostics& diagnostics) {
    const Numbers numbers(reader, diagnostics);
    const auto text = [&](Slot slot) { return std::string(reader.value(slot)); };
    PublishedRow row;
    row.code = text(code);
    row.ods_code = text(ods_code);
    row.name = text(name);
    row.region = text(region);
    row.pct_urban = numbers.number(pct_urban);
    row.urban_band = text(urban_band);
    row.population = numbers.whole(population);
    row.size_band = text(size_band);
    row.utlas = numbers.whole(utlas);
    row.utla_band = text(utla_band);
    row.la_tiers = text(la_tiers);
    row.trusts = numbers.whole(trusts);
    row.trust_band = text(trust_band);
    row.pct_most_deprived_quintile = numbers.number(pct_deprived);
    row.deprivation_band = text(deprivation_band);
    row.wave = numbers.whole(wave);
    row.vanguards = numbers.whole(vanguards);
    row.pioneers = numbers.whole(pioneers);
    row.place = reader.place(code);
    return row;
}

}  // namespace

const PublishedRow* PublishedProfile::find(std::string_view wanted) const {
    const auto found = std::ranges::find(rows, wanted, &PublishedRow::code);
    return found == rows.end() ? nullptr : &*found;
}

PublishedProfile read_published_profile(const std::filesystem::path& path,
                                        const std::string& shown_path, Diagnostics& diagnostics,
                                        files::FileReport& report) {
    files::CsvOptions options;
    options.shown_path = shown_path;
    options.report_unknown_headers = true;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        options.columns.push_back({std::string(headers[i]), {std::string(headers[i])}, i == 0});
    }
    files::CsvReader reader(path, options, diagnostics);
    PublishedProfile profile;
    while (reader.next()) {
        auto row = to_row(reader, diagnostics);
        if (profile.find(row.code)) {
            diagnostics.add({"REG020", row.place, row.code,
                             fmt::format("`{}` stands twice; its first row is used", row.code)});
            reader.skip_row();
            continue;
        }
        profile.rows.push_back(std::move(row));
    }
    report = reader.report();
    return profile;
}

}  // namespace concord::registry
