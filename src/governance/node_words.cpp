#include "governance/node_words.hpp"

#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::governance {

std::string listed_nodes(const Tree& tree, const std::set<NodeIndex>& nodes, std::string_view all) {
    if (nodes.contains(root_node)) return std::string(all);
    std::vector<std::string> tops;
    for (const auto node : nodes) {
        if (!nodes.contains(tree.parent(node))) {
            tops.push_back(fmt::format("`{}`", shown(tree.node(node).id)));
        }
    }
    constexpr std::size_t most = 3;
    if (tops.size() <= most) return join(tops, ", ");
    const auto more = tops.size() - most;
    tops.resize(most);
    return fmt::format("{} and {} more", join(tops, ", "), more);
}

std::string words_of_nodes(const Trees& trees,
                           const std::array<std::set<NodeIndex>, dimensions>& nodes) {
    const auto listed = [&](std::size_t dimension) {
        return listed_nodes(*trees[dimension], nodes[dimension], "");
    };
    const auto acts = listed(of_act);
    const auto services = listed(of_service);
    const auto people = listed(of_people);
    const auto places = listed(of_place);
    std::string words;
    if (!acts.empty()) words += acts + " of ";
    words += listed_nodes(*trees[of_function], nodes[of_function], "every function");
    if (!services.empty()) words += " for " + services;
    if (!people.empty()) words += " of " + people;
    if (!places.empty()) words += " in " + places;
    return words;
}

}  // namespace concord::governance
