// `need release`: counts of people from a file, as they may leave.
#include "need/release.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/located_system.hpp"
#include "engine/money_question.hpp"

namespace concord {
namespace {

class Asking {
  public:
    Asking(const ReleaseQuestion& question, Answer& answer)
        : question_(question), answer_(answer) {}

    // Everything that can be wrong with the options is said at once.
    bool prepare(need::ReleaseRequest& request) {
        request.counts = {question_.file, question_.file.string()};
        request.count = question_.count;
        for (const auto& words : question_.by)
            request.by.push_back(split(words, '/'));
        for (const auto& levels : request.by) {
            for (const auto& level : levels)
                take_column(level);
        }
        if (std::ranges::count(columns_, request.count) > 0)
            refuse(fmt::format("--count and --by both name `{}`", shown(request.count)),
                   "--by divides the people, --count counts them");
        for (const auto& words : question_.margins)
            take_margin(words, request);
        take_rule(request);
        for (const auto& file : question_.earlier) {
            if (is_there(file, answer_)) request.earlier.push_back({file, file.string()});
        }
        return answer_.outcome == Outcome::done && is_there(question_.file, answer_);
    }

  private:
    static std::vector<std::string> split(const std::string& text, char between) {
        std::vector<std::string> parts;
        std::size_t start = 0;
        while (true) {
            const auto end = text.find(between, start);
            parts.emplace_back(trim(std::string_view(text).substr(start, end - start)));
            if (end == std::string::npos) return parts;
            start = end + 1;
        }
    }

    void take_column(const std::string& column) {
        if (column.empty()) {
            refuse("--by has a level without a name", "write levels as system/place/area");
        } else if (std::ranges::count(columns_, column) > 0) {
            refuse(fmt::format("--by names `{}` twice", shown(column)), "name each column once");
        }
        columns_.push_back(column);
    }

    void take_margin(const std::string& words, need::ReleaseRequest& request) {
        std::vector<std::string> margin;
        if (words != need::all_word) margin = split(words, ',');
        for (const auto& word : margin) {
            if (std::ranges::count(columns_, word) > 0) continue;
            refuse(fmt::format("--margin: `{}` is no column of --by", shown(word)),
                   "columns are " + join(columns_, ", ") + "; `all` is the sum of all");
        }
        request.margins.push_back(std::move(margin));
    }

    void take_rule(need::ReleaseRequest& request) {
        const auto rule = disclosure::parse_rule(
            question_.rule.empty() ? disclosure::usual_rule().name : question_.rule);
        if (rule) {
            request.rule = *rule;
            return;
        }
        refuse(fmt::format("`{}` is no rule of disclosure control", shown(question_.rule)),
               "rules are such as 1-7-to-5 (1 to 7 suppressed, the others to the nearest 5) or "
               "1-4-exact");
    }

    void refuse(std::string message, std::string help) {
        refuse_usage(answer_, std::move(message), std::move(help));
    }

    const ReleaseQuestion& question_;
    Answer& answer_;
    std::vector<std::string> columns_;
};

void note(const need::ReleaseRequest& request, const need::Release& release, Answer& answer) {
    answer.notes.push_back(fmt::format(
        "rule {}: {} shown, {} suppressed as small, {} suppressed beside them, {} missing",
        request.rule.name, release.shown, release.protection.small, release.protection.beside,
        release.missing));
}

}  // namespace

Answer Engine::need_release(const ReleaseQuestion& question) {
    Answer answer;
    need::ReleaseRequest request;
    const auto context = money_context(question.as_at, answer);
    if (!context || !Asking(question, answer).prepare(request)) return answer;
    Diagnostics diagnostics(rule_book(), *context);
    auto release = need::release(request, diagnostics);
    if (release) answer.table = std::move(release->table);
    finish_money(answer, diagnostics);
    if (release && release->refused) answer.outcome = Outcome::refused;
    if (release && !release->refused) note(request, *release, answer);
    return answer;
}

}  // namespace concord
