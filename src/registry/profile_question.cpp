// Answering a question for a profile: which measures stand on the layer's small areas, and what to
// say where the one that was asked for does not (THE-R017).
#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "base/text.hpp"
#include "registry/comparison.hpp"

namespace concord::registry {
namespace {

// The vintage of a kind of layer nearest in time to a layer, among those on the same small areas.
template <typename Fits>
std::optional<Assignment> nearest_layer(const RegistryData& data, const Layer& layer,
                                        const std::string& ground, Fits fits) {
    const auto start = [](const LayerInfo& info) {
        return info.in_force.from ? info.in_force.from->days_since_epoch() : 0;
    };
    std::optional<Assignment> best;
    long best_distance = 0;
    for (const auto& id : data.geography.layer_ids()) {
        const auto& candidate = *data.geography.layer(id);
        if (!fits(candidate.info())) continue;
        auto assignment = assign(data.geography, id, ground);
        if (!assignment) continue;
        const auto& period = candidate.info().in_force;
        const bool in_force =
            layer.info().in_force.from && period.contains(*layer.info().in_force.from);
        const long distance =
            in_force ? 0 : 1 + std::labs(start(candidate.info()) - start(layer.info()));
        if (best && distance >= best_distance) continue;
        best = std::move(assignment);
        best_distance = distance;
    }
    return best;
}

template <typename Measure>
const Measure* on_ground(const std::vector<Measure>& measures, const std::string& ground) {
    const Measure* found = nullptr;
    for (const auto& measure : measures) {
        if (measure.small_layer == ground) found = &measure;
    }
    return found;
}

template <typename Measure>
const Measure* of_layer(const std::vector<Measure>& measures, const std::string& layer) {
    const Measure* found = nullptr;
    for (const auto& measure : measures) {
        if (measure.layer == layer) found = &measure;
    }
    return found;
}

Refusal mixed_vintages(const RegistryData& data, const Deprivation& wanted,
                       const std::string& layer, const std::string& ground) {
    std::string others;
    for (const auto& measure : data.deprivations) {
        if (measure.small_layer == ground) others = measure.name;
    }
    std::string cost_text = "no change table joins the two vintages";
    if (const auto cost = conversion_cost(data, wanted.small_layer, ground)) {
        const auto share = cost->people == 0
                               ? 0.0
                               : 100.0 * static_cast<double>(cost->people_in_changed) /
                                     static_cast<double>(cost->people);
        cost_text = fmt::format(
            "`--convert best-fit` carries each rank to the {} area that the change table pairs "
            "with "
            "it: {} of {} areas are the same in both, and {:.1f}% of people ({}) live in one that "
            "is "
            "not",
            ground, with_thousands(cost->unchanged), with_thousands(cost->areas), share,
            cost->population);
    }
    return {
        "REG040",
        fmt::format("{} is ranked on {}, and {} stands on {}; a mixture would rank the wrong areas",
                    wanted.name, wanted.small_layer, layer, ground),
        fmt::format("{}{}", others.empty() ? "" : fmt::format("use {} instead; or: ", others),
                    cost_text)};
}

// The ranks on other small areas, by best fit; the number of ranked areas, and so the fifth, stays.
Deprivation carry_over(const RegistryData& data, const Deprivation& measure,
                       const std::string& ground, Fit& fit) {
    Assignment ranks;
    ranks.small_layer = data.geography.layer(measure.small_layer);
    ranks.layer = ranks.small_layer;
    for (std::size_t i = 0; i < ranks.small_layer->size(); ++i) {
        ranks.area_of.push_back(static_cast<AreaIndex>(i));
    }
    const auto* weights = data.newest_population(measure.small_layer);
    const auto carried = convert(data.geography, ranks, ground, weights);
    Deprivation result;
    result.name = measure.name + " by best fit";
    result.small_layer = ground;
    result.ranked = measure.ranked;
    result.dataset = measure.dataset;
    result.rank.assign(data.geography.layer(ground)->size(), 0);
    if (!carried) return result;
    fit = carried->fit;
    for (std::size_t i = 0; i < result.rank.size(); ++i) {
        const auto source = carried->area_of[i];
        if (source >= 0) result.rank[i] = measure.rank[static_cast<std::size_t>(source)];
    }
    return result;
}

std::optional<std::string> ground_of(const RegistryData& data, const std::string& layer) {
    for (const auto& small : data.geography.small_layers()) {
        if (assign(data.geography, layer, small)) return small;
    }
    return std::nullopt;
}

class ProfileAnswering {
  public:
    ProfileAnswering(const RegistryData& data, const ProfileQuestion& question)
        : data_(data), question_(question) {}

