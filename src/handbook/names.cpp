#include "handbook/names.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace concord::handbook {
namespace {

// Words that begin a sentence or point at a name, and never belong to one.
const WordSet pointers = {"the",     "this",    "these",   "that",  "those", "each",    "every",
                          "all",     "any",     "our",     "its",   "their", "a",       "an",
                          "in",      "at",      "to",      "from",  "where", "when",    "if",
                          "both",    "no",      "as",      "by",    "under", "with",    "on",
                          "it",      "is",      "such",    "other", "only",  "and",     "or",
                          "but",     "members", "member",  "also",  "while", "through", "within",
                          "between", "section", "approve", "agree"};
const WordSet connectors = {"and", "of", "for", "the", "in", "to", "with"};

// Words that stand together without anything between, and what joins them to the next.
struct Group {
    std::size_t first = 0;
    std::size_t last = 0;
    std::string joint;  // to the next group: "and", ",", "of", "of the", "in"; empty: the end
};

class Finder {
  public:
    Finder(std::string_view text, const Vocabulary& vocabulary)
        : text_(text), words_(text), vocabulary_(vocabulary) {}

    std::vector<NameMention> run() {
        for (std::size_t at = 0; at < words_.size();) {
            if (!begins(at)) {
                ++at;
                continue;
            }
            const auto groups = groups_from(at);
            take_names(groups);
            at = groups.back().last + 1;
        }
        return std::move(found_);
    }

  private:
    bool is_capital(std::size_t i) const {
        const char c = text_[words_[i].begin];
        return c >= 'A' && c <= 'Z';
    }
    bool begins(std::size_t i) const {
        return is_capital(i) && !pointers.contains(words_[i].lower);
    }
    bool is_strong(std::size_t i) const {
        return vocabulary_.strong_heads.contains(words_[i].lower);
    }
    bool is_weak(std::size_t i) const { return vocabulary_.weak_heads.contains(words_[i].lower); }
    bool is_post(std::size_t i) const { return vocabulary_.post_heads.contains(words_[i].lower); }

    // What stands between two words: " ", ",", "and" or "|" for anything that separates names.
    std::string_view between(std::size_t i) const {
        const auto gap = text_.substr(words_[i].end, words_[i + 1].begin - words_[i].end);
        if (gap.find('&') != std::string_view::npos) return "and";
        if (gap.find_first_of(".;:()|\"") != std::string_view::npos ||
            gap.find(" - ") != std::string_view::npos || gap.find("•") != std::string_view::npos) {
            return "|";
        }
        return gap.find(',') != std::string_view::npos ? "," : " ";
    }

    bool continues_group(std::size_t i) const {
        if (begins(i)) return true;
        // "Audit committee", "Place directors": a small head after a capital.
        const auto& word = words_[i].lower;
        return is_strong(i) || is_post(i) || vocabulary_.place_nouns.contains(word);
    }

    std::vector<Group> groups_from(std::size_t at) const {
        std::vector<Group> groups{{at, at, {}}};
        std::size_t i = at + 1;
        while (i < words_.size()) {
            auto& group = groups.back();
            const auto gap = between(i - 1);
            if (gap == "|") break;
            if (gap == " " && continues_group(i)) {
                group.last = i++;
                continue;
            }
            std::string joint = gap == " " ? "" : std::string(gap);
            auto next = i;
            while (next < words_.size() && connectors.contains(words_[next].lower) &&
                   !(next > i && between(next - 1) != " ")) {
                joint += (joint.empty() ? "" : " ") + words_[next].lower;
                ++next;
            }
            const bool goes_on = !joint.empty() && next < words_.size() && begins(next) &&
                                 (next == i || between(next - 1) == " ");
            if (!goes_on) break;
            group.joint = joint == ", and" ? "and" : joint;
            groups.push_back({next, next, {}});
            i = next + 1;
        }
        return groups;
    }

    // The last head in a group. Words after it are allowed unless the head is all there is.
    std::optional<std::size_t> head_of(const Group& group, bool strong_only) const {
        for (std::size_t i = group.last + 1; i-- > group.first;) {
            const bool head = is_strong(i) || (!strong_only && (is_weak(i) || is_post(i)));
            if (head && (i > group.first || group.first == group.last)) return i;
        }
        return std::nullopt;
    }

    void take_names(const std::vector<Group>& groups) {
        for (std::size_t g = 0; g < groups.size(); ++g) {
            auto head = head_of(groups[g], true);
            const bool strong = head.has_value();
            if (!head) head = head_of(groups[g], false);
            if (!head) continue;
            const bool post = is_post(*head) && !strong;
            // "Partnership and Engagement Committee": a weak head before a strong one is no end.
            const bool leads_on = !strong && !post && g + 1 < groups.size() &&
                                  groups[g].joint == "and" && head_of(groups[g + 1], true);
            if (leads_on) continue;
            const auto first = post ? groups[g].first : start_of(groups, g);
            const auto last = end_of(groups, g, *head, post);
            add(first, last, post);
            while (g + 1 < groups.size() && groups[g + 1].first <= last)
                ++g;
        }
    }

    // "Finance, Investment and Performance Committee" begins with its first group.
    std::size_t start_of(const std::vector<Group>& groups, std::size_t g) const {
        auto first = g;
        bool joined_by_and = false;
        while (first > 0) {
            const auto& before = groups[first - 1];
            const bool by_and = before.joint == "and";
            if (!by_and && !(before.joint == "," && joined_by_and)) break;
            if (head_of(before, true) || (head_of(before, false) && is_post(before.last))) break;
            joined_by_and = true;
            --first;
        }
        return groups[first].first;
    }

    // "Committee in Common", "Joint Committee of the …", "Director of Nursing and Quality" go on
    // after their heads.
    std::size_t end_of(const std::vector<Group>& groups, std::size_t g, std::size_t head,
                       bool post) const {
        if (head != groups[g].last || g + 1 == groups.size()) return head;
        const auto& joint = groups[g].joint;
        const auto& next = groups[g + 1];
        if (joint == "in" && words_[next.first].lower == "common") return next.first;
        const bool follows = joint == "of" || joint == "for" || joint == "of the";
        const bool bare = head - groups[g].first <= 1 && !post;
        if (!follows || (!post && !bare)) return head;
        if (post && joint == "of the") return head;
        // "Committee of the Board" says whose it is and names nothing.
        const bool whose =
            (is_strong(next.last) || is_weak(next.last)) && !words_[next.last].lower.ends_with('s');
        if (!post && whose) return head;
        if (post && head_of(next, true)) return head;
        auto end = g + 1;
        while (end + 1 < groups.size() &&
               (groups[end].joint == "and" || groups[end].joint == ",") &&
               !head_of(groups[end + 1], false)) {
            ++end;
        }
        return groups[end].last;
    }

    void add(std::size_t first, std::size_t last, bool post) {
        // A head alone names nobody: "the Committee", "Leads". A cell may say "Directors".
        const bool whole_text = words_.size() == 1 && words_[last].lower.ends_with('s');
        if (first == last && !(post && whole_text)) return;
        NameMention mention;
        mention.begin = words_[first].begin;
        mention.end = words_[last].end;
        mention.name = std::string(text_.substr(mention.begin, mention.end - mention.begin));
        mention.post = post;
        found_.push_back(std::move(mention));
    }

    std::string_view text_;
    Words words_;
    const Vocabulary& vocabulary_;
    std::vector<NameMention> found_;
};

}  // namespace

std::vector<NameMention> names_in(std::string_view text, const Vocabulary& vocabulary) {
    return Finder(text, vocabulary).run();
}

}  // namespace concord::handbook
