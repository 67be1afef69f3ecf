#include "population/library.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"
#include "population/schema.hpp"

namespace concord::population {
namespace {

namespace fs = std::filesystem;
using files::TomlReader;

struct NamedFile {
    fs::path path;
    std::string shown_path;
    bool is_own = false;
};

// The system's own file where there is one, else the shipped.
NamedFile own_or_shipped(const LibraryFiles& files, const std::string& name) {
    std::error_code error;
    if (!files.own.empty() && fs::is_regular_file(files.own / name, error))
        return {files.own / name, files.shown_own + "/" + name, true};
    return {files.catalogue / name, "catalogue/people/" + name};
}

std::vector<NamedFile> cohort_files(const LibraryFiles& files) {
    std::map<std::string, NamedFile> found;
    const auto add = [&found](const fs::path& folder, const std::string& shown_folder,
                              bool is_own) {
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(folder, error)) {
            const auto name = entry.path().filename().string();
            if (name.ends_with(".toml"))
                found[name] = {entry.path(), shown_folder + "/" + name, is_own};
        }
    };
    add(files.catalogue / "cohorts", "catalogue/people/cohorts", false);
    if (!files.own.empty()) add(files.own / "cohorts", files.shown_own + "/cohorts", true);
    std::vector<NamedFile> list;
    for (auto& [name, file] : found)
        list.push_back(std::move(file));
    return list;
}

void read_cohort(const NamedFile& file, Library& library, Diagnostics& diagnostics) {
    const auto content = files::read_toml(file.path, file.shown_path, diagnostics);
    if (!content) return;
    TomlReader reader(*content, file.shown_path, diagnostics);
    Cohort cohort;
    cohort.id = reader.required_text("id");
    cohort.title = reader.required_text("title");
    cohort.group = reader.text("group").value_or("own");
    cohort.source = reader.text("source").value_or("");
    cohort.note = reader.text("note").value_or("");
    cohort.place = reader.place("id");
    bool good = !cohort.id.empty();
    for (auto& table : reader.tables("step")) {
        CohortStep step;
        step.say = table.required_text("say");
        const auto criterion = read_criterion(table, library.vocabulary);
        table.finish();
        good = good && criterion.has_value();
        if (!criterion) continue;
        step.criterion = *criterion;
        cohort.is_local = cohort.is_local || criterion->is_local;
        cohort.steps.push_back(std::move(step));
    }
    if (good && cohort.steps.empty()) {
        reader.find("POP021", "id", fmt::format("`{}` has no steps", shown(cohort.id)),
                    "add [[step]] with what must hold of its people");
        good = false;
    }
    const auto& known = library.cohorts;
    if (good && std::ranges::find(known, cohort.id, &Cohort::id) != known.end()) {
        reader.find("POP021", "id", fmt::format("there are two cohorts `{}`", shown(cohort.id)),
                    "give each its own id; a file of the same name replaces a shipped one");
        good = false;
    }
    reader.finish();
    if (good) library.cohorts.push_back(std::move(cohort));
}

void read_segments(const NamedFile& file, Library& library, Diagnostics& diagnostics) {
    const auto content = files::read_toml(file.path, file.shown_path, diagnostics);
    if (!content) return;
    TomlReader reader(*content, file.shown_path, diagnostics);
    for (auto& table : reader.tables("segment")) {
        Segment segment;
        segment.id = table.required_text("id");
        segment.title = table.required_text("title");
        const auto criterion = read_criterion(table, library.vocabulary);
        table.finish();
        if (criterion) segment.criterion = *criterion;
        if (criterion) library.segments.push_back(std::move(segment));
    }
    const bool has_rest =
        !library.segments.empty() && library.segments.back().criterion.sql == "true";
    if (!has_rest)
        reader.find("POP021", "segment", "the last segment does not take everybody who is left",
                    "end with a segment without a rule");
    if (!has_rest) library.segments.push_back({"rest", "Everybody else", {}});
    reader.finish();
}

void read_strata(TomlReader& reader, RiskModel& risk) {
    for (auto& table : reader.tables("stratum")) {
        Stratum stratum{table.required_text("id"), table.number("up_to").value_or(1)};
        if (!risk.strata.empty() && stratum.up_to <= risk.strata.back().up_to)
            table.find("POP021", "up_to", "the bounds of the strata do not rise",
                       "order the strata from the lowest chance to the highest");
        table.finish();
        risk.strata.push_back(std::move(stratum));
    }
    if (risk.strata.empty()) risk.strata.push_back({"all", 1});
    risk.strata.back().up_to = 1;
}

void read_risk(const NamedFile& file, Library& library, Diagnostics& diagnostics) {
    auto& risk = library.risk;
    const auto content = files::read_toml(file.path, file.shown_path, diagnostics);
    if (content) {
        TomlReader reader(*content, file.shown_path, diagnostics);
        risk.title = reader.required_text("title");
        risk.source = reader.text("source").value_or("");
        risk.place = reader.place("title");
        const auto& kinds = extract_table("contacts").column("kind")->values;
        for (const auto& kind : reader.texts("outcome")) {
            if (std::ranges::find(kinds, kind) != kinds.end()) {
                risk.outcome.push_back(kind);
                continue;
            }
            reader.find("POP021", "outcome", fmt::format("`{}` is not known", shown(kind)),
                        "known are " + join(kinds, ", "));
        }
        risk.start = reader.number("start").value_or(0);
        for (const auto& point : reader.number_lists("ages"))
            if (point.values.size() == 2) risk.ages.emplace_back(point.values[0], point.values[1]);
        if (auto table = reader.table("points")) {
            for (const auto& id : library.vocabulary.list_ids())
                if (const auto points = table->number(id)) risk.points.emplace_back(id, *points);
            table->finish();
        }
        read_strata(reader, risk);
        reader.finish();
    }
    if (risk.strata.empty()) risk.strata.push_back({"all", 1});
}

}  // namespace

