// Looking over the whole register: whether it holds, and what habits it shows.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decisions/decisions.hpp"
#include "decisions/json_parts.hpp"

namespace concord::decisions {
namespace {

// Plays every decision again, entry by entry, by the rules of its days.
class Replay {
  public:
    Replay(const std::string& journal, Diagnostics& diagnostics)
        : journal_(journal), diagnostics_(diagnostics) {}

    void take(const store::JournalEntry& entry) {
        const auto problem = problem_of(entry);
        if (!problem.empty()) report(entry.sequence, entry.record.stream, problem);
    }

    void report(std::int64_t sequence, const std::string& subject, const std::string& problem) {
        const Location place{journal_, static_cast<std::uint32_t>(sequence), 0};
        diagnostics_.add({"GOV189", place, subject, fmt::format("entry {} {}", sequence, problem)});
    }

  private:
    std::string problem_of(const store::JournalEntry& entry) {
        const auto& record = entry.record;
        Recorded recorded{entry.sequence, entry.hash, record.instant, record.key, {}};
        try {
            recorded.step = step_from_payload(record.payload);
        } catch (const Json::exception&) {
            return "is no step of a decision";
        }
        const auto& step = recorded.step;
        if (payload_of(step) != record.payload) return "is not in canonical form";
        const bool fits = step.decision == record.stream && step.by == record.actor &&
                          to_string(step.kind) == record.kind;
        if (!fits) return "says another decision, post or step than its payload";
        const auto known = decisions_.find(record.stream);
        const auto* before = known == decisions_.end() ? nullptr : &known->second;
        // Who was a post on the day was judged then; the entry names the post.
        Diagnostics again(diagnostics_.book(), context_of(step));
        Judging judging{before, &step, {step.by}, {journal_, {}}};
        judging.recorded_on = Date::parse(record.instant.substr(0, 10));
        judging.replaces_known = !step.proposal || step.proposal->replaces.empty() ||
                                 decisions_.contains(step.proposal->replaces);
        judge(judging, again);
        if (step.kind == StepKind::proposed || before) {
            apply(decisions_[record.stream], std::move(recorded));
        }
        const auto found = again.all();
        return found.empty() ? std::string()
                             : fmt::format("holds a step that the rules of its day refuse: {}",
                                           found.front().message);
    }

    static RuleContext context_of(const Step& step) {
        return step.proof ? step.proof->context : RuleContext{step.on, profile_in_force(step.on)};
    }

    const std::string& journal_;
    Diagnostics& diagnostics_;
    std::map<std::string, Decision> decisions_;
};

std::int64_t percent(std::int64_t part, std::int64_t whole) {
    return (part * 100 + whole / 2) / whole;
}

}  // namespace

store::JournalVerification Register::verify(const std::string& shown_journal,
                                            std::span<const store::JournalHead> receipts,
                                            Diagnostics& diagnostics) {
    const auto chain = journal_->verify(receipts);
    Replay replay(shown_journal, diagnostics);
    journal_->scan([&](const store::JournalEntry& entry) {
        const bool holds = entry.sequence >= 1 && entry.sequence <= chain.entries;
        if (holds) replay.take(entry);
    });
    if (chain.breach) replay.report(chain.breach->sequence, "", chain.breach->problem);
    return chain;
}

void check_habits(std::span<const Decision> decisions, const std::string& shown_journal,
                  Diagnostics& diagnostics) {
    std::int64_t decided = 0;
    std::int64_t voted = 0;
    std::int64_t citing = 0;
    for (const auto& decision : decisions) {
        if (!decision.route) continue;
        ++decided;
        if (*decision.route == StepKind::vote) ++voted;
        const auto& evidence = decision.evidence;
        if (!trim(evidence.strategy).empty() || !trim(evidence.departs).empty()) ++citing;
    }
    // One vote is no habit, however few the decisions.
    if (voted > 1 && voted * 20 > decided) {
        diagnostics.add({"GOV188",
                         {shown_journal, 0, 0},
                         "vote",
                         fmt::format("{} of {} decisions were taken by vote ({} %): a vote is the "
                                     "last resort",
                                     voted, decided, percent(voted, decided)),
                         "look at how disagreement is settled before it comes to a vote"});
    }
    if (decided >= 5 && citing * 2 < decided) {
        diagnostics.add({"GOV188",
                         {shown_journal, 0, 0},
                         "strategy",
                         fmt::format("{} of {} decisions cite the partnership's strategy ({} %)",
                                     citing, decided, percent(citing, decided)),
                         "say in each decision how it serves the strategy, or why it departs"});
    }
}

}  // namespace concord::decisions
