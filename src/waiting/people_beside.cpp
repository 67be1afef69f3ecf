#include "waiting/people_beside.hpp"

#include "base/text.hpp"

namespace concord::waiting {
namespace {

// In the order of `columns_of_people`.
enum Field : std::size_t { person, lsoa, vintage, age, sex, ethnicity, death, opt_out };

files::CsvOptions options_of(const std::string& shown_path) {
    files::CsvOptions options;
    options.shown_path = shown_path;
    options.rows_limit = 80'000'000;  // a country's people
    const std::vector<std::string> names = {"person", "lsoa",      "lsoa_vintage", "age",
                                            "sex",    "ethnicity", "death",        "opt_out"};
    for (const auto& name : names)
        options.columns.push_back({name, {name}, name == "person" || name == "lsoa"});
    return options;
}

// The index of the newest name among those of the vintage.
const registry::Deprivation* index_of(const registry::RegistryData& data,
                                      std::string_view vintage) {
    const registry::Deprivation* found = nullptr;
    for (const auto& index : data.deprivations)
        if (index.small_layer == vintage && (!found || index.name > found->name)) found = &index;
    return found;
}

// The fifth by ranks as the published ones are cut: the k-th ends at k fifths of the ranks, rounded
// down.
std::string fifth_of(const registry::RegistryData* data, const std::string& code,
                     std::string_view layer_name) {
    if (!data) return {};
    const auto* index = index_of(*data, layer_name);
    const auto* layer = data->geography.layer(layer_name);
    const auto at = index && layer ? layer->find(code) : registry::no_area;
    if (at < 0) return {};
    const std::int64_t rank = index->rank[static_cast<std::size_t>(at)];
    for (std::int64_t fifth = 1; rank > 0 && fifth <= 5; ++fifth)
        if (rank <= index->ranked * fifth / 5) return std::to_string(fifth);
    return {};
}

bool says_yes(std::string_view text) {
    const auto word = lower(text);
    return word == "true" || word == "yes" || word == "1";
}

}  // namespace

PeopleBeside::PeopleBeside(const std::vector<RowFile>& list, const std::vector<RowFile>& people,
                           const registry::RegistryData* registry, Diagnostics& diagnostics) {
    want(list, diagnostics);
    for (const auto& file : people)
        read(file, registry, diagnostics);
}

// Whose rows are wanted: what is wrong with the list is said when it is read.
void PeopleBeside::want(const std::vector<RowFile>& list, Diagnostics& diagnostics) {
    for (const auto& file : list) {
        auto unheard = diagnostics.child();
        files::CsvOptions options;
        options.shown_path = file.shown_path;
        options.rows_limit = 40'000'000;
        options.columns = {{"person", {"person"}, false}};
        const auto rows = open_rows(file.path, options, unheard);
        while (rows->next())
            if (!rows->value(0).empty()) people_[std::string(rows->value(0))];
    }
}

void PeopleBeside::read(const RowFile& file, const registry::RegistryData* registry,
                        Diagnostics& diagnostics) {
    // The stage of people says what is wrong with its rows; here, that the file cannot be read.
    const auto rows = open_rows(file.path, options_of(file.shown_path), diagnostics);
    while (rows->next()) {
        const auto found = people_.find(std::string(rows->value(person)));
        if (found == people_.end() || !found->second.lsoa.empty()) continue;
        auto& made = found->second;
        made.lsoa = rows->value(lsoa);
        made.age = rows->value(age);
        made.sex = rows->value(sex);
        made.ethnicity = rows->value(ethnicity);
        made.fifth = fifth_of(registry, made.lsoa, rows->value(vintage));
        made.is_left_out = !rows->value(death).empty() || says_yes(rows->value(opt_out));
    }
    reports_.push_back(rows->report());
    reports_.back().dataset = file.shown_path;
}

const PersonBeside* PeopleBeside::find(std::string_view person) const {
    const auto found = people_.find(std::string(person));
    return found == people_.end() || found->second.lsoa.empty() ? nullptr : &found->second;
}

}  // namespace concord::waiting
