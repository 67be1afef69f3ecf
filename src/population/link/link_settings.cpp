#include <cmath>

#include <fmt/format.h>

#include "files/toml_document.hpp"
#include "population/link/link_extracts.hpp"

namespace concord::population {
namespace {

class Reading {
  public:
    explicit Reading(files::TomlReader& file) : file_(file) {}

    std::optional<LinkSettings> read() {
        LinkSettings made;
        made.link = chance(file_, "link", made.link);
        made.review = chance(file_, "review", made.review);
        made.shared = chance(file_, "shared", made.shared);
        (void)file_.text("source");
        if (made.review > made.link)
            wrong(file_, "review", "records would be looked at that are linked already",
                  "`review` is at most `link`");
        if (auto agree = file_.table("agree")) {
            static constexpr std::array names = {"day",  "month",  "year",    "sex",
                                                 "lsoa", "sector", "practice"};
            for (std::size_t f = 0; f < link_fields; ++f)
                made.agree_of_one[f] = chance(*agree, names[f], made.agree_of_one[f]);
            (void)agree->text("source");
            agree->finish();
        }
        file_.finish();
        if (!good_) return std::nullopt;
        return made;
    }

  private:
    double chance(files::TomlReader& table, const char* key, double otherwise) {
        const auto value = table.number(key);
        if (!value) return otherwise;
        if (*value > 0 && *value < 1) return *value;
        wrong(table, key, fmt::format("{} is no chance between 0 and 1", *value),
              "give a number above 0 and below 1");
        return otherwise;
    }

    void wrong(files::TomlReader& table, const char* key, std::string message, std::string help) {
        table.find("POP034", key, std::move(message), std::move(help));
        good_ = false;
    }

    files::TomlReader& file_;
    bool good_ = true;
};

}  // namespace

std::optional<LinkSettings> read_link_settings(const std::filesystem::path& path,
                                               const std::string& shown_path,
                                               Diagnostics& diagnostics) {
    const auto content = files::read_toml(path, shown_path, diagnostics);
    if (!content) return std::nullopt;
    files::TomlReader file(*content, shown_path, diagnostics);
    return Reading(file).read();
}

}  // namespace concord::population
