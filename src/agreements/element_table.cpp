// Reading one element of a contract: what it pays, at which rates, between which bounds.
#include <fmt/format.h>

#include "agreements/reading.hpp"
#include "base/text.hpp"

namespace concord::agreements {
namespace {

const std::string pieces_help =
    "let pieces begin at 0%, each where the one before ends, and leave `to` out of the last";

class ElementReader {
  public:
    ElementReader(files::TomlReader& table, Diagnostics& diagnostics)
        : table_(table), keys_(table, diagnostics), diagnostics_(diagnostics) {}

    std::optional<Element> read() {
        const auto errors = diagnostics_.count(Severity::error);
        element_.id = table_.required_text("id");
        element_.place = table_.place("id");
        element_.kind =
            parse_element_kind(keys_.word("kind", {"block", "aligned", "cost-and-volume"}))
                .value_or(ElementKind::block);
        if (!table_.text("kind")) need("kind", "does not say its kind");
        element_.year = keys_.year("year");
        element_.unit = keys_.text("unit");
        read_amounts();
        read_rates();
        read_bounds();
        read_settling();
        read_phasing();
        const auto warnings = diagnostics_.count(Severity::warning);
        table_.finish();
        // A key that was misspelt may have been the cap: nothing is paid by half an element.
        if (diagnostics_.count(Severity::warning) > warnings)
            refuse("MON317", "id",
                   fmt::format("the element `{}` has a key that is not known, and pays nothing",
                               shown(element_.id)),
                   "mend the key");
        const bool is_sound = sound_ && diagnostics_.count(Severity::error) == errors;
        return is_sound ? std::optional(std::move(element_)) : std::nullopt;
    }

  private:
    void refuse(std::string_view rule, std::string_view key, std::string message,
                std::string help = {}) {
        keys_.find(rule, key, std::move(message), std::move(help));
        sound_ = false;
    }

    void need(std::string_view key, std::string_view lacks) {
        refuse("MON317", key, fmt::format("the element `{}` {}", shown(element_.id), lacks),
               fmt::format("give `{}`", key));
    }

    void superfluous(std::string_view key) {
        refuse("MON317", key,
               fmt::format("the element `{}` is {} and has `{}`, which that kind does not know",
                           shown(element_.id), to_string(element_.kind), key),
               "remove the key, or choose the kind that is meant");
    }

    bool is_block() const { return element_.kind == ElementKind::block; }
    bool is_aligned() const { return element_.kind == ElementKind::aligned; }

    void read_amounts() {
        const auto fixed = keys_.amount("fixed");
        const auto planned = keys_.units("planned");
        const auto price = keys_.price("price");
        element_.fixed = fixed.value_or(Pence());
        element_.planned = planned.value_or(0);
        element_.price = price.value_or(0);
        const bool is_volume = element_.kind == ElementKind::cost_and_volume;
        if (!is_volume && !table_.text("fixed")) need("fixed", "does not say its fixed sum");
        if (is_volume && fixed) superfluous("fixed");
        if (is_block() && price) superfluous("price");
        if (is_block()) return;
        if (!table_.text("price")) need("price", "does not say its price");
        if (is_aligned() && !table_.text("planned"))
            need("planned", "does not say what is planned");
    }

    // Either pieces, or thresholds with a rate below and above them.
    void read_rates() {
        auto pieces = table_.tables("piece");
        for (auto& piece : pieces)
            element_.pieces.push_back(piece_of(piece));
        const auto low = keys_.basis_points("threshold_low");
        const auto high = keys_.basis_points("threshold_high");
        const auto below = keys_.basis_points("rate_below");
        const auto above = keys_.basis_points("rate_above");
        const bool is_short = low || high || below || above;
        if (is_block()) {
            if (!pieces.empty()) superfluous("piece");
            if (is_short) superfluous("rate_above");
            return;
        }
        if (!pieces.empty() && is_short) {
            refuse("MON317", "piece",
                   fmt::format("the element `{}` has pieces and thresholds", shown(element_.id)),
                   "give one of the two");
        } else if (!pieces.empty()) {
            judge_pieces();
        } else if (is_aligned()) {
            if (!below) need("rate_below", "does not say its rate below the plan");
            if (!above) need("rate_above", "does not say its rate above the plan");
            between(low.value_or(whole_share), high.value_or(whole_share), below.value_or(0),
                    above.value_or(0));
        } else if (is_short) {
            // Full price up to the threshold, the marginal rate above it.
            if (low || below) superfluous(low ? "threshold_low" : "rate_below");
            if (!above) need("rate_above", "does not say its rate above the threshold");
            between(0, high.value_or(whole_share), whole_share, above.value_or(0));
            element_.pieces = {{0, high.value_or(whole_share), whole_share, {}},
                               {high.value_or(whole_share), {}, above.value_or(0), {}}};
        } else {
            element_.pieces = {{0, {}, whole_share, {}}};
        }
        const bool needs_plan = element_.pieces.size() > 1;
        if (needs_plan && element_.planned == 0 && !is_aligned())
            need("planned", "has rates beside a plan, and none");
    }

