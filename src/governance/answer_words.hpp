// An answer of the evaluator in words: chains, reasons and amounts as a person would say them.
#pragma once

#include <string>

#include "governance/evaluator.hpp"

namespace concord::governance {

std::string pounds_text(const std::optional<Pence>& amount);  // "£1,234.50"; empty without one

// "NHS Board, by National Health Service Act 2006 s3 → Place committee, by internal delegation to a
// committee (scheme, 4.2)".
std::string chain_text(const Ground& ground, const Chain& chain);
// The instrument of the last grant, or "statute".
std::string instrument_text(const Ground& ground, const Chain& chain);
// Document and clause of the last grant, or the authority of the law.
std::string source_text(const Ground& ground, const Chain& chain);
// "above a ceiling: `west-limits` lets `first-place` go up to £2,000,000.00".
std::string refusal_text(const Ground& ground, const Candidate& candidate);
std::string quorum_text(const Ground& ground, const Decider& decider);

}  // namespace concord::governance
