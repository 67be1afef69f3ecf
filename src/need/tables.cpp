// The tables of need.
#include <algorithm>
#include <cassert>
#include <map>

#include <fmt/format.h>

#include "need/answer.hpp"
#include "need/evidence.hpp"
#include "need/need.hpp"
#include "need/similar.hpp"

namespace concord::need {
namespace {

constexpr double confidence = 0.95;
constexpr std::string_view wilson = "Wilson";
constexpr std::size_t most_areas_compared = 2'000;

const store::TableSchema& schema_of(std::string_view name) {
    const auto schemas = table_schemas();
    const auto found = std::ranges::find(
        schemas, name, [](const auto& schema) { return std::string_view(schema.name); });
    assert(found != schemas.end());  // a name that stands in this file alone
    return *found;
}

struct Named {
    std::string code;
    std::string name;
};

Named named(const LayerFigures& of_layer, const AreaFigure& figure) {
    if (figure.area == registry::no_area) return {"all", "all areas together"};
    const auto& area = of_layer.layer->area(figure.area);
    return {area.code, area.name};
}

class Tables {
  public:
    Tables(const NeedStage& stage, store::Warehouse& warehouse, const CancelToken& cancel)
        : stage_(stage),
          warehouse_(warehouse),
          level_(numerics::confidence_level(confidence)),
          figures_(all_figures(stage, cancel)),
          cancel_(cancel) {}

    void write() {
        write_indicators();
        write_profile();
        write_fifths();
        write_gaps();
        write_trend();
        write_similar();
        write_people();
        store::RowWriter evidence(schema_of("need_evidence"));
        write_evidence(stage_, figures_, evidence, cancel_);
        warehouse_.write(evidence);
        write_groups();
        write_case_studies();
    }

  private:
    void write_indicators() {
        store::RowWriter rows(schema_of("need_indicators"));
        for (const auto& [indicator, counts] : stage_.data->indicators) {
            std::int64_t units = 0;
            for (const auto& [period, of_period] : counts.by_period)
                units += static_cast<std::int64_t>(of_period.size());
            rows.text(indicator.id).text(indicator.title).text(to_string(indicator.aspect));
            rows.text(to_string(indicator.use)).text(to_string(indicator.better));
            rows.truth(indicator.is_trait).text(indicator.layer).whole(units);
            rows.text(counts.fifths).text(counts.source).text(indicator.note).end_row();
        }
        warehouse_.write(rows);
    }

    void begin(store::RowWriter& rows, const LayerFigures& of_layer) const {
        rows.text(of_layer.counted->indicator.id).text(of_layer.period);
        rows.text(of_layer.layer->info().id);
    }

    void add_share(store::RowWriter& rows, const Sum& sum) const {
        const auto share = share_of(sum, level_);
        rows.number(sum.count).number(sum.population);
        rows.number(share ? std::optional(share->value) : std::nullopt);
        rows.number(share ? std::optional(share->limits.lower) : std::nullopt);
        rows.number(share ? std::optional(share->limits.upper) : std::nullopt);
        rows.number(confidence).text("proportion").text(wilson);
    }

    void write_profile() {
        store::RowWriter rows(schema_of("need_profile"));
        for (const auto& of_layer : figures_) {
            const auto& all = of_layer.figures.front();
            for (const auto& figure : of_layer.figures) {
                begin(rows, of_layer);
                const auto [code, name] = named(of_layer, figure);
                rows.text(code).text(name);
                add_share(rows, figure.all);
                const auto whole = share_of(all.all, level_);
                rows.number(whole ? std::optional(whole->value) : std::nullopt);
                const auto standing = standing_of(figure, all, level_);
                rows.text(standing ? word_of(*standing) : "");
                rows.text(of_layer.counted->counts.source).end_row();
            }
        }
        warehouse_.write(rows);
    }

    static std::string_view word_of(Standing standing) {
        switch (standing) {
            case Standing::lower:
                return "lower";
            case Standing::similar:
                return "similar";
            case Standing::higher:
                return "higher";
        }
        return {};
    }

    static bool has_fifths(const LayerFigures& of_layer) {
        for (const auto& fifth : of_layer.figures.front().fifths) {
            if (fifth.population > 0) return !of_layer.layer->info().small;
        }
        return false;
    }

