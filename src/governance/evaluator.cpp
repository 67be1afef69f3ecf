#include "governance/evaluator.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "governance/compiled_scheme.hpp"
#include "governance/inquiry.hpp"
#include "governance/powers.hpp"

namespace concord::governance {
namespace {

// Finds the words of a question, and notes each that is not known.
class Binding {
  public:
    Binding(const CompiledScheme& scheme, std::vector<UnknownWord>& unknown)
        : scheme_(scheme), unknown_(unknown), before_(unknown.size()) {}

    bool complete() const { return unknown_.size() == before_; }

    NodeIndex node(const Tree& tree, const std::string& word, const char* part) {
        const auto found = tree.find(word);
        if (found) return *found;
        std::vector<std::string> known;
        for (const auto& item : tree.nodes()) {
            if (!item.id.empty()) known.push_back(item.id);
        }
        note(part, word, known);
        return root_node;
    }

    std::uint32_t organisation(const std::string& word) {
        const auto found = scheme_.organisations.find(word);
        if (found != scheme_.organisations.end()) return found->second;
        std::vector<std::string> known;
        for (const auto& [id, number] : scheme_.organisations)
            known.push_back(id);
        note("affected", word, known);
        return none;
    }

    // A holder, or the posts that a person fills on the day.
    std::vector<std::uint32_t> asked_of(const std::string& word) {
        if (word.empty()) return {};
        if (const auto holder = scheme_.index.find(word)) return {*holder};
        std::vector<std::uint32_t> posts;
        std::vector<std::string> known;
        for (HolderNumber i = 0; i < scheme_.holders.size(); ++i) {
            const auto& records = scheme_.holder(i);
            known.push_back(records.id);
            if (records.kind != HolderKind::post) continue;
            const auto& fillers = scheme_.holders[i].members;
            const bool fills = std::ranges::any_of(fillers, [&](const CompiledMember& member) {
                return records.members[member.index].id == word;
            });
            if (fills) posts.push_back(i);
        }
        if (posts.empty()) note("by", word, known);
        return posts;
    }

  private:
    void note(const char* part, const std::string& word, const std::vector<std::string>& known) {
        unknown_.push_back({part, word, closest(word, known).value_or("")});
    }

    const CompiledScheme& scheme_;
    std::vector<UnknownWord>& unknown_;
    std::size_t before_;
};

}  // namespace

Evaluator::Evaluator(Ground ground, RuleContext context)
    : compiled_(std::make_unique<const CompiledScheme>(ground, context)) {}
Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;

std::optional<BoundQuestion> Evaluator::bind(const Question& question,
                                             std::vector<UnknownWord>& unknown) const {
    Binding binding(*compiled_, unknown);
    const auto& trees = compiled_->trees;
    BoundQuestion bound;
    bound.function = binding.node(*trees[of_function], question.function, "function");
    bound.act = binding.node(*trees[of_act], question.act, "act");
    bound.service = binding.node(*trees[of_service], question.service, "service");
    bound.people = binding.node(*trees[of_people], question.people, "people");
    for (const auto& place : question.places)
        bound.places.push_back(binding.node(*trees[of_place], place, "place"));
    bound.value = question.value;
    for (const auto& organisation : question.affected)
        bound.affected.push_back(binding.organisation(organisation));
    bound.by = binding.asked_of(question.by);
    return binding.complete() ? std::optional(std::move(bound)) : std::nullopt;
}

Verdict Evaluator::who(const BoundQuestion& question) const {
    return Inquiry(*compiled_, question).verdict();
}

Refusal Evaluator::may(std::uint32_t holder, const BoundQuestion& question) const {
    return Inquiry(*compiled_, question, holder).candidate(holder).refusal;
}

std::vector<Power> Evaluator::powers(std::uint32_t holder) const {
    return powers_of(*compiled_, holder);
}

const Ground& Evaluator::ground() const {
    return compiled_->ground;
}

const RuleContext& Evaluator::context() const {
    return compiled_->context;
}

std::optional<std::uint32_t> Evaluator::holder(std::string_view id) const {
    return compiled_->index.find(id);
}

std::span<const std::uint32_t> Evaluator::bodies_of(std::uint32_t holder) const {
    return compiled_->index.bodies(holder);
}

}  // namespace concord::governance
