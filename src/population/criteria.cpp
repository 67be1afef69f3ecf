#include "population/criteria.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "population/schema.hpp"
#include "store/warehouse.hpp"

namespace concord::population {
namespace {

using files::TomlReader;

constexpr std::size_t most_lists = 62;
constexpr std::int64_t most_weeks = 1'000'000;  // longer than anybody waits, and any day is told

const std::vector<std::string>& words_of(std::string_view table, std::string_view column) {
    return extract_table(table).column(column)->values;
}

std::string as_list(const std::vector<std::string>& words) {
    std::vector<std::string> quoted;
    for (const auto& word : words)
        quoted.push_back(store::quoted_text(word));
    return join(quoted, ", ");
}

class Compiling {
  public:
    Compiling(TomlReader& table, const Vocabulary& vocabulary)
        : table_(table), vocabulary_(vocabulary) {}

    std::optional<Criterion> compile() {
        person();
        area("national_fifth", national_column);
        if (area("local_fifth", local_column)) made_.is_local = true;
        conditions();
        use();
        either();
        if (!good_) return std::nullopt;
        if (!parts_.empty()) made_.sql = "(" + join(parts_, " AND ") + ")";
        return std::move(made_);
    }

  private:
    void refuse(std::string_view key, std::string message, std::string help) {
        table_.find("POP021", key, std::move(message), std::move(help));
        good_ = false;
    }

    // The words of a key, all of which must be known; the nearest is proposed.
    std::vector<std::string> known(std::string_view key, const std::vector<std::string>& all) {
        auto words = table_.texts(key);
        for (const auto& word : words) {
            if (std::ranges::find(all, word) != all.end()) continue;
            const auto guess = closest(word, all);
            refuse(key, fmt::format("`{}` is not known", shown(word)),
                   guess ? fmt::format("is it `{}`?", *guess)
                         : fmt::format("known are {}", join(all, ", ")));
        }
        return words;
    }

    std::optional<std::int64_t> count(std::string_view key) {
        const auto value = table_.whole_number(key);
        if (value && *value < 0)
            refuse(key, fmt::format("{} is below 0", *value), "give 0 or more");
        return value;
    }

    void person() {
        const auto from = count("age_from");
        const auto to = count("age_to");
        if (from) parts_.push_back(fmt::format("age >= {}", *from));
        if (to) parts_.push_back(fmt::format("age <= {}", *to));
        if (from && to && *to < *from)
            refuse("age_to", fmt::format("nobody is {} or older and {} or younger", *from, *to),
                   "let age_to be the older");
        for (const auto* column : {"sex", "ethnicity"}) {
            const auto words = known(column, words_of("people", column));
            if (!words.empty()) parts_.push_back(fmt::format("{} IN ({})", column, as_list(words)));
        }
    }

    // Whether the key names any fifth.
    bool area(std::string_view key, std::string (*column)(std::string_view)) {
        const auto words = known(key, vocabulary_.measures);
        for (const auto& measure : words) {
            parts_.push_back(
                fmt::format("COALESCE({}, FALSE)", store::quoted_name(column(measure))));
            made_.measures.insert(measure);
        }
        return !words.empty();
    }

    std::int64_t mask(const std::vector<std::string>& lists) const {
        std::int64_t bits = 0;
        for (const auto& list : lists)
            bits |= vocabulary_.bit(list);
        return bits;
    }

    void conditions() {
        const auto ids = vocabulary_.list_ids();
        const auto any = known("any", ids);
        const auto at_least = count("at_least");
        if (!any.empty() && at_least.value_or(1) == 1)
            parts_.push_back(fmt::format("(codes & {}) <> 0", mask(any)));
        else if (!any.empty())
            parts_.push_back(fmt::format("BIT_COUNT(codes & {}) >= {}", mask(any), *at_least));
        if (at_least && any.empty())
            refuse("at_least", "it stands without `any`", "say of which lists with `any`");
        const auto all = known("all", ids);
        if (!all.empty()) parts_.push_back(fmt::format("(codes & {0}) = {0}", mask(all)));
        const auto none = known("none", ids);
        if (!none.empty()) parts_.push_back(fmt::format("(codes & {}) = 0", mask(none)));
        const auto recent = known("recent", ids);
        if (!recent.empty())
            parts_.push_back(fmt::format("(recent_codes & {}) <> 0", mask(recent)));
    }

