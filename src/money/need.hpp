// What places need beside their system: the weighted population of a place a head, over that of the
// system. Gaps in the weights are settled only by a rule that somebody has named (FRM-R276,
// FRM-R296). Pure values.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace concord::money {

// What becomes of a weight that is missing or nothing.
enum class GapRule {
    refuse,       // nothing is worked out for the stream of that system
    one,          // one person, as the published tool of NHS England puts in its place
    zero,         // the unit counts with its people and without weight
    system_mean,  // as many as its people would have by the system's mean
    place_mean,   // the same by its place's mean, or the system's where the place has none
    exclude,      // the unit counts neither with its people nor with weight in that stream
};

std::string_view to_string(GapRule rule);
std::optional<GapRule> parse_gap_rule(std::string_view text);
std::vector<std::string> gap_rule_names();

// A practice, a small area, a council: whatever the file has a row for.
struct Unit {
    std::string name;
    std::uint32_t system = 0;  // places in NeedInput::systems and ::places
    std::uint32_t place = 0;
    double population = 0;
    std::vector<std::optional<double>> weights;  // by stream; not negative
};

struct PlaceName {
    std::string name;
    std::uint32_t system = 0;
};

struct NeedInput {
    std::vector<std::string> streams;
    std::vector<std::string> systems;
    std::vector<PlaceName> places;  // a name that stands in two systems is two places
    std::vector<Unit> units;
};

// Whether a weight is one that a rule must settle: missing, or nothing although people live there.
bool is_gap(const Unit& unit, std::size_t stream);

struct Sums {
    double population = 0;
    double weighted = 0;
};

struct StreamNeed {
    std::vector<Sums> places;   // by place
    std::vector<Sums> systems;  // by system
    std::vector<bool> refused;  // by system: a gap there, and no rule for it

    // The place's need a head over the system's; nothing where the system is refused or there is
    // nobody.
    std::optional<double> index(std::uint32_t place, std::uint32_t system) const;
    // The place's share of the system's weighted population.
    std::optional<double> fair_share(std::uint32_t place, std::uint32_t system) const;
};

struct NeedOptions {
    GapRule gaps = GapRule::refuse;
    bool whole_people = false;  // sums are rounded to whole people before indices, as the tool does
};

// One need a stream.
std::vector<StreamNeed> work_out_need(const NeedInput& input, const NeedOptions& options);

}  // namespace concord::money
