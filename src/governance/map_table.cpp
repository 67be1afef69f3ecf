#include "governance/map_table.hpp"

#include "base/text.hpp"

namespace concord::governance {
namespace {

std::string ids(const Tree& tree, const std::vector<NodeIndex>& nodes) {
    std::vector<std::string> words;
    for (const auto node : nodes)
        words.push_back(node == root_node ? "everything" : tree.node(node).id);
    return join(words, " ");
}

}  // namespace

store::TableSchema function_map_schema() {
    constexpr auto text = ColumnType::text;
    constexpr auto money = ColumnType::money;
    return {
        "functions_map",
        "which function is held at which scale, by whom and by which instrument; what nobody "
        "holds, what two hold, and how a published map stands to it",
        {{"function", text, "the function, with all below it"},
         {"title", text, "the function in words"},
         {"scale", text, "neighbourhood, place, system, supra-system, region or national"},
         {"holder", text, "the body, committee or post; empty: nobody"},
         {"holder_name", text, "its name"},
         {"from", text, "who passed it on; empty: law gives it"},
         {"instrument", text, "the instrument of the last link; statute where law gives it"},
         {"acts", text, "what may be done"},
         {"places", text, "where"},
         {"limit_low", money, "from so many pounds on; empty: from nothing"},
         {"limit_high", money, "up to so many pounds; empty: without end"},
         {"remark", text, "gap: nobody holds it; duplicate: another at the same scale does too"},
         {"document", text, "where it is written"},
         {"clause", text, "the clause in it"},
         {"published", text,
          "against a published map: agrees, in part, other scale, no authority, not published; "
          "empty: nothing to compare"},
         {"published_source", text, "what the published map gives as its source"}}};
}

store::RowWriter map_rows(const Evaluator& evaluator, std::span<const MapEntry> map,
                          std::span<const PublishedEntry> published) {
    const auto& ground = evaluator.ground();
    store::RowWriter rows(function_map_schema());
    for (const auto& entry : map) {
        const auto& function = ground.law->functions.node(entry.function);
        const auto* holder = entry.holder ? &ground.scheme->holders[*entry.holder] : nullptr;
        rows.text(function.id).text(function.title).text(holder ? to_string(entry.scale) : "");
        rows.text(holder ? holder->id : "").text(holder ? holder->name : "");
        rows.text(entry.from ? ground.scheme->holders[*entry.from].id : "").text(entry.instrument);
        rows.text(ids(ground.law->acts, entry.acts)).text(ids(*ground.places, entry.places));
        rows.money(entry.floor).money(entry.ceiling).text(to_string(entry.remark));
        rows.text(entry.source.document).text(entry.source.clause);
        rows.text(to_string(entry.publication));
        rows.text(entry.published == not_published ? "" : published[entry.published].source);
        rows.end_row();
    }
    return rows;
}

}  // namespace concord::governance
