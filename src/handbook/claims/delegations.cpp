// What the scheme of reservation and delegation gives to whom. Only the scheme counts (PIR-R053).
#include <algorithm>

#include "handbook/claims/claims.hpp"
#include "handbook/claims/context.hpp"

namespace concord::handbook {
namespace {

class DelegationFinder {
  public:
    explicit DelegationFinder(Reading& reading) : reading_(reading), words_(*reading.vocabulary) {}

    void run() {
        for (const auto& statement : reading_.statements) {
            if (statement.part->kind != "scheme-of-delegation") continue;
            if (!statement.cells.empty()) {
                read_row(statement);
            } else if (statement.kind != BlockKind::heading) {
                read_text(statement);
            }
        }
    }

  private:
    std::vector<std::string> functions_in(const std::string& text) const {
        return words_.functions_in(beside_names(text, reading_.bodies));
    }

    struct RowReading {
        Context context;
        std::string matter;
    };

    bool says_yes(const Cell& cell) const {
        return cell.text.find("✓") != std::string::npos ||
               is_all_of(words_.phrases("consent"), cell.words);
    }
    bool says_nothing(const Cell& cell) const {
        return cell.text.empty() || cell.text == "-" || cell.text.find("✗") != std::string::npos ||
               is_all_of(words_.phrases("nothing"), cell.words);
    }
    static bool mostly_names(const Cell& cell) {
        std::size_t named = 0;
        for (const auto& mention : cell.bodies)
            named += mention.count;
        return named * 10 >= cell.words.size() * 6 && named > 0;
    }

    void read_row(const Statement& row) {
        RowReading reading;
        for (const auto& cell : row.cells)
            read_cell(cell, reading);
        if (reading.context.empty()) reading.context = context_of(row, reading_);
        add(reading.context, reading.matter, row);
    }

    void read_cell(const Cell& cell, RowReading& reading) const {
        if (says_nothing(cell)) return;
        const Words heading(cell.heading);
        const auto named = reading_.bodies.in(heading);
        if (words_.phrases("column-reserved").in(heading)) {
            const bool board = std::ranges::any_of(
                cell.bodies, [](const auto& mention) { return mention.body == the_board; });
            if (says_yes(cell) || board) {
                reading.context.reserved = true;
            } else {
                reading.matter += cell.text + " ";
            }
            return;
        }
        const bool is_matter = words_.phrases("column-function").in(heading) && !says_yes(cell) &&
                               cell.words.size() > 4;
        if (!named.empty() && !is_matter) {
            for (const auto& mention : named)
                add_holder(mention.body, reading.context);
        } else if (words_.phrases("column-holder").in(heading) || mostly_names(cell)) {
            for (const auto& mention : cell.bodies)
                add_holder(mention.body, reading.context);
        } else if (words_.phrases("column-function").in(heading) ||
                   !words_.phrases("column-other").in(heading)) {
            reading.matter += cell.text + " ";
        }
    }

    void add_holder(BodyNumber body, Context& context) const {
        if (body == the_board) {
            context.reserved = true;
        } else if (reading_.bodies[body].kind != BodyClass::outside) {
            context.holders.push_back(body);
        }
    }

    void read_text(const Statement& statement) {
        if (statement.text.ends_with(':')) return;
        const auto own = holder_within(statement);
        if (!own.empty()) {
            add(own, statement.text, statement);
            return;
        }
        const auto context = context_of(statement, reading_);
        // Under a heading, text that names no function only introduces.
        const bool introduces =
            statement.kind == BlockKind::paragraph && functions_in(statement.text).empty();
        if (!introduces) add(context, statement.text, statement);
    }

    // "The Audit Committee: …", "The Audit Committee is authorised to …", "The approval of … is
    // delegated to the Audit Committee".
    Context holder_within(const Statement& statement) const {
        Context context;
        for (const auto& mention : statement.bodies) {
            const bool leads = mention.first <= 1 &&
                               statement.words[mention.end() - 1].stop_after &&
                               mention.end() < statement.words.size();
            if (leads) add_holder(mention.body, context);
        }
        if (!context.empty()) return context;
        const auto found =
            find_beside_names(words_.phrases("delegates"), statement.words, statement.bodies);
        if (!found) return context;
        const bool passive = statement.words[found->end() - 1].lower == "to" ||
                             statement.words[found->end() - 1].lower == "by";
        for (const auto& mention : statement.bodies) {
            const bool after = mention.end() >= found->end();
            const bool authorised = !after && mention.body != the_board;
            if ((passive && after && mention.body != the_board) || (authorised && !passive))
                add_holder(mention.body, context);
        }
        return context;
    }

    void add(const Context& context, const std::string& matter, const Statement& statement) {
        DelegationClaim claim;
        claim.functions = functions_in(matter);
        claim.matter = matter;
        claim.evidence = evidence_of(statement);
        if (context.reserved && context.holders.empty()) {
            claim.body = the_board;
            claim.reserved = true;
            reading_.claims.keep(reading_.claims.delegations, claim);
        }
        for (const auto holder : context.holders) {
            for (const auto body : reading_.bodies.meant_by(holder)) {
                claim.body = body;
                reading_.claims.keep(reading_.claims.delegations, claim);
            }
        }
    }

    Reading& reading_;
    const Vocabulary& words_;
};

}  // namespace

void find_delegations(Reading& reading) {
    DelegationFinder(reading).run();
}

}  // namespace concord::handbook