    // Nothing changes between the thresholds, which lie on both sides of the plan.
    void between(std::int64_t low, std::int64_t high, std::int64_t below, std::int64_t above) {
        if (low > high || low > whole_share || high < whole_share) {
            refuse("MON312", low > whole_share || low > high ? "threshold_low" : "threshold_high",
                   fmt::format("the thresholds {} and {} do not lie on both sides of the plan",
                               Share(low, whole_share).words(), Share(high, whole_share).words()));
            return;
        }
        element_.pieces.clear();
        if (low > 0) element_.pieces.push_back({0, low, below, {}});
        if (high > low) element_.pieces.push_back({low, high, 0, {}});
        element_.pieces.push_back({high, {}, above, {}});
    }

    RatePiece piece_of(files::TomlReader& table) {
        Keys keys(table, diagnostics_);
        RatePiece piece;
        piece.place = table.place("from");
        piece.from = keys.basis_points("from").value_or(0);
        piece.to = keys.basis_points("to");
        const auto rate = keys.basis_points("rate");
        if (!rate && table.required_text("rate").empty()) sound_ = false;
        piece.rate = rate.value_or(0);
        if (!table.text("from") && table.required_text("from").empty()) sound_ = false;
        table.finish();
        return piece;
    }

    void judge_pieces() {
        const auto problem = problem_of(element_.pieces);
        if (problem.fault == PieceFault::none) return;
        sound_ = false;
        const auto& piece = element_.pieces[problem.at];
        const auto percent = [](std::int64_t points) { return Share(points, whole_share).words(); };
        const auto say = [&](std::string_view rule, std::string message) {
            diagnostics_.add({rule, piece.place, element_.id, std::move(message), pieces_help});
        };
        switch (problem.fault) {
            case PieceFault::late_start:
                return say("MON310", fmt::format("the pieces begin at {}, and nothing is said of "
                                                 "what lies below",
                                                 percent(piece.from)));
            case PieceFault::backwards:
                return say("MON309", fmt::format("the piece from {} ends at {}",
                                                 percent(piece.from), percent(*piece.to)));
            case PieceFault::hole:
                return say("MON310", fmt::format("between {} and {} no piece says the rate",
                                                 percent(*element_.pieces[problem.at - 1].to),
                                                 percent(piece.from)));
            case PieceFault::ends:
                return say("MON310",
                           fmt::format("above {} no piece says the rate", percent(*piece.to)));
            default:
                return say("MON309", fmt::format("the piece from {} begins before the one before "
                                                 "it ends",
                                                 percent(piece.from)));
        }
    }

    void read_bounds() {
        element_.cap = keys_.amount("cap");
        element_.collar = keys_.amount("collar");
        if (is_block() && (element_.cap || element_.collar))
            superfluous(element_.cap ? "cap" : "collar");
        if (!element_.cap || !element_.collar || *element_.collar <= *element_.cap) return;
        refuse("MON311", "cap",
               fmt::format("the cap of {} lies below the collar of {}", element_.cap->words(),
                           element_.collar->words()));
    }

    void read_settling() {
        const auto settled = keys_.word("settled", {"month", "year-to-date"});
        element_.to_date = settled == "year-to-date";
        const auto name = table_.text("rounding");
        const auto rounding = parse_rounding(name.value_or("half-away"));
        if (!rounding) {
            refuse("REG016", "rounding", fmt::format("`{}` is no rounding", shown(*name)),
                   fmt::format("it is {}", rounding_names));
        }
        element_.rounding = rounding.value_or(Rounding::half_away);
        if (is_block()) return;
        // Which of the two it is changes what is paid: neither is taken without a word.
        if (!table_.text("settled")) need("settled", "does not say when it is settled");
        if (!name) need("rounding", "does not say how pennies are rounded");
    }

    void read_phasing() {
        const auto parts = table_.texts("phasing");
        if (parts.empty()) return;
        std::uint64_t all = 0;
        for (std::size_t i = 0; i < parts.size() && i < 12; ++i) {
            const auto weight = parse_decimal(parts[i], 4, largest_activity);
            if (!weight) sound_ = false;
            element_.phasing[i] = static_cast<std::uint64_t>(weight.value_or(0));
            all += element_.phasing[i];
        }
        if (parts.size() == 12 && sound_ && all > 0) return;
        refuse(
            "MON317", "phasing",
            fmt::format("the phasing of `{}` is not a weight for each month", shown(element_.id)),
            "give twelve numbers in quotes, April's first, and not nothing for all");
    }

    files::TomlReader& table_;
    Keys keys_;
    Diagnostics& diagnostics_;
    Element element_;
    bool sound_ = true;
};

}  // namespace

std::optional<Element> read_element(files::TomlReader& table, Diagnostics& diagnostics) {
    return ElementReader(table, diagnostics).read();
}

}  // namespace concord::agreements
