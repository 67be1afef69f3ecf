#include "spending/classification.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"

namespace concord::spending {
namespace {

struct Judged {
    Words words;
    std::string_view type_category;
};

std::string_view part_of(const Judged& judged, Part part) {
    switch (part) {
        case Part::expense_type:
            return judged.words.expense_type;
        case Part::expense_area:
            return judged.words.expense_area;
        default:
            return judged.type_category;
    }
}

bool holds(const Condition& condition, const Judged& judged, bool ignore_capitals) {
    const auto text = part_of(judged, condition.part);
    // The labels of categories differ only in capitals between the two tables.
    if (condition.test == Test::category) return lower(text) == lower(condition.text);
    if (ignore_capitals) {
        const auto low = lower(text);
        const auto wanted = lower(condition.text);
        return condition.test == Test::equals ? low == wanted
                                              : low.find(wanted) != std::string::npos;
    }
    return condition.test == Test::equals ? text == condition.text
                                          : text.find(condition.text) != std::string_view::npos;
}

bool matches(const CategoryRules& category, const Judged& judged, bool ignore_capitals = false) {
    return std::ranges::any_of(category.rules, [&](const CategoryRule& rule) {
        return std::ranges::all_of(rule.conditions, [&](const Condition& condition) {
            return holds(condition, judged, ignore_capitals);
        });
    });
}

std::vector<std::string> matching(const std::vector<CategoryRules>& categories,
                                  const Judged& judged, bool ignore_capitals = false) {
    std::vector<std::string> names;
    for (const auto& category : categories) {
        if (matches(category, judged, ignore_capitals)) names.push_back(category.name);
    }
    return names;
}

Category settle(std::vector<std::string> matches, const std::string& other, bool known,
                Precedence precedence) {
    Category category;
    if (!matches.empty())
        category.name = precedence == Precedence::first ? matches.front() : matches.back();
    else if (known)
        category.name = other;
    category.matches = std::move(matches);
    return category;
}

bool is_letter(std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    const char c = text[at];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Every place where the word stands is inside a longer word: letters go on before it or behind it.
bool only_inside_words(std::string_view text, std::string_view word) {
    bool found = false;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        found = true;
        const bool before = is_letter(word, 0) && at > 0 && is_letter(text, at - 1);
        const bool behind = is_letter(word, word.size() - 1) && is_letter(text, at + word.size());
        if (!before && !behind) return false;
    }
    return found;
}

// True where every rule of the category that holds rests on a part of a word.
bool rests_on_part_of_word(const CategoryRules& category, const Judged& judged) {
    bool found = false;
    for (const auto& rule : category.rules) {
        const bool rule_holds = std::ranges::all_of(
            rule.conditions,
            [&](const Condition& condition) { return holds(condition, judged, false); });
        if (!rule_holds) continue;
        const bool inside = std::ranges::any_of(rule.conditions, [&](const Condition& condition) {
            return condition.test == Test::contains &&
                   only_inside_words(part_of(judged, condition.part), condition.text);
        });
        if (!inside) return false;
        found = true;
    }
    return found;
}

class ConflictSearch {
  public:
    ConflictSearch(const ClassificationRules& rules, const Words& words)
        : rules_(rules), words_(words), classified_(classify(rules, words)) {}

    std::vector<Conflict> run() {
        look(rules_.types, classified_.type, {words_, {}}, true);
        look(rules_.areas, classified_.area, {words_, classified_.type.name}, false);
        return std::move(found_);
    }

  private:
    void look(const std::vector<CategoryRules>& categories, const Category& category,
              const Judged& judged, bool of_type) {
        if (category.matches.size() > 1) {
            auto others = category.matches;
            std::erase(others, category.name);
            add(ConflictKind::several, of_type, category, std::move(others));
        }
        std::vector<std::string> missed;
        for (const auto& name : matching(categories, judged, true)) {
            if (std::ranges::find(category.matches, name) == category.matches.end())
                missed.push_back(name);
        }
        if (!missed.empty()) add(ConflictKind::capitals, of_type, category, std::move(missed));
        for (const auto& one : categories) {
            if (rests_on_part_of_word(one, judged))
                add(ConflictKind::part_of_word, of_type, category, {one.name});
        }
    }

    void add(ConflictKind kind, bool of_type, const Category& category,
             std::vector<std::string> others) {
        found_.push_back({kind, of_type, std::string(words_.expense_type),
                          std::string(words_.expense_area), category.name, std::move(others)});
    }

    const ClassificationRules& rules_;
    Words words_;
    Classified classified_;
    std::vector<Conflict> found_;
};

}  // namespace

std::string_view to_string(ConflictKind kind) {
    switch (kind) {
        case ConflictKind::several:
            return "several";
        case ConflictKind::capitals:
            return "capitals";
        default:
            return "part-of-word";
    }
}

Classified classify(const ClassificationRules& rules, const Words& words) {
    Classified result;
    const bool has_type = !words.expense_type.empty();
    const bool has_area = !words.expense_area.empty();
    result.type =
        settle(matching(rules.types, {words, {}}), rules.other_type, has_type, rules.precedence);
    const Judged judged{words, result.type.name};
    result.area = settle(matching(rules.areas, judged), rules.other_area, has_type || has_area,
                         rules.precedence);
    return result;
}

std::vector<Conflict> conflicts_of(const ClassificationRules& rules, const Words& words) {
    return ConflictSearch(rules, words).run();
}

Classification classify_all(const ClassificationRules& rules, const Spending& spending) {
    Classification result;
    result.of_payment.reserve(spending.payments.size());
    std::unordered_map<std::uint64_t, std::uint32_t> known;
    std::uint64_t last_key = ~std::uint64_t{0};
    std::uint32_t last = 0;
    for (const auto& payment : spending.payments) {
        const auto key =
            (std::uint64_t{payment.expense_type} << 32U) | std::uint64_t{payment.expense_area};
        if (key != last_key) {
            const auto next = static_cast<std::uint32_t>(result.pairs.size());
            const auto [entry, is_new] = known.emplace(key, next);
            if (is_new) {
                const Words words{spending.texts[payment.expense_type],
                                  spending.texts[payment.expense_area]};
                result.words.push_back(words);
                result.pairs.push_back(classify(rules, words));
            }
            last_key = key;
            last = entry->second;
        }
        result.of_payment.push_back(last);
    }
    return result;
}

}  // namespace concord::spending
