#include "need/case_studies.hpp"

#include <algorithm>
#include <cctype>
#include <functional>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::need {
namespace {

constexpr std::int64_t fewest_alike = 8;

// Whether a name stands in the text as words of its own.
bool names(const std::string& text, const std::string& name) {
    const auto is_letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
        const auto end = at + name.size();
        const bool begins = at == 0 || !is_letter(text[at - 1]);
        if (begins && (end == text.size() || !is_letter(text[end]))) return true;
    }
    return false;
}

class StudyReader {
  public:
    StudyReader(const registry::RegistryData& registry, Diagnostics& diagnostics)
        : registry_(registry), diagnostics_(diagnostics) {
        for (const auto& profile : registry.published)
            for (const auto& row : profile.rows)
                add(row.code, row.ods_code, row.name);
        for (const auto& body : registry.bodies)
            add(body.id, body.ods_code, body.name);
        // The longest first: it says best what was found.
        std::ranges::stable_sort(known_, std::greater<>(), &std::string::size);
    }

    CaseStudies read(const std::filesystem::path& path, const std::string& shown_path) {
        files::CsvReader reader(
            path,
            files::hand_written(shown_path, {"id", "finding"},
                                {"deprivation_band", "size_band", "urban_band"}),
            diagnostics_);
        while (reader.next())
            read_row(reader);
        made_.inputs.push_back(reader.report());
        made_.inputs.back().dataset = "need/case_studies.csv";
        return std::move(made_);
    }

  private:
    void add(const std::string& code, const std::string& ods, const std::string& name) {
        constexpr std::size_t shortest = 3;
        for (const auto* word : {&code, &ods, &name})
            if (word->size() >= shortest) known_.push_back(lower(*word));
    }

    void read_row(files::CsvReader& reader) {
        CaseStudy one = {reader.text(0), reader.text(1), reader.text(2), reader.text(3),
                         reader.text(4)};
        for (std::size_t slot = 0; slot < reader.headers().size(); ++slot) {
            const auto text = lower(reader.raw_value(slot));
            const auto found = std::ranges::find_if(
                known_, [&](const std::string& name) { return names(text, name); });
            if (found == known_.end()) continue;
            diagnostics_.add({"NED114", reader.place(0), one.id,
                              fmt::format("the study `{}` names a system or a body: `{}`",
                                          shown(one.id), shown(*found))});
            return reader.skip_row();
        }
        one.alike = alike(one);
        const bool has_traits = !(one.deprivation_band + one.size_band + one.urban_band).empty();
        one.is_left_out = has_traits && one.alike < fewest_alike;
        if (one.is_left_out) {
            diagnostics_.add({"NED115", reader.place(0), one.id,
                              fmt::format("fewer than {} systems have the traits of `{}` together",
                                          fewest_alike, shown(one.id))});
        }
        made_.studies.push_back(std::move(one));
    }

    std::int64_t alike(const CaseStudy& one) const {
        std::int64_t count = 0;
        const auto fits = [](const std::string& asked, const std::string& band) {
            return asked.empty() || asked == band;
        };
        for (const auto& profile : registry_.published)
            for (const auto& row : profile.rows)
                if (fits(one.deprivation_band, row.deprivation_band) &&
                    fits(one.size_band, row.size_band) && fits(one.urban_band, row.urban_band))
                    ++count;
        return count;
    }

    const registry::RegistryData& registry_;
    Diagnostics& diagnostics_;
    std::vector<std::string> known_;
    CaseStudies made_;
};

}  // namespace

CaseStudies read_case_studies(const std::filesystem::path& folder, const std::string& shown_folder,
                              const registry::RegistryData& registry, Diagnostics& diagnostics) {
    const auto path = folder / "case_studies.csv";
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return {};
    return StudyReader(registry, diagnostics).read(path, shown_folder + "/case_studies.csv");
}

}  // namespace concord::need
