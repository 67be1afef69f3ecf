// Everything the registry knows of a country, read from the data folder and the system's own files:
// the geography, the measures, the organisations, and what became of each file.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "files/csv_reader.hpp"
#include "registry/body.hpp"
#include "registry/catalogue.hpp"
#include "registry/geography.hpp"
#include "registry/measures.hpp"
#include "registry/place.hpp"
#include "registry/published.hpp"
#include "registry/system_description.hpp"

namespace concord::registry {

struct RegistryData {
    Geography geography;
    std::vector<Population> populations;
    std::vector<Deprivation> deprivations;
    std::vector<RuralUrban> rural_urbans;
    std::vector<RegisteredPopulation> registered;
    std::vector<Attachments> attachments;
    std::vector<PublishedProfile> published;
    std::vector<Body> bodies;
    std::vector<BodyRelation> relations;
    std::vector<Place> places;
    std::vector<BoundaryReason> boundary_reasons;
    std::vector<files::FileReport> inputs;  // in the catalogue's order, then the system's files

    const Population* population(std::string_view name) const;
    // The one with the latest date among those that stand on these small areas.
    const Population* newest_population(std::string_view small_layer) const;
    const Deprivation* deprivation(std::string_view name) const;
    const PublishedProfile* published_of(std::string_view layer) const;
};

// What a question rests on, each with the one before: how areas lie in each other and the people in
// them; what else is known of areas; bodies.
enum class Reach { geography, measures, everything };

struct LoadRequest {
    const Catalogue* catalogue = nullptr;
    const SystemDescription* system = nullptr;  // may be absent: data alone
    std::filesystem::path data_folder;          // may be empty: no open data
    std::span<const BodyKind> kinds;            // for checking the system's own bodies
    Reach reach = Reach::everything;
    int threads = 1;
};

// Reads every data set the catalogue holds for the registry that is there, in parallel, and joins
// them in the catalogue's order, so that the result does not depend on the number of threads.
RegistryData load_registry(const LoadRequest& request, Diagnostics& diagnostics, Progress& progress,
                           const CancelToken& cancel);

}  // namespace concord::registry