std::int64_t RiskModel::codes(const Vocabulary& vocabulary) const {
    std::int64_t bits = 0;
    for (const auto& [list, of_list] : points)
        bits |= vocabulary.bit(list);
    return bits;
}

double RiskModel::chance(std::int64_t age, std::int64_t codes, const Vocabulary& vocabulary) const {
    const auto years = static_cast<double>(age);
    double odds = start;
    if (!ages.empty()) {
        auto next =
            std::ranges::find_if(ages, [&](const auto& point) { return years <= point.first; });
        if (next == ages.end()) {
            odds += ages.back().second;
        } else if (next == ages.begin() || years == next->first) {
            odds += next->second;
        } else {
            const auto& [from, low] = *std::prev(next);
            odds += low + (years - from) * (next->second - low) / (next->first - from);
        }
    }
    for (const auto& [list, of_list] : points)
        if ((codes & vocabulary.bit(list)) != 0) odds += of_list;
    return 1 / (1 + std::exp(-odds));
}

std::size_t RiskModel::stratum(double chance) const {
    const auto found =
        std::ranges::find_if(strata, [&](const Stratum& one) { return chance <= one.up_to; });
    const auto at = static_cast<std::size_t>(found - strata.begin());
    return std::min(at, strata.size() - 1);
}

bool Library::counts_providers() const {
    const auto counts = [](const Criterion& criterion) { return criterion.counts_providers; };
    const bool in_cohorts = std::ranges::any_of(cohorts, [&](const Cohort& cohort) {
        return std::ranges::any_of(cohort.steps, counts, &CohortStep::criterion);
    });
    return in_cohorts || std::ranges::any_of(segments, counts, &Segment::criterion);
}

Library read_library(const LibraryFiles& files, std::vector<std::string> measures,
                     Diagnostics& diagnostics) {
    Library library;
    library.vocabulary.measures = std::move(measures);
    const auto lists = own_or_shipped(files, "code_lists.toml");
    library.vocabulary.lists = read_code_lists(lists.path, lists.shown_path, diagnostics);
    // Where an index is not here, the shipped cohorts that rest on it are left out without a word:
    // a test reads them all. What a system wrote itself is judged.
    auto unheard = diagnostics.child();
    for (const auto& file : cohort_files(files))
        read_cohort(file, library, file.is_own ? diagnostics : unheard);
    std::ranges::sort(library.cohorts, {},
                      [](const Cohort& cohort) { return std::pair(cohort.group, cohort.id); });
    read_segments(own_or_shipped(files, "segments.toml"), library, diagnostics);
    read_risk(own_or_shipped(files, "risk.toml"), library, diagnostics);
    return library;
}

}  // namespace concord::population
