#include "governance/chain_links.hpp"

#include "governance/evaluator.hpp"

namespace concord::governance {
namespace {

ChainLink first_link(const Ground& ground, const Chain& chain) {
    const auto& holder = ground.scheme->holders[chain.root_holder];
    ChainLink link;
    link.holder = holder.id;
    link.name = holder.name.empty() ? holder.id : holder.name;
    link.instrument = "law";
    link.instrument_title = "by law";
    link.document = ground.law->roots[chain.root].authority;
    return link;
}

}  // namespace

std::vector<ChainLink> links_of(const Evaluator& evaluator, const Chain& chain) {
    const auto& ground = evaluator.ground();
    std::vector<ChainLink> links = {first_link(ground, chain)};
    for (const auto number : chain.grants) {
        const auto& grant = ground.scheme->grants[number];
        const auto* instrument = ground.law->instrument(grant.instrument);
        const auto& holder = ground.scheme->holders[evaluator.holder(grant.to).value()];
        links.push_back({holder.id, holder.name.empty() ? holder.id : holder.name, grant.instrument,
                         instrument ? instrument->title : grant.instrument, grant.ceiling,
                         grant.source.document, grant.source.clause, grant.id,
                         to_string(grant.place)});
    }
    return links;
}

std::vector<store::SchemaColumn> link_columns() {
    return {{"link_holder", ColumnType::text, "who holds it at this link"},
            {"name", ColumnType::text, "its name"},
            {"instrument", ColumnType::text, "the instrument; of the first link, law"},
            {"instrument_title", ColumnType::text, "the instrument in words"},
            {"ceiling", ColumnType::money, "up to so many pounds at this link"},
            {"document", ColumnType::text, "where it is written; of the first link, the law"},
            {"clause", ColumnType::text, "the clause in it"},
            {"grant", ColumnType::text, "the delegation"},
            {"source", ColumnType::text, "its file and line"}};
}

}  // namespace concord::governance