    void use() {
        const auto kinds = known("contacts_of", words_of("contacts", "kind"));
        const auto from = count("contacts_from");
        if (!kinds.empty()) {
            std::vector<std::string> columns;
            for (const auto& kind : std::set<std::string>(kinds.begin(), kinds.end()))
                columns.push_back(store::quoted_name(contacts_column(kind)));
            parts_.push_back(fmt::format("{} >= {}", join(columns, " + "), from.value_or(1)));
        }
        if (from && kinds.empty())
            refuse("contacts_from", "it stands without `contacts_of`", "say of which kinds");
        if (const auto least = count("kinds_from"))
            parts_.push_back(fmt::format("kinds >= {}", *least));
        if (const auto least = count("providers_from")) {
            parts_.push_back(fmt::format("providers >= {}", *least));
            made_.counts_providers = true;
        }
        if (const auto least = count("cost_from"))
            parts_.push_back(fmt::format("cost >= {}", *least));
        if (const auto weeks = count("waiting_weeks_from")) {
            const auto days = std::min(*weeks, most_weeks) * 7;
            parts_.push_back(fmt::format("COALESCE(longest_wait >= {}, FALSE)", days));
        }
    }

    void either() {
        std::vector<std::string> choices;
        for (auto& table : table_.tables("either")) {
            auto one = read_criterion(table, vocabulary_);
            table.finish();
            good_ = good_ && one.has_value();
            if (!one) continue;
            choices.push_back(one->sql);
            made_.rest_on(*one);
        }
        if (!choices.empty()) parts_.push_back("(" + join(choices, " OR ") + ")");
    }

    TomlReader& table_;
    const Vocabulary& vocabulary_;
    std::vector<std::string> parts_;
    Criterion made_;
    bool good_ = true;
};

}  // namespace

std::string contacts_column(std::string_view kind) {
    return fmt::format("contacts_{}", kind);
}

std::string national_column(std::string_view measure) {
    return fmt::format("national_{}", measure);
}

std::string local_column(std::string_view measure) {
    return fmt::format("local_{}", measure);
}

void Criterion::rest_on(const Criterion& part) {
    measures.insert(part.measures.begin(), part.measures.end());
    is_local = is_local || part.is_local;
    counts_providers = counts_providers || part.counts_providers;
}

bool CodeList::holds(std::string_view scheme, std::string_view code) const {
    const auto found = codes.find(scheme);
    if (found == codes.end()) return false;
    const bool by_beginning = scheme == "icd10";
    return std::ranges::any_of(found->second, [&](const std::string& one) {
        return by_beginning ? code.starts_with(one) : code == one;
    });
}

std::vector<std::string> Vocabulary::list_ids() const {
    std::vector<std::string> ids;
    for (const auto& list : lists)
        ids.push_back(list.id);
    return ids;
}

std::int64_t Vocabulary::bit(std::string_view list) const {
    for (std::size_t i = 0; i < lists.size(); ++i)
        if (lists[i].id == list) return std::int64_t{1} << i;
    return 0;
}

std::vector<CodeList> read_code_lists(const std::filesystem::path& path,
                                      const std::string& shown_path, Diagnostics& diagnostics) {
    std::vector<CodeList> lists;
    const auto content = files::read_toml(path, shown_path, diagnostics);
    if (!content) return lists;
    TomlReader file(*content, shown_path, diagnostics);
    for (auto& table : file.tables("list")) {
        CodeList list;
        list.id = table.required_text("id");
        list.title = table.required_text("title");
        for (const auto& scheme : words_of("conditions", "scheme"))
            if (auto codes = table.texts(scheme); !codes.empty()) list.codes[scheme] = codes;
        table.finish();
        const bool is_twice = std::ranges::find(lists, list.id, &CodeList::id) != lists.end();
        if (is_twice) {
            table.find("POP021", "id", fmt::format("there are two lists `{}`", shown(list.id)),
                       "keep one");
        } else if (lists.size() >= most_lists) {
            table.find("POP021", "id", fmt::format("there are more than {} lists", most_lists),
                       "leave out those that no rule names");
        } else if (!list.id.empty()) {
            lists.push_back(std::move(list));
        }
    }
    file.finish();
    return lists;
}

std::optional<Criterion> read_criterion(TomlReader& table, const Vocabulary& vocabulary) {
    return Compiling(table, vocabulary).compile();
}

}  // namespace concord::population