    void write_fifths() {
        store::RowWriter rows(schema_of("need_fifths"));
        for (const auto& of_layer : figures_) {
            if (!has_fifths(of_layer)) continue;
            for (const auto& figure : of_layer.figures) {
                for (std::size_t q = 0; q < figure.fifths.size(); ++q) {
                    if (!(figure.fifths[q].population > 0)) continue;
                    begin(rows, of_layer);
                    rows.text(named(of_layer, figure).code).whole(static_cast<std::int64_t>(q + 1));
                    add_share(rows, figure.fifths[q]);
                    rows.end_row();
                }
            }
        }
        warehouse_.write(rows);
    }

    static void add_estimate(store::RowWriter& rows,
                             const std::optional<numerics::Estimate>& estimate) {
        rows.number(estimate ? std::optional(estimate->value) : std::nullopt);
        rows.number(estimate ? std::optional(estimate->limits.lower) : std::nullopt);
        rows.number(estimate ? std::optional(estimate->limits.upper) : std::nullopt);
    }

    void write_gaps() {
        store::RowWriter rows(schema_of("need_gaps"));
        for (const auto& of_layer : figures_) {
            if (!has_fifths(of_layer)) continue;
            for (const auto& figure : of_layer.figures) {
                const auto inequality = inequality_of(figure, level_);
                if (inequality.fifths < 2) continue;
                begin(rows, of_layer);
                const auto [code, name] = named(of_layer, figure);
                rows.text(code).text(name).whole(static_cast<std::int64_t>(inequality.fifths));
                add_estimate(rows, inequality.absolute_gap);
                add_estimate(rows, inequality.relative_gap);
                rows.number(inequality.slope_index).number(inequality.slope_lower);
                rows.number(inequality.slope_upper).number(inequality.relative_index);
                rows.number(confidence);
                rows.text("gaps: Newcombe, Zou and Donner; slope: weighted least squares")
                    .end_row();
            }
        }
        warehouse_.write(rows);
    }

    void write_trend() {
        store::RowWriter rows(schema_of("need_trend"));
        for (std::size_t i = 0; i < figures_.size(); ++i) {
            const auto& first = figures_[i];
            auto last = i;
            while (last + 1 < figures_.size() && figures_[last + 1].counted == first.counted &&
                   figures_[last + 1].layer == first.layer)
                ++last;
            if (last > i)
                add_changes({figures_.begin() + static_cast<std::ptrdiff_t>(i),
                             figures_.begin() + static_cast<std::ptrdiff_t>(last) + 1},
                            rows);
            i = last;
        }
        warehouse_.write(rows);
    }

    // The shares of one area in every period that has it, in order.
    std::vector<numerics::Estimate> shares_over(std::span<const LayerFigures> periods,
                                                registry::AreaIndex area) const {
        std::vector<numerics::Estimate> shares;
        for (const auto& period : periods) {
            const auto found = std::ranges::find(period.figures, area, &AreaFigure::area);
            if (found == period.figures.end()) continue;
            if (const auto share = share_of(found->all, level_)) shares.push_back(*share);
        }
        return shares;
    }

    // How the shares went between the first and the last; of two there is nothing more to say.
    static std::string_view course_of(std::span<const numerics::Estimate> shares) {
        constexpr std::size_t fewest = 3;
        if (shares.size() < fewest) return {};
        bool rises = true;
        bool falls = true;
        for (std::size_t i = 1; i < shares.size(); ++i) {
            rises = rises && shares[i].value >= shares[i - 1].value;
            falls = falls && shares[i].value <= shares[i - 1].value;
        }
        if (rises && falls) return "stays the same";
        if (rises) return "rises throughout";
        return falls ? "falls throughout" : "turns";
    }

    void add_changes(std::span<const LayerFigures> periods, store::RowWriter& rows) const {
        const auto& first = periods.front();
        const auto& last = periods.back();
        for (const auto& figure : last.figures) {
            const auto earlier = std::ranges::find(first.figures, figure.area, &AreaFigure::area);
            if (earlier == first.figures.end()) continue;
            const auto then = share_of(earlier->all, level_);
            const auto now = share_of(figure.all, level_);
            if (!then || !now) continue;
            const auto shares = shares_over(periods, figure.area);
            const auto change = numerics::absolute_gap(*now, *then);
            rows.text(last.counted->indicator.id).text(last.layer->info().id);
            rows.text(named(last, figure).code);
            rows.text(first.period).number(then->value).text(last.period).number(now->value);
            rows.whole(static_cast<std::int64_t>(shares.size())).text(course_of(shares));
            rows.number(change.value).number(change.limits.lower).number(change.limits.upper);
            rows.number(confidence).text("Newcombe's tenth method").end_row();
        }
    }

