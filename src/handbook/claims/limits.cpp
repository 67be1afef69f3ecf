// Financial limits: who, for what act, up to or from what amount.
#include <algorithm>

#include "handbook/claims/claims.hpp"
#include "handbook/claims/context.hpp"

namespace concord::handbook {
namespace {

class LimitFinder {
  public:
    explicit LimitFinder(Reading& reading) : reading_(reading), words_(*reading.vocabulary) {}

    void run() {
        const WordSet kinds = {"scheme-of-delegation", "standing-financial-instructions",
                               "financial-scheme", "terms-of-reference"};
        for (const auto& statement : reading_.statements) {
            if (!kinds.contains(statement.part->kind)) continue;
            if (!statement.cells.empty()) {
                read_row(statement);
            } else if (statement.kind != BlockKind::heading) {
                read_sentence(statement);
            }
        }
    }

  private:
    std::string act_in(const std::string& text) const {
        return words_.act_in(beside_names(text, reading_.bodies));
    }

    void read_row(const Statement& row) {
        for (const auto& cell : row.cells) {
            const auto amounts = amounts_in(cell.text);
            const auto bands = amounts_in(cell.heading);
            if (!amounts.empty()) {
                read_amounts(row, cell, amounts);
            } else if (!bands.empty()) {
                // Columns are bands of value, cells say who may decide.
                for (const auto& mention : cell.bodies)
                    add_each(mention.body, act_of_row(row, cell), bands, row);
            }
        }
    }

    void read_amounts(const Statement& row, const Cell& cell, const std::vector<Amount>& amounts) {
        auto holders = bodies_of(reading_.bodies.in(Words(cell.heading)));
        if (holders.empty()) holders = holders_of_row(row);
        if (holders.empty()) holders = context_of(row, reading_).holders;
        auto act = act_in(cell.text);
        if (act.empty()) act = act_in(cell.heading);
        if (act.empty()) act = act_of_row(row, cell);
        for (const auto& amount : amounts) {
            const auto within = body_before(cell, amount.begin);
            if (within != no_body) {
                add(within, act, amount, row);
                continue;
            }
            for (const auto holder : holders)
                add(holder, act, amount, row);
        }
    }

    // The bodies that fill a cell of their own, or stand in a column of holders.
    std::vector<BodyNumber> holders_of_row(const Statement& row) const {
        std::vector<BodyNumber> holders;
        for (const auto& cell : row.cells) {
            std::size_t named = 0;
            for (const auto& mention : cell.bodies)
                named += mention.count;
            const bool fills = named > 0 && named * 10 >= cell.words.size() * 6;
            const bool column = words_.phrases("column-holder").in(Words(cell.heading));
            if (!fills && !column) continue;
            for (const auto body : bodies_of(cell.bodies))
                holders.push_back(body);
            if (!holders.empty()) break;
        }
        return holders;
    }

    std::string act_of_row(const Statement& row, const Cell& beside) const {
        for (const auto& cell : row.cells) {
            if (&cell == &beside) continue;
            const auto act = act_in(cell.text);
            if (!act.empty() && amounts_in(cell.text).empty()) return act;
        }
        const auto act = act_in(row.lead);
        return act.empty() ? act_in(row.heading) : act;
    }

    // "approve spending of up to £4m, and award contracts of up to £2m": each amount has the act
    // that stands before it, else after it, else that of the sentence, the list or the heading.
    std::string act_beside(const Statement& statement, const std::vector<Amount>& amounts,
                           std::size_t i) const {
        const auto from = i == 0 ? 0 : amounts[i - 1].end;
        const auto to = i + 1 < amounts.size() ? amounts[i + 1].begin : statement.text.size();
        const auto before = statement.text.substr(from, amounts[i].begin - from);
        const auto after = amounts[i].end < to
                               ? statement.text.substr(amounts[i].end, to - amounts[i].end)
                               : std::string();
        for (const auto& text :
             {before, after, statement.text, statement.lead, statement.heading}) {
            auto act = act_in(text);
            if (!act.empty()) return act;
        }
        return {};
    }

    void read_sentence(const Statement& statement) {
        const auto amounts = amounts_in(statement.text);
        const auto context = context_of(statement, reading_);
        const bool lists = !statement.bodies.empty() && statement.bodies.front().first <= 1;
        for (std::size_t i = 0; i < amounts.size(); ++i) {
            const auto act = act_beside(statement, amounts, i);
            auto holder = holder_beside(statement, amounts[i]);
            if (holder == no_body && context.holders.empty() &&
                statement.part->kind == "terms-of-reference") {
                holder = statement.part->owner;
            }
            if (holder != no_body && (lists || context.holders.empty())) {
                add(holder, act, amounts[i], statement);
            } else {
                for (const auto body : context.holders)
                    add(body, act, amounts[i], statement);
            }
        }
    }

    // The last body before the amount, else the first after it.
    BodyNumber holder_beside(const Statement& statement, const Amount& amount) const {
        const auto owner = statement.part->owner;
        BodyNumber before = no_body;
        BodyNumber after = no_body;
        for (const auto& mention : statement.bodies) {
            if (reading_.bodies[mention.body].kind == BodyClass::outside) continue;
            const auto body = reading_.bodies.as_meant_for(mention.body, owner);
            if (statement.words[mention.first].begin < amount.begin) {
                before = body;
            } else if (after == no_body) {
                after = body;
            }
        }
        return before != no_body ? before : after;
    }

    BodyNumber body_before(const Cell& cell, std::size_t offset) const {
        BodyNumber found = no_body;
        for (const auto& mention : cell.bodies) {
            const bool usable = reading_.bodies[mention.body].kind != BodyClass::outside;
            if (usable && cell.words[mention.first].begin < offset) found = mention.body;
        }
        return found;
    }

    std::vector<BodyNumber> bodies_of(const std::vector<BodyMention>& mentions) const {
        std::vector<BodyNumber> found;
        for (const auto& mention : mentions) {
            if (reading_.bodies[mention.body].kind != BodyClass::outside)
                found.push_back(mention.body);
        }
        return found;
    }

    void add_each(BodyNumber body, const std::string& act, const std::vector<Amount>& amounts,
                  const Statement& statement) {
        for (const auto& amount : amounts)
            add(body, act, amount, statement);
    }

    // An amount that nothing bounds is the most that may be spent.
    void add(BodyNumber holder, const std::string& act, Amount amount, const Statement& statement) {
        if (amount.bound == Bound::plain) amount.bound = Bound::ceiling;
        LimitClaim claim;
        claim.act = act;
        claim.amount = amount;
        claim.evidence = evidence_of(statement);
        for (const auto body : reading_.bodies.meant_by(holder)) {
            claim.body = body;
            reading_.claims.keep(reading_.claims.limits, claim);
        }
    }

    Reading& reading_;
    const Vocabulary& words_;
};

}  // namespace

void find_limits(Reading& reading) {
    LimitFinder(reading).run();
}

}  // namespace concord::handbook
