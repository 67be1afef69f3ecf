#include "disclosure/dimension.hpp"

#include <algorithm>

namespace concord::disclosure {

struct Dimension::Draft {
    std::map<std::string, Draft> parts;
};

Dimension::Dimension(std::string name, const std::vector<std::vector<std::string>>& paths)
    : name_(std::move(name)) {
    Draft everyone;
    for (const auto& path : paths) {
        auto* at = &everyone;
        for (const auto& word : path)
            at = &at->parts[word];
    }
    names_.emplace_back();
    parents_.push_back(root);
    last_.push_back(root);
    number(everyone, root);
    for (Node node = 1; node < size(); ++node) {
        if (is_finest(node)) finest_.push_back(node);
    }
}

void Dimension::number(const Draft& draft, Node parent) {
    for (const auto& [word, part] : draft.parts) {
        const auto node = static_cast<Node>(names_.size());
        names_.push_back(word);
        parents_.push_back(parent);
        last_.push_back(node);
        children_[{parent, word}] = node;
        number(part, node);
    }
    last_[parent] = static_cast<Node>(names_.size() - 1);
}

Node Dimension::find(const std::vector<std::string>& path) const {
    Node at = root;
    for (const auto& word : path) {
        const auto child = children_.find({at, word});
        if (child == children_.end()) return static_cast<Node>(size());
        at = child->second;
    }
    return at;
}

namespace {

void climb(const Dimension& dimension, Node from, Node until, int sign, Shift& shift) {
    for (Node node = from; node != until; node = dimension.parent_of(node))
        shift.parts.push_back({node, sign});
}

}  // namespace

Shift move_between(const Dimension& dimension, Node to, Node from) {
    Node both = to;
    while (!dimension.is_within(from, both))
        both = dimension.parent_of(both);
    Shift shift;
    climb(dimension, to, both, +1, shift);
    climb(dimension, from, both, -1, shift);
    return shift;
}

Shift add_to(const Dimension& dimension, Node to) {
    Shift shift;
    climb(dimension, to, Dimension::root, +1, shift);
    shift.parts.push_back({Dimension::root, +1});
    return shift;
}

}  // namespace concord::disclosure