    // The traits of a layer, in their last period, for the areas of which all of them are known.
    void write_similar() {
        store::RowWriter rows(schema_of("need_similar"));
        for (const auto& layer : stage_.data->layers) {
            std::map<std::string, const LayerFigures*> traits;
            for (const auto& of_layer : figures_) {
                const auto& indicator = of_layer.counted->indicator;
                if (indicator.is_trait && of_layer.layer->info().id == layer)
                    traits[indicator.id] = &of_layer;
            }
            if (!traits.empty()) add_alike(traits, rows);
        }
        warehouse_.write(rows);
    }

    void add_alike(const std::map<std::string, const LayerFigures*>& traits,
                   store::RowWriter& rows) const {
        std::map<registry::AreaIndex, std::vector<double>> values;
        std::string names;
        for (const auto& [id, of_layer] : traits) {
            names += names.empty() ? id : "; " + id;
            for (const auto& figure : of_layer->figures) {
                if (figure.area != registry::no_area)
                    values[figure.area].push_back(figure.all.count / figure.all.population);
            }
        }
        std::erase_if(values, [&](const auto& one) { return one.second.size() < traits.size(); });
        if (values.size() > most_areas_compared) return;
        std::vector<registry::AreaIndex> areas;
        std::vector<std::vector<double>> by_trait(traits.size());
        for (const auto& [area, of_area] : values) {
            areas.push_back(area);
            for (std::size_t t = 0; t < of_area.size(); ++t)
                by_trait[t].push_back(of_area[t]);
        }
        const auto& layer = *traits.begin()->second->layer;
        const auto alike = alike_areas(by_trait, stage_.data->similar);
        for (std::size_t i = 0; i < alike.size(); ++i) {
            std::int64_t place = 0;
            for (const auto& other : alike[i]) {
                const auto& area = layer.area(areas[i]);
                const auto& similar = layer.area(areas[other.area]);
                rows.text(layer.info().id).text(area.code).text(area.name).text(similar.code);
                rows.text(similar.name).whole(++place).number(other.distance).text(names).end_row();
            }
        }
    }

    void write_people() {
        store::RowWriter rows(schema_of("need_people"));
        const auto& people = stage_.data->people;
        for (const auto& layer : stage_.data->layers) {
            if (!people) break;
            const auto assignment = assigned(stage_, *people->layer, layer);
            if (!assignment) continue;
            const auto authorities =
                people->authorities == nullptr
                    ? std::nullopt
                    : assigned(stage_, *people->layer, people->authorities->info().id);
            for (const auto& one :
                 ages_of_areas(*people, *assignment, authorities ? &*authorities : nullptr))
                add_ages(*people, *assignment->layer, one, rows);
        }
        warehouse_.write(rows);
    }

    static void add_ages(const PeopleByAge& people, const registry::Layer& layer,
                         const AgesOfArea& one, store::RowWriter& rows) {
        for (std::size_t band = 0; band < people.bands.size(); ++band) {
            rows.text(layer.info().id);
            rows.text(one.area == registry::no_area ? "all" : layer.area(one.area).code);
            rows.text(people.bands[band]).whole(one.people[band]);
            if (one.females.empty())
                rows.gap().gap();
            else
                rows.whole(one.females[band]).whole(one.people[band] - one.females[band]);
            rows.text(people.period).text(people.source).text(people.note).end_row();
        }
    }

    void write_groups() {
        store::RowWriter rows(schema_of("need_groups"));
        for (const auto& one : stage_.data->groups.figures) {
            rows.text(one.group).text(one.kind).text(to_string(one.aspect)).text(one.topic);
            rows.text(one.measure).number(one.value).number(one.everyone);
            rows.text(to_string(one.better)).truth(one.is_worse());
            rows.text(one.period).text(one.source).end_row();
        }
        warehouse_.write(rows);
    }

    void write_case_studies() {
        store::RowWriter rows(schema_of("case_studies"));
        for (const auto& one : stage_.data->cases.studies) {
            const auto trait = [&](const std::string& band) {
                return one.is_left_out ? std::string() : band;
            };
            rows.text(one.id).text(one.finding).text(trait(one.deprivation_band));
            rows.text(trait(one.size_band)).text(trait(one.urban_band)).truth(one.is_left_out);
            rows.end_row();
        }
        warehouse_.write(rows);
    }

    const NeedStage& stage_;
    store::Warehouse& warehouse_;
    numerics::ConfidenceLevel level_;
    std::vector<LayerFigures> figures_;
    const CancelToken& cancel_;
};

}  // namespace

void write_need(const NeedStage& stage, store::Warehouse& warehouse, const CancelToken& cancel) {
    Tables(stage, warehouse, cancel).write();
}

}  // namespace concord::need
