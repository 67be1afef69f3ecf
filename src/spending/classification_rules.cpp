// Rules of a classification from their file.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/csv_reader.hpp"
#include "spending/classification.hpp"

namespace concord::spending {
namespace {

enum Column : std::size_t { of_table, of_category, of_rule, of_part, of_test, of_text };

std::optional<Part> part_named(std::string_view name) {
    if (name == "expense_type") return Part::expense_type;
    if (name == "expense_area") return Part::expense_area;
    if (name == "type_category") return Part::type_category;
    return std::nullopt;
}

std::optional<Test> test_named(std::string_view name) {
    if (name == "contains") return Test::contains;
    if (name == "equals") return Test::equals;
    if (name == "category") return Test::category;
    return std::nullopt;
}

class RulesReader {
  public:
    RulesReader(files::CsvReader& reader, Diagnostics& diagnostics)
        : reader_(reader), diagnostics_(diagnostics) {}

    ClassificationRules read() {
        while (reader_.next())
            take_row();
        return std::move(rules_);
    }

  private:
    void take_row() {
        const auto table = reader_.value(of_table);
        const std::string category(reader_.value(of_category));
        const bool of_type = table == "type";
        if ((!of_type && table != "area") || category.empty()) {
            refuse(of_table, fmt::format("`{}` is neither type nor area", shown(table)));
            return;
        }
        if (reader_.value(of_part) == "otherwise") {
            (of_type ? rules_.other_type : rules_.other_area) = category;
            return;
        }
        const auto part = part_named(reader_.value(of_part));
        const auto test = test_named(reader_.value(of_test));
        const bool fits = part && test && !reader_.value(of_text).empty() &&
                          (*test == Test::category) == (*part == Part::type_category) &&
                          !(of_type && *part == Part::type_category);
        if (!fits) {
            refuse(of_part,
                   fmt::format("`{} {}` is no condition here", shown(reader_.value(of_part)),
                               shown(reader_.value(of_test))));
            return;
        }
        add(of_type ? rules_.types : rules_.areas, category,
            {*part, *test, std::string(reader_.value(of_text))});
    }

    // Rows with the same number, one behind the other, are conditions of one rule.
    void add(std::vector<CategoryRules>& categories, const std::string& category,
             Condition condition) {
        auto found = std::find_if(categories.begin(), categories.end(),
                                  [&](const CategoryRules& one) { return one.name == category; });
        if (found == categories.end()) {
            categories.push_back({category, {}});
            found = std::prev(categories.end());
        }
        const std::string rule = category + "\n" + std::string(reader_.value(of_rule));
        if (rule != last_rule_ || found->rules.empty() || reader_.value(of_rule).empty())
            found->rules.emplace_back();
        found->rules.back().conditions.push_back(std::move(condition));
        last_rule_ = rule;
    }

    void refuse(std::size_t column, std::string message) {
        diagnostics_.add({"MON125", reader_.place(column), "", std::move(message)});
        reader_.skip_row();
    }

    files::CsvReader& reader_;
    Diagnostics& diagnostics_;
    ClassificationRules rules_;
    std::string last_rule_;
};

}  // namespace

std::optional<ClassificationRules> read_classification(const std::filesystem::path& path,
                                                       const std::string& shown_path,
                                                       Diagnostics& diagnostics) {
    files::CsvReader reader(path,
                            {shown_path,
                             {{"column", {"column"}},
                              {"category", {"category"}},
                              {"rule", {"rule"}},
                              {"part", {"part"}},
                              {"test", {"test"}},
                              {"text", {"text"}}},
                             true,
                             true,
                             100'000},
                            diagnostics);
    auto rules = RulesReader(reader, diagnostics).read();
    if (!reader.usable()) return std::nullopt;
    rules.name = path.stem().string();
    if (rules.types.empty() && rules.areas.empty()) {
        diagnostics.add({"MON125", {shown_path, 0, 0}, "", "the file holds no rule"});
        return std::nullopt;
    }
    return rules;
}

}  // namespace concord::spending
