// How bodies are constituted and whom they answer to, as each document describes it.
#include <algorithm>
#include <array>

#include "handbook/claims/claims.hpp"
#include "handbook/claims/context.hpp"

namespace concord::handbook {
namespace {

struct StandingPhrases {
    std::string_view in_sentences;
    std::string_view in_cells;
    Standing standing;
};

// In this order: the first that is found is what a text says.
constexpr std::array<StandingPhrases, 6> standings = {
    {{"status-not-a-committee", "status-not-a-committee", Standing::not_a_committee},
     {"status-forum", "cell-forum", Standing::forum},
     {"status-in-common", "cell-in-common", Standing::in_common},
     {"status-joint", "cell-joint", Standing::joint_committee},
     {"status-sub-committee", "cell-sub-committee", Standing::sub_committee},
     {"status-committee", "cell-committee", Standing::committee}}};

class StandingFinder {
  public:
    explicit StandingFinder(Reading& reading) : reading_(reading), words_(*reading.vocabulary) {}

    void run() {
        for (const auto& statement : reading_.statements) {
            if (statement.part->kind == "glossary" || statement.part->kind == "history") continue;
            forget_subject(statement);
            if (!statement.cells.empty()) {
                read_row(statement);
            } else {
                read_sentence(statement);
            }
            previous_ = &statement;
        }
    }

  private:
    // What was spoken of holds for its paragraph and the one after it, not past a heading.
    void forget_subject(const Statement& statement) {
        const bool near = previous_ && previous_->document == statement.document &&
                          statement.block <= previous_->block + 1 &&
                          statement.kind != BlockKind::heading;
        if (!near) last_subject_ = no_body;
    }

    // A row with a body in one cell, and in others what it is and whom it answers to.
    void read_row(const Statement& row) {
        const auto subject = subject_of_row(row, reading_.bodies);
        if (!subject) return;
        StandingClaim claim;
        claim.body = subject->body;
        for (const auto& cell : row.cells) {
            const Words heading(cell.heading);
            if (words_.phrases("column-parent").in(heading) && !cell.text.empty()) {
                claim.parent = first_body(cell.bodies);
                claim.answers_elsewhere = claim.parent == no_body;
            }
            const bool is_status = words_.phrases("column-status").in(heading) ||
                                   words_.phrases("column-kind").in(heading);
            const bool is_short = cell.words.size() <= 6 && !names_body(cell, claim.body);
            if (claim.standing == Standing::unsaid && (is_status || is_short))
                claim.standing = standing_in_cell(cell.words);
            claim.without_powers |= words_.phrases("status-no-powers").in(cell.words);
        }
        add(std::move(claim), row);
    }

    void read_sentence(const Statement& sentence) {
        const bool listed = sentence.kind == BlockKind::item && begins_with_body(sentence) &&
                            words_.phrases("status-collective").in(Words(sentence.lead));
        StandingClaim claim;
        auto at = sentence.words.size();
        for (const auto& [in_sentences, in_cells, standing] : standings) {
            const auto found =
                find_beside_names(words_.phrases(in_sentences), sentence.words, sentence.bodies);
            if (!found) continue;
            claim.standing = standing;
            at = found->first;
            claim.parent = body_after(sentence, found->end() - 1);
            break;
        }
        if (const auto found = words_.phrases("accountable").find(sentence.words)) {
            at = std::min(at, found->first);
            const auto parent = body_after(sentence, found->end() - 1);
            if (parent != no_body && claim.parent == no_body) claim.parent = parent;
            claim.answers_elsewhere = parent == no_body;
        }
        if (const auto found = words_.phrases("status-no-powers").find(sentence.words)) {
            claim.without_powers = true;
            at = std::min(at, found->first);
        }
        claim.body = listed ? sentence.bodies.front().body : subject(sentence, at);
        if (listed && claim.standing == Standing::unsaid) {
            const bool sub = words_.phrases("cell-sub-committee").in(Words(sentence.lead));
            claim.standing = sub ? Standing::sub_committee : Standing::committee;
            if (!sub) claim.parent = the_board;
        }
        if (claim.parent == claim.body) claim.parent = no_body;
        add(std::move(claim), sentence);
    }

    // "It is not a committee" speaks of what the sentence before spoke of.
    BodyNumber subject(const Statement& sentence, std::size_t at) const {
        const auto named = subject_before(sentence, at, reading_.bodies);
        const bool pointing = points_back(sentence.words);
        if (named != no_body && named != sentence.part->owner) return named;
        if (pointing && sentence.part->owner == no_body) return last_subject_;
        return named;
    }

    // "It", "they", "the partnerships" after one of which the sentence before spoke.
    bool points_back(const Words& words) const {
        if (words.size() < 2) return false;
        const auto& first = words[0].lower;
        if (first == "it" || first == "they" || first == "these") return true;
        const bool one = first == "the" || first == "a" || first == "each" || first == "every";
        if (!one || last_subject_ == no_body || last_subject_ == the_board) return false;
        return reading_.bodies[last_subject_].words.back() == singular(words[1].lower);
    }

    void add(StandingClaim claim, const Statement& statement) {
        if (claim.body != no_body) last_subject_ = claim.body;
        const bool says_something = claim.standing != Standing::unsaid || claim.parent != no_body ||
                                    claim.without_powers || claim.answers_elsewhere;
        if (claim.body == no_body || claim.body == claim.parent) return;
        if (!says_something || !can_be_constituted(reading_.bodies[claim.body])) return;
        claim.evidence = evidence_of(statement);
        for (const auto body : reading_.bodies.meant_by(claim.body)) {
            claim.body = body;
            reading_.claims.keep(reading_.claims.standings, claim);
        }
    }

    Standing standing_in_cell(const Words& words) const {
        for (const auto& [in_sentences, in_cells, standing] : standings) {
            if (words_.phrases(in_cells).in(words)) return standing;
        }
        return Standing::unsaid;
    }

    // The body named at this word or at most four words on.
    BodyNumber body_after(const Statement& sentence, std::size_t word) const {
        for (const auto& mention : sentence.bodies) {
            const bool near = mention.end() > word && mention.first <= word + 4;
            const auto kind = reading_.bodies[mention.body].kind;
            if (near && kind != BodyClass::post && kind != BodyClass::outside) return mention.body;
        }
        return no_body;
    }

    static BodyNumber first_body(const std::vector<BodyMention>& mentions) {
        return mentions.empty() ? no_body : mentions.front().body;
    }

    static bool names_body(const Cell& cell, BodyNumber body) {
        return std::ranges::any_of(cell.bodies,
                                   [&](const auto& mention) { return mention.body == body; });
    }

    static bool begins_with_body(const Statement& item) {
        return !item.bodies.empty() && item.bodies.front().first <= 1;
    }

    Reading& reading_;
    const Vocabulary& words_;
    const Statement* previous_ = nullptr;
    BodyNumber last_subject_ = no_body;
};

}  // namespace

void find_standings(Reading& reading) {
    StandingFinder(reading).run();
}

}  // namespace concord::handbook
