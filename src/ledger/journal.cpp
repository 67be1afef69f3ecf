#include "ledger/journal.hpp"

#include <array>

namespace concord::ledger {
namespace {

constexpr std::array<std::string_view, 2> bases = {"plan", "actual"};
constexpr std::array<std::string_view, 5> steps = {"pending", "posted", "posting", "voiding",
                                                   "correction"};
constexpr std::array<std::string_view, 3> state_words = {"pending", "posted", "voided"};

template <typename T, std::size_t n>
std::optional<T> parse(std::string_view text, const std::array<std::string_view, n>& words) {
    for (std::size_t i = 0; i < n; ++i)
        if (words[i] == text) return static_cast<T>(i);
    return std::nullopt;
}

}  // namespace

std::string_view to_string(Basis basis) {
    return bases[static_cast<std::size_t>(basis)];
}

std::string_view to_string(Step step) {
    return steps[static_cast<std::size_t>(step)];
}

std::string_view to_string(State state) {
    return state_words[static_cast<std::size_t>(state)];
}

std::optional<Basis> parse_basis(std::string_view text) {
    return parse<Basis>(text, bases);
}

std::optional<Step> parse_step(std::string_view text) {
    return parse<Step>(text, steps);
}

const TransferNote& Books::note(const Transfer& transfer) const {
    static const TransferNote none;
    return transfer.note == nothing ? none : journal_.notes[transfer.note];
}

std::vector<State> Books::states() const {
    std::vector<State> result(journal_.transfers.size(), State::posted);
    for (std::size_t i = 0; i < result.size(); ++i) {
        const auto& transfer = journal_.transfers[i];
        if (transfer.step == Step::pending) result[i] = State::pending;
        if (transfer.step == Step::voiding) result[i] = State::voided;
        if (transfer.of == nothing) continue;
        if (transfer.step == Step::posting) result[transfer.of] = State::posted;
        if (transfer.step == Step::voiding) result[transfer.of] = State::voided;
    }
    return result;
}

}  // namespace concord::ledger
