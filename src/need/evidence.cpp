#include "need/evidence.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::need {
namespace {

// What is known of one area of one layer.
struct Known {
    std::string name;
    std::vector<std::pair<const Counted*, std::string>> figures;  // and the period
    bool has_fifths = false;
};

bool answers(const EvidenceItem& item, const Indicator& indicator) {
    if (!item.aspect.empty()) return to_string(indicator.aspect) == item.aspect;
    return std::ranges::find(item.topics, indicator.topic) != item.topics.end();
}

class Gathering {
  public:
    Gathering(const NeedStage& stage, const std::vector<LayerFigures>& figures,
              const CancelToken& cancel)
        : stage_(stage), cancel_(cancel) {
        for (const auto& of_layer : figures)
            add(of_layer);
    }

    std::vector<Evidence> gather() {
        std::vector<Evidence> all;
        for (const auto& [layer, areas] : known_) {
            cancel_.check();
            for (const auto& [code, known] : areas) {
                for (const auto& item : stage_.data->evidence) {
                    Evidence one;
                    one.item = &item;
                    one.layer = layer;
                    one.code = code;
                    one.name = known.name;
                    answer(item, layer, known, one);
                    all.push_back(std::move(one));
                }
            }
        }
        return all;
    }

  private:
    void add(const LayerFigures& of_layer) {
        auto& areas = known_[of_layer.layer->info().id];
        for (const auto& figure : of_layer.figures) {
            const bool is_all = figure.area == registry::no_area;
            auto& known = areas[is_all ? "all" : of_layer.layer->area(figure.area).code];
            known.name = is_all ? "all areas together" : of_layer.layer->area(figure.area).name;
            known.figures.emplace_back(of_layer.counted, of_layer.period);
            int fifths = 0;
            for (const auto& fifth : figure.fifths)
                fifths += fifth.population > 0 ? 1 : 0;
            known.has_fifths = known.has_fifths || fifths > 1;
        }
    }

    void answer(const EvidenceItem& item, const std::string& layer, const Known& known,
                Evidence& one) const {
        if (item.part == "people") return answer_people(one);
        if (item.part == "groups") return answer_groups(one);
        if (item.part == "similar") return answer_similar(layer, known, one);
        std::map<std::string, std::set<std::string>> periods;
        for (const auto& [counted, period] : known.figures)
            periods[counted->indicator.id].insert(period);
        std::set<std::string> spans;
        std::set<std::string> sources;
        for (const auto& [counted, period] : known.figures) {
            const auto& indicator = counted->indicator;
            const bool counts = item.part == "trend"  ? periods[indicator.id].size() > 1
                                : item.part == "gaps" ? known.has_fifths
                                                      : answers(item, indicator);
            if (!counts) continue;
            ++one.figures;
            if (std::ranges::find(one.answered_by, indicator.id) == one.answered_by.end())
                one.answered_by.push_back(indicator.id);
            spans.insert(period);
            sources.insert(counted->counts.source);
        }
        describe(spans, sources, one);
    }

    static void describe(const std::set<std::string>& periods, const std::set<std::string>& sources,
                         Evidence& one) {
        if (!periods.empty()) {
            one.periods = *periods.begin();
            if (periods.size() > 1) one.periods += " to " + *periods.rbegin();
        }
        one.source = join(std::vector<std::string>(sources.begin(), sources.end()), "; ");
    }

    void answer_people(Evidence& one) const {
        const auto& people = stage_.data->people;
        if (!people || !assigned(stage_, *people->layer, one.layer)) return;
        one.figures = static_cast<std::int64_t>(people->bands.size());
        one.periods = people->period;
        one.source = people->source;
    }

    void answer_groups(Evidence& one) const {
        std::set<std::string> periods;
        std::set<std::string> sources;
        for (const auto& figure : stage_.data->groups.figures) {
            ++one.figures;
            if (std::ranges::find(one.answered_by, figure.group) == one.answered_by.end())
                one.answered_by.push_back(figure.group);
            periods.insert(figure.period);
            sources.insert(figure.source);
        }
        describe(periods, sources, one);
    }

    void answer_similar(const std::string& layer, const Known& known, Evidence& one) const {
        if (one.code == "all" || stage_.data->similar == 0) return;
        const auto& areas = known_.at(layer);
        std::set<std::string> periods;
        std::set<std::string> sources;
        for (const auto& [counted, period] : known.figures) {
            if (!counted->indicator.is_trait) continue;
            one.answered_by.push_back(counted->indicator.id);
            periods.insert(period);
            sources.insert(counted->counts.source);
        }
        constexpr std::size_t alone = 2;  // itself, and all areas together
        if (one.answered_by.empty() || areas.size() <= alone) {
            one.answered_by.clear();
            return;
        }
        one.figures = static_cast<std::int64_t>(
            std::min<std::size_t>(stage_.data->similar, areas.size() - alone));
        describe(periods, sources, one);
    }

    const NeedStage& stage_;
    const CancelToken& cancel_;
    std::map<std::string, std::map<std::string, Known>> known_;
};

}  // namespace

std::vector<Evidence> evidence_of(const NeedStage& stage, const std::vector<LayerFigures>& figures,
                                  const CancelToken& cancel) {
    return Gathering(stage, figures, cancel).gather();
}

void check_evidence(const NeedStage& stage, Diagnostics& diagnostics) {
    if (!stage.data->has_own_evidence) return;
    const CancelToken never;
    const auto figures = all_figures(stage, never);
    if (figures.empty()) return;
    std::map<std::string, std::pair<const EvidenceItem*, bool>> answered;
    for (const auto& one : evidence_of(stage, figures, never)) {
        auto& [item, is_answered] = answered[one.item->id];
        item = one.item;
        is_answered = is_answered || one.figures > 0;
    }
    for (const auto& [id, state] : answered) {
        if (state.second) continue;
        diagnostics.add({"NED116", state.first->place, id,
                         fmt::format("there is no evidence of `{}` for any area: {}", shown(id),
                                     shown(state.first->title))});
    }
}

void write_evidence(const NeedStage& stage, const std::vector<LayerFigures>& figures,
                    store::RowWriter& rows, const CancelToken& cancel) {
    for (const auto& one : evidence_of(stage, figures, cancel)) {
        rows.text(one.layer).text(one.code).text(one.name).text(one.item->id).text(one.item->title);
        rows.text(one.figures > 0 ? "here" : "missing").whole(one.figures);
        rows.text(join(one.answered_by, "; ")).text(one.periods).text(one.source).end_row();
    }
}

}  // namespace concord::need
