// What questions about people share: the synthetic source, and where an extract is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/located_system.hpp"
#include "population/population.hpp"

namespace concord {

// What a synthetic population is asked for.
struct SyntheticPlan {
    std::string area;
    std::uint64_t seed = 1;
    fs::path parameters;  // empty: the catalogue's
};

struct SyntheticSource {
    population::Parameters parameters;
    population::Sources sources;
    population::MarginReport margins;
    population::Model model;
};

// Reads what it is made from; nothing where something is missing (said in the system's
// diagnostics). The registry's measures must have been read.
std::optional<SyntheticSource> open_synthetic(OpenedSystem& system, const EngineOptions& options,
                                              const SyntheticPlan& plan);

// The small areas asked for; why there are none, in `answer`.
std::vector<std::uint32_t> synthetic_areas(const std::string& asked, const SyntheticSource& source,
                                           const OpenedSystem& system, Answer& answer);

population::Synthesised make_people(const SyntheticSource& source,
                                    const std::vector<std::uint32_t>& areas, const fs::path& folder,
                                    const EngineOptions& options);

// The small areas of every vintage that the registry knows, with their published people.
std::vector<population::KnownArea> known_areas(const registry::RegistryData& data);

// Whether what --engine names can be one; if not, `answer` says so.
bool is_engine(const EngineOptions& options, Answer& answer);

// Where the people of a question are.
struct PeoplePlace {
    fs::path folder;
    std::string shown_folder;
};
PeoplePlace people_of(const OpenedSystem& system);

// Whether the rows alone are looked at, or everything is worked out.
enum class PeopleReading { rows, everything };

// The people of an opened system: its extract, or those that people/synthetic.toml asks for (made
// for `everything` only). The registry's measures must have been read. Rows of people stand for a
// while in a folder made in `scratch` (empty: where TMPDIR says), which goes again.
void load_people(OpenedSystem& system, const EngineOptions& options, PeopleReading reading,
                 const fs::path& scratch = {});
// The same from another folder.
void load_people_from(OpenedSystem& system, const EngineOptions& options, const PeoplePlace& place,
                      PeopleReading reading, const fs::path& scratch = {});

}  // namespace concord
