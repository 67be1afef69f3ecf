// Key roles, vacancies, joint posts, and what reorganisations cost.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance::rules {
namespace {

constexpr std::string_view inequalities = "inequalities";

// Roles whose holder must be known (THE-R081).
constexpr std::array<std::string_view, 7> key_roles = {
    "place-director",    "nursing",      "infection-prevention", "quality",
    "incident-response", "inequalities", "informatics"};

class PostCheck {
  public:
    PostCheck(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage), records_(stage.data->records), diagnostics_(diagnostics) {}

    void check() {
        check_vacancies();
        for (const auto& post : records_.posts)
            check_joint(post);
        for (const auto& item : records_.restructures)
            check_restructure(item);
    }

    void check_board(const Holder& board) {
        if (board.body_kind != board_kind || records_.posts.empty()) return;
        check_key_roles(board);
        check_lead(board);
    }

  private:
    bool is_present(const PostRecord& post) const {
        return post.period.contains(stage_.context.as_at);
    }

    // Each with a holder and the day on which the holder began.
    void check_key_roles(const Holder& board) {
        std::vector<std::string> missing;
        for (const auto role : key_roles) {
            const bool filled = std::ranges::any_of(records_.posts, [&](const PostRecord& post) {
                return post.role == role && post.body == board.id && is_present(post) &&
                       !post.person.empty() && post.period.from;
            });
            if (!filled) missing.emplace_back(role);
        }
        if (missing.empty()) return;
        diagnostics_.add({"GOV311", board.place, board.id,
                          fmt::format("`{}` has no holder with a first day on record for: {}",
                                      board.id, join(missing, ", "))});
    }

    // One executive leads on inequalities, and is in post (THE-R046).
    void check_lead(const Holder& board) {
        std::set<std::string> leads;
        for (const auto& post : records_.posts) {
            const bool is_lead = post.role == inequalities && post.rank == "executive" &&
                                 post.body == board.id && is_present(post);
            if (is_lead && !post.person.empty()) leads.insert(shown(post.person));
        }
        if (leads.size() == 1) return;
        const std::vector<std::string> listed(leads.begin(), leads.end());
        diagnostics_.add(
            {"GOV314", board.place, board.id,
             leads.empty()
                 ? fmt::format("no executive of `{}` is in post to lead on inequalities", board.id)
                 : fmt::format("`{}` has {} executives to lead on inequalities: {}", board.id,
                               leads.size(), join(listed, ", "))});
    }

    static bool is_watched(const PostRecord& post) {
        return post.rank == "executive" || post.rank == "senior" || post.role == inequalities;
    }

    // Senior posts and those on inequalities that nobody fills on the day (THE-R083).
    void check_vacancies() {
        std::map<std::string, std::vector<const PostRecord*>> posts;
        for (const auto& post : records_.posts)
            posts[post.id].push_back(&post);
        for (const auto& [id, rows] : posts) {
            if (std::ranges::none_of(rows, [](const auto* post) { return is_watched(*post); }))
                continue;
            const auto day = stage_.context.as_at;
            const bool begun = std::ranges::any_of(rows, [&](const auto* post) {
                return !post->period.from || *post->period.from <= day;
            });
            const bool filled = std::ranges::any_of(
                rows, [&](const auto* post) { return is_present(*post) && !post->person.empty(); });
            if (!begun || filled) continue;
            const auto& last = *rows.back();
            diagnostics_.add({"GOV312", last.place, id,
                              fmt::format("nobody holds the post `{}` ({}) of `{}`", shown(id),
                                          shown(last.role), last.body)});
        }
    }

    void check_joint(const PostRecord& post) {
        if (post.joins.empty() || !post.funded_by.empty() || !is_present(post)) return;
        diagnostics_.add({"GOV313", post.place, post.id,
                          fmt::format("`{}` joins {}, and nothing says who pays for it",
                                      shown(post.id), join(post.joins, ", "))});
    }

    void check_restructure(const Restructure& item) {
        std::vector<std::string> missing;
        if (!item.dated) missing.push_back("its date");
        if (item.staff_lost.empty()) missing.push_back("staff lost");
        if (item.unclear_roles.empty()) missing.push_back("roles left unclear");
        if (item.ties_broken.empty()) missing.push_back("ties broken");
        if (item.time_spent.empty()) missing.push_back("time spent");
        if (missing.empty()) return;
        diagnostics_.add({"GOV315", item.place, item.id,
                          fmt::format("the reorganisation `{}` of `{}` does not say: {}",
                                      shown(item.id), item.body, join(missing, ", "))});
    }

    const GovernanceStage& stage_;
    const Records& records_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_posts(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const HolderIndex holders(stage.data->scheme);
    PostCheck check(stage, diagnostics);
    check.check();
    for (const auto& body : described_bodies(stage, holders))
        check.check_board(*body.holder);
}

}  // namespace concord::governance::rules
