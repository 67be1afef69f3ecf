// The map in Graphviz's language. Meaning never hangs on colour alone: a gap is dashed and says
// "nobody", a duplicate is drawn double and says "and another".
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "governance/function_map.hpp"

namespace concord::governance {
namespace {

// Lines of at most so many characters, broken at spaces, in Graphviz's notation.
std::string wrapped(std::string_view text, std::size_t width) {
    std::string out;
    std::size_t line = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ' ' && line >= width) {
            out += '\n';
            line = 0;
        } else {
            out += text[i];
            ++line;
        }
    }
    return out;
}

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
        } else {
            if (c == '"' || c == '\\') out += '\\';
            out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return out + '"';
}

class Drawing {
  public:
    Drawing(const Evaluator& evaluator, const std::vector<MapEntry>& map)
        : ground_(evaluator.ground()), map_(map) {}

    std::string run() {
        text_ =
            "digraph map {\n"
            "  rankdir=LR; nodesep=0.12; ranksep=0.9; bgcolor=\"white\";\n"
            "  node [fontname=\"Helvetica\", fontsize=10, shape=box, style=\"filled\", "
            "fillcolor=\"#f0f4f5\", color=\"#768692\"];\n"
            "  edge [fontname=\"Helvetica\", fontsize=8, color=\"#425563\", arrowsize=0.6];\n";
        draw_functions();
        draw_holders();
        draw_edges();
        return text_ + "}\n";
    }

  private:
    std::string function_node(NodeIndex function) const {
        return in_quotes("f:" + ground_.law->functions.node(function).id);
    }

    std::string holder_node(std::uint32_t holder) const {
        return in_quotes("h:" + ground_.scheme->holders[holder].id);
    }

    void draw_functions() {
        std::set<NodeIndex> drawn;
        for (const auto& entry : map_) {
            if (!drawn.insert(entry.function).second) continue;
            const auto& node = ground_.law->functions.node(entry.function);
            text_ += fmt::format("  {} [label={}, tooltip={}];\n", function_node(entry.function),
                                 in_quotes(wrapped(node.title, 28)), in_quotes(node.id));
        }
    }

    void draw_holders() {
        std::map<Scale, std::set<std::uint32_t>> columns;
        for (const auto& entry : map_) {
            if (entry.holder) columns[entry.scale].insert(*entry.holder);
        }
        for (const auto& [scale, holders] : columns) {
            text_ += fmt::format(
                "  subgraph {} {{\n    label={}; color=\"#aeb7bd\"; "
                "fontname=\"Helvetica\"; fontsize=12;\n",
                in_quotes(fmt::format("cluster_{}", to_string(scale))),
                in_quotes(to_string(scale)));
            for (const auto holder : holders) {
                const auto& known = ground_.scheme->holders[holder];
                text_ += fmt::format("    {} [label={}, fillcolor=\"#ffffff\", tooltip={}];\n",
                                     holder_node(holder), in_quotes(wrapped(known.name, 24)),
                                     in_quotes(known.id));
            }
            text_ += "  }\n";
        }
    }

    void draw_edges() {
        for (const auto& entry : map_) {
            if (!entry.holder) {
                const auto nobody =
                    in_quotes("gap:" + ground_.law->functions.node(entry.function).id);
                text_ += fmt::format(
                    "  {} [label=\"nobody\", style=\"dashed\", color=\"#d4351c\", "
                    "fontcolor=\"#d4351c\"];\n  {} -> {} [style=\"dashed\", color=\"#d4351c\"];\n",
                    nobody, function_node(entry.function), nobody);
                continue;
            }
            text_ += fmt::format("  {} -> {} [label={}{}];\n", function_node(entry.function),
                                 holder_node(*entry.holder), in_quotes(edge_words(entry)),
                                 edge_style(entry));
        }
    }

    static std::string edge_words(const MapEntry& entry) {
        std::string words = entry.remark == MapRemark::duplicate ? "and another\n" : "";
        words += entry.instrument;
        if (entry.ceiling) words += fmt::format("\nup to {}", entry.ceiling->words());
        switch (entry.publication) {
            case Publication::unsupported:
                return words + "published, no authority";
            case Publication::unpublished:
                return words + "\nnot published";
            case Publication::in_part:
                return words + "\npublished, held in part";
            case Publication::other_scale:
                return words + "\npublished at another scale";
            case Publication::agrees:
                return words + "\nas published";
            case Publication::none:
                break;
        }
        return words;
    }

    static std::string_view edge_style(const MapEntry& entry) {
        if (entry.publication == Publication::unsupported)
            return ", style=\"dotted\", color=\"#d4351c\", fontcolor=\"#d4351c\"";
        if (entry.remark == MapRemark::duplicate)
            return ", color=\"#b10e1e:#b10e1e\", style=\"bold\"";
        if (entry.publication == Publication::unpublished) return ", style=\"dashed\"";
        return "";
    }

    const Ground& ground_;
    const std::vector<MapEntry>& map_;
    std::string text_;
};

}  // namespace

std::string map_graph(const Evaluator& evaluator, const std::vector<MapEntry>& map) {
    return Drawing(evaluator, map).run();
}

}  // namespace concord::governance
