// An allocation solved so that it makes up a given sum to the penny. One variable is moved, the
// same for everybody, until the sum is met; then what rounding leaves is handed out by the largest
// rests.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "money/allocation.hpp"

namespace concord::money {

enum class SolveFor {
    growth,       // the same added to everybody's base growth; distances move with it
    convergence,  // the same added to everybody's convergence
    floor,        // the lowest convergence, that of those furthest above target
    cap,          // the highest convergence, that of those furthest below target
};

std::string_view to_string(SolveFor variable);
std::optional<SolveFor> parse_solve_for(std::string_view text);

struct Solved {
    Allocation allocation;
    PaceRule rule;     // with the floor or cap that was found
    double value = 0;  // the variable: what is added, or the floor or cap itself
};

// What the sum can be at least and at most by moving the variable, where it cannot be met.
struct Unreachable {
    Pence least;
    Pence most;
    AllocationFault fault = AllocationFault::none;
    std::size_t at = 0;
};

struct QuantumQuestion {
    std::span<const Opening> openings;
    const PaceRule* rule = nullptr;
    Pence quantum;  // a multiple of the unit
    SolveFor variable = SolveFor::growth;
    Pence unit;
};

// Nothing where it cannot be met; `why` then says between what the sum can lie.
std::optional<Solved> solve(const QuantumQuestion& question, Unreachable& why);

}  // namespace concord::money
