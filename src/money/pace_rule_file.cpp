#include "money/pace_rule_file.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "files/toml_document.hpp"

namespace concord::money {
namespace {

struct PlacedKnot {
    Knot knot;
    Location place;
};

struct Piece {
    double from = 0;
    double to = 0;
    double start = 0;
    double end = 0;
    Location place;
};

class RuleReader {
  public:
    RuleReader(files::TomlReader& reader, Diagnostics& diagnostics)
        : reader_(reader), diagnostics_(diagnostics) {}

    std::optional<PaceRule> read() {
        auto points = points_of_list();
        auto pieces = pieces_of_tables();
        if (!points.empty() && !pieces.empty()) {
            say("MON006", reader_.place("points"), "points and pieces stand beside each other",
                "keep one of the two: they say the same thing in two ways");
            return std::nullopt;
        }
        if (!pieces.empty()) points = join(std::move(pieces));
        const auto floor = reader_.number("floor");
        const auto cap = reader_.number("cap");
        if (!sound_ || !judge(points) || !judge_bounds(floor, cap)) return std::nullopt;
        std::vector<Knot> knots;
        for (const auto& point : points)
            knots.push_back(point.knot);
        PaceRule rule(std::move(knots), floor, cap);
        if (!rule.falls_with_distance()) {
            ++remarks_;
            say("MON009", reader_.place(uses_pieces_ ? "piece" : "points"),
                "somebody further above the target would be moved further up");
        }
        return rule;
    }

    // How many of the warnings were about what the rule does, and not about its keys.
    std::size_t remarks() const { return remarks_; }

  private:
    void say(std::string_view rule, const Location& place, std::string message,
             std::string help = {}) {
        diagnostics_.add({rule, place, {}, std::move(message), std::move(help)});
    }

    std::vector<PlacedKnot> points_of_list() {
        std::vector<PlacedKnot> points;
        for (const auto& pair : reader_.number_lists("points")) {
            if (pair.values.size() == 2) {
                points.push_back({{pair.values[0], pair.values[1]}, pair.place});
                continue;
            }
            sound_ = false;
            say("MON006", pair.place,
                fmt::format("a point has two numbers, and this has {}", pair.values.size()));
        }
        return points;
    }

    std::vector<Piece> pieces_of_tables() {
        std::vector<Piece> pieces;
        for (auto& table : reader_.tables("piece")) {
            uses_pieces_ = true;
            const auto from = table.number("from");
            const auto to = table.number("to");
            const auto start = table.number("start");
            const auto end = table.number("end");
            const auto place = table.place("from");
            table.finish();
            if (!from || !to || !start || !end) {
                sound_ = false;
                say("MON006", place, "a piece lacks one of `from`, `to`, `start` and `end`",
                    "a piece runs from one distance to another, and from one convergence to "
                    "another");
                continue;
            }
            pieces.push_back({*from, *to, *start, *end, place});
        }
        return pieces;
    }

    // The ends of the pieces as points: each piece begins where the one before it ends.
    std::vector<PlacedKnot> join(std::vector<Piece> pieces) {
        std::ranges::stable_sort(pieces, {}, &Piece::from);
        std::vector<PlacedKnot> points;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const auto& piece = pieces[i];
            if (piece.from >= piece.to) {
                cross(piece.place,
                      fmt::format("a piece goes back, from {} to {}", piece.from, piece.to));
            } else if (i > 0 && piece.from < pieces[i - 1].to) {
                cross(piece.place, fmt::format("two pieces hold from {} to {}", piece.from,
                                               std::min(piece.to, pieces[i - 1].to)));
            } else if (i > 0 && piece.from > pieces[i - 1].to) {
                sound_ = false;
                say("MON008", piece.place,
                    fmt::format("no piece holds from {} to {}", pieces[i - 1].to, piece.from));
            } else if (i > 0 && piece.start != pieces[i - 1].end) {
                cross(piece.place, fmt::format("two pieces say {} and {} at {}", pieces[i - 1].end,
                                               piece.start, piece.from));
            }
            if (i == 0) points.push_back({{piece.from, piece.start}, piece.place});
            points.push_back({{piece.to, piece.end}, piece.place});
        }
        return points;
    }

    void cross(const Location& place, std::string message) {
        sound_ = false;
        say("MON007", place, std::move(message));
    }

    bool judge(const std::vector<PlacedKnot>& points) {
        std::vector<Knot> knots;
        for (const auto& point : points) {
            knots.push_back(point.knot);
            const auto last = std::span(knots).last(std::min<std::size_t>(2, knots.size()));
            const auto fault = fault_of(last);
            if (fault == KnotFault::none) continue;
            report(fault, point, knots);
            return false;
        }
        if (!knots.empty()) return true;
        say("MON006", reader_.place("points"), "the rule has no points",
            "write points = [[distance, convergence], …], such as [[-0.025, 0.005], [0, 0]]");
        return false;
    }

    void report(KnotFault fault, const PlacedKnot& point, const std::vector<Knot>& knots) {
        const auto& knot = point.knot;
        if (fault == KnotFault::not_finite) {
            say("MON006", point.place, "a point is not finite");
        } else if (fault == KnotFault::takes_everything) {
            say("MON010", point.place,
                fmt::format("a convergence of {} takes the whole allocation away",
                            knot.convergence));
        } else if (fault == KnotFault::same_distance) {
            say("MON007", point.place,
                fmt::format("two points stand at the distance {}", knot.distance));
        } else {
            say("MON007", point.place,
                fmt::format("the point at {} comes after the one at {}", knot.distance,
                            knots[knots.size() - 2].distance));
        }
    }

    bool judge_bounds(std::optional<double> floor, std::optional<double> cap) {
        const bool finite = std::isfinite(floor.value_or(0)) && std::isfinite(cap.value_or(0));
        if (!finite || (floor && *floor <= -1) || (cap && *cap <= -1)) {
            say("MON010", reader_.place(cap && !(*cap > -1) ? "cap" : "floor"),
                "a bound of the convergence is finite and more than -1");
            return false;
        }
        if (!floor || !cap || *floor <= *cap) return true;
        say("MON010", reader_.place("floor"),
            fmt::format("the floor {} lies above the cap {}", *floor, *cap));
        return false;
    }

    files::TomlReader& reader_;
    Diagnostics& diagnostics_;
    bool sound_ = true;
    bool uses_pieces_ = false;
    std::size_t remarks_ = 0;
};

}  // namespace

std::optional<PaceRuleFile> read_pace_rule(const std::filesystem::path& path,
                                           const std::string& shown_path,
                                           Diagnostics& diagnostics) {
    const auto document = files::read_toml(path, shown_path, diagnostics);
    if (!document) return std::nullopt;
    files::TomlReader reader(*document, shown_path, diagnostics);
    const auto faults = [&] {
        return diagnostics.count(Severity::error) + diagnostics.count(Severity::warning);
    };
    const auto before = faults();
    const auto text = [&](std::string_view key) { return reader.text(key).value_or(""); };
    PaceRuleFile file{PaceRule({{0, 0}}), text("title"),    text("year"),
                      text("stream"),     text("evidence"), shown_path};
    RuleReader rule_reader(reader, diagnostics);
    auto rule = rule_reader.read();
    reader.finish();
    // A key that was misspelt may have been the floor: money is not paid by half a rule.
    if (!rule || faults() > before + rule_reader.remarks()) return std::nullopt;
    file.rule = std::move(*rule);
    return file;
}

}  // namespace concord::money