    ProfileAnswer run() {
        inputs_.published = data_.published_of(question_.layer);
        if (inputs_.published) answer_.published_source = inputs_.published->source;
        const auto* layer = data_.geography.layer(question_.layer);
        const auto ground = layer ? ground_of(data_, question_.layer) : std::nullopt;
        if (!ground) return without_data();
        answer_.small_layer = *ground;
        assignment_ = assign(data_.geography, question_.layer, *ground);
        inputs_.assignment = &*assignment_;
        if (!choose_deprivation(*ground) || !choose_population(*ground)) return answer_;
        choose_context(*layer, *ground);
        answer_.profile = make_profile(inputs_, question_.mode, question_.settings);
        return answer_;
    }

  private:
    ProfileAnswer without_data() {
        if (inputs_.published && question_.mode == ProfileMode::published) {
            answer_.profile = make_profile(inputs_, question_.mode, question_.settings);
        } else {
            answer_.refusal = unknown_layer(data_, question_.layer);
        }
        return answer_;
    }

    bool choose_deprivation(const std::string& ground) {
        inputs_.deprivation = on_ground(data_.deprivations, ground);
        if (!question_.deprivation.empty()) {
            const auto* wanted = data_.deprivation(question_.deprivation);
            if (!wanted) {
                std::vector<std::string> names;
                for (const auto& measure : data_.deprivations)
                    names.push_back(measure.name);
                answer_.refusal = Refusal{
                    "REG042",
                    fmt::format("there is no deprivation index `{}`", shown(question_.deprivation)),
                    fmt::format("indices are {}", names.empty() ? "none" : join(names, ", "))};
                return false;
            }
            if (wanted->small_layer != ground && !question_.convert) {
                answer_.refusal = mixed_vintages(data_, *wanted, question_.layer, ground);
                return false;
            }
            if (wanted->small_layer != ground) {
                Fit fit;
                carried_ = carry_over(data_, *wanted, ground, fit);
                answer_.deprivation_fit = fit;
                wanted = &*carried_;
            }
            inputs_.deprivation = wanted;
        }
        if (inputs_.deprivation) answer_.deprivation = inputs_.deprivation->name;
        return true;
    }

    bool choose_population(const std::string& ground) {
        inputs_.residents = data_.newest_population(ground);
        inputs_.registered = of_layer(data_.registered, question_.layer);
        if (!question_.population.empty()) {
            const auto* wanted = data_.population(question_.population);
            const bool is_registered =
                inputs_.registered && inputs_.registered->name == question_.population;
            if (wanted && wanted->small_layer == ground) {
                inputs_.residents = wanted;
                inputs_.registered = nullptr;
            } else if (!is_registered) {
                answer_.refusal = Refusal{
                    "REG041",
                    fmt::format("there is no population `{}` on {}", shown(question_.population),
                                ground),
                    "leave `--population` out, or choose one that is counted on these small areas"};
                return false;
            }
        }
        answer_.population = inputs_.registered  ? inputs_.registered->name
                             : inputs_.residents ? inputs_.residents->name
                                                 : "";
        return true;
    }

    void choose_context(const Layer& layer, const std::string& ground) {
        inputs_.rural_urban = on_ground(data_.rural_urbans, ground);
        if (inputs_.rural_urban) answer_.rural_urban = inputs_.rural_urban->name;
        inputs_.trusts = of_layer(data_.attachments, question_.layer);
        upper_ = nearest_layer(data_, layer, ground,
                               [](const LayerInfo& info) { return info.tier == "upper"; });
        lower_ = nearest_layer(data_, layer, ground,
                               [](const LayerInfo& info) { return info.tier == "lower"; });
        const auto& region_kind = layer.info().region_kind;
        if (!region_kind.empty()) {
            region_ = nearest_layer(data_, layer, ground, [&](const LayerInfo& info) {
                return info.kind == region_kind;
            });
        }
        if (upper_) inputs_.upper_tier = &*upper_;
        if (lower_) inputs_.lower_tier = &*lower_;
        if (region_) inputs_.region = &*region_;
    }

    const RegistryData& data_;
    const ProfileQuestion& question_;
    ProfileInputs inputs_;
    ProfileAnswer answer_;
    std::optional<Assignment> assignment_;
    std::optional<Assignment> upper_;
    std::optional<Assignment> lower_;
    std::optional<Assignment> region_;
    std::optional<Deprivation> carried_;
};

}  // namespace

ProfileAnswer profile_layer(const RegistryData& data, const ProfileQuestion& question) {
    return ProfileAnswering(data, question).run();
}

}  // namespace concord::registry
