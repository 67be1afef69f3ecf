#include "pipeline/small_areas.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "files/csv_reader.hpp"
#include "need/answer.hpp"

namespace concord::pipeline {
namespace {

using nlohmann::json;
using registry::AreaIndex;

constexpr std::int64_t digits = 90;
constexpr std::int64_t not_known = digits * digits - 1;
// Shares are kept to one part in eight thousand.
constexpr double parts_of_one = 8000;

// Printable characters that stand for themselves in JSON and in a page.
const std::string& alphabet() {
    static const std::string letters = [] {
        std::string made;
        for (char c = '#'; c <= '~'; ++c)
            if (c != '\\' && c != '<') made += c;
        return made;
    }();
    return letters;
}

struct Point {
    double east = 0;
    double north = 0;
    double weight = 0;  // 0: not known
};

// Where the areas of one layer lie: the file's first column is named as the layer is.
struct Points {
    std::string layer;
    std::map<std::string, Point, std::less<>> of_code;
};

Points read_points(const SmallAreasRequest& request, Diagnostics& diagnostics) {
    Points points;
    std::error_code error;
    if (!std::filesystem::is_regular_file(request.points, error)) return points;
    files::CsvOptions options;
    options.shown_path = request.shown_path;
    options.columns = {{"east", {"east"}}, {"north", {"north"}}};
    files::CsvReader reader(request.points, options, diagnostics);
    while (reader.next()) {
        const auto east = parse_number(reader.value(0));
        const auto north = parse_number(reader.value(1));
        if (east && north)
            points.of_code.emplace(std::string(reader.raw_value(0)), Point{*east, *north, 1});
    }
    if (!reader.headers().empty()) points.layer = reader.headers().front();
    return points;
}

// An area of another vintage lies where those lay that it came from.
void add_changed(const registry::Geography& geography, const std::string& layer,
                 const Points& points, std::vector<Point>& places) {
    const auto place_of = [&](const std::string& from, AreaIndex area) -> const Point* {
        const auto* layer_of = geography.layer(from);
        const auto found = points.of_code.find(layer_of->area(area).code);
        return found == points.of_code.end() ? nullptr : &found->second;
    };
    std::vector<Point> sums(places.size());
    for (const auto& change : geography.changes()) {
        if (change.from != points.layer || change.to != layer) continue;
        for (const auto& pair : change.pairs) {
            if (pair.from < 0 || pair.to < 0) continue;
            const auto* place = place_of(change.from, pair.from);
            if (place == nullptr) continue;
            auto& sum = sums[static_cast<std::size_t>(pair.to)];
            sum.east += place->east;
            sum.north += place->north;
            ++sum.weight;
        }
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].weight > 0 || !(sums[i].weight > 0)) continue;
        places[i] = {sums[i].east / sums[i].weight, sums[i].north / sums[i].weight, 1};
    }
}

class Packing {
  public:
    Packing(const need::NeedStage& stage, const registry::Layer& layer, const Points& points)
        : stage_(stage), layer_(layer), places_(layer.size()) {
        for (std::size_t i = 0; i < layer.size(); ++i) {
            const auto found = points.of_code.find(layer.area(static_cast<AreaIndex>(i)).code);
            if (found != points.of_code.end()) places_[i] = found->second;
        }
        add_changed(stage.registry->geography, layer.info().id, points, places_);
        for (std::size_t i = 0; i < layer.size(); ++i)
            if (places_[i].weight > 0) order_.push_back(i);
        std::ranges::sort(order_, {}, [&](std::size_t i) -> const std::string& {
            return layer_.area(static_cast<AreaIndex>(i)).code;
        });
    }

    bool empty() const { return order_.empty(); }

    json pack() const {
        json made = {{"layer", layer_.info().id}, {"left_out", layer_.size() - order_.size()}};
        add_codes(made);
        std::string east;
        std::string north;
        for (const auto i : order_) {
            east += packed(std::llround(places_[i].east));
            north += packed(std::llround(places_[i].north));
        }
        made["east"] = east;
        made["north"] = north;
        made["within"] = within();
        made["measures"] = measures();
        return made;
    }

  private:
    const std::string& code(std::size_t i) const {
        return layer_.area(static_cast<AreaIndex>(i)).code;
    }

    // Codes of one beginning and as many digits are kept as steps from one to the next.
    void add_codes(json& made) const {
        const auto& first = code(order_.front());
        const auto begin = first.find_last_not_of("0123456789") + 1;
        std::string steps;
        std::int64_t before = 0;
        for (const auto i : order_) {
            const auto& one = code(i);
            const auto number =
                parse_whole_number(std::string_view(one).substr(std::min(begin, one.size())));
            const bool fits =
                one.size() == first.size() && number && one.compare(0, begin, first, 0, begin) == 0;
            if (!fits) return add_plain_codes(made);
            add_step(*number - before, steps);
            before = *number;
        }
        made["beginning"] = first.substr(0, begin);
        made["digits"] = first.size() - begin;
        made["steps"] = steps;
    }

    // A small step is one character; a large one is the last character and four others.
    static void add_step(std::int64_t step, std::string& steps) {
        if (step < digits - 1) {
            steps += alphabet()[static_cast<std::size_t>(step)];
            return;
        }
        steps += alphabet().back();
        for (const auto place :
             {digits * digits * digits, digits * digits, digits, std::int64_t{1}})
            steps += alphabet()[static_cast<std::size_t>(step / place % digits)];
    }

    void add_plain_codes(json& made) const {
        made["codes"] = json::array();
        for (const auto i : order_)
            made["codes"].push_back(code(i));
    }

    json within() const {
        json all = json::array();
        for (const auto& id : stage_.data->layers) {
            const auto assignment = need::assigned(stage_, layer_, id);
            if (!assignment || assignment->layer->size() >= static_cast<std::size_t>(not_known))
                continue;
            json areas = json::array();
            for (const auto& area : assignment->layer->areas())
                areas.push_back({area.code, area.name});
            std::string of;
            for (const auto i : order_)
                of += packed(assignment->area_of[i]);
            all.push_back({{"layer", id}, {"areas", areas}, {"of", of}});
        }
        return all;
    }

    json measures() const {
        json all = json::array();
        bool has_fifths = false;
        for (const auto& [indicator, counts] : stage_.data->indicators) {
            if (counts.layer != &layer_ || counts.by_period.empty()) continue;
            const auto& [period, units] = *counts.by_period.rbegin();
            const bool is_of_fifths = !indicator.deprivation.empty();
            if (is_of_fifths) continue;  // all or nobody: the fifth itself says more
            std::vector<std::int64_t> shares(layer_.size(), -1);
            std::vector<std::int64_t> fifths(layer_.size(), -1);
            bool is_once = true;
            for (const auto& unit : units) {
                auto& share = shares[static_cast<std::size_t>(unit.area)];
                is_once = is_once && share < 0;
                if (unit.population > 0)
                    share = std::llround(unit.count / unit.population * parts_of_one);
                if (unit.fifth > 0) fifths[static_cast<std::size_t>(unit.area)] = unit.fifth;
            }
            if (!is_once) continue;
            if (!has_fifths && !counts.fifths.empty()) {
                all.push_back(measure("", "", counts.fifths, fifths));
                has_fifths = true;
            }
            all.push_back(measure(indicator.id, period, counts.source, shares));
        }
        return all;
    }

    json measure(const std::string& indicator, const std::string& period, const std::string& source,
                 const std::vector<std::int64_t>& values) const {
        std::string text;
        for (const auto i : order_)
            text += packed(values[i]);
        return {{"indicator", indicator}, {"period", period}, {"source", source}, {"values", text}};
    }

    const need::NeedStage& stage_;
    const registry::Layer& layer_;
    std::vector<Point> places_;
    std::vector<std::size_t> order_;
};

// The layer of small areas of which most is counted.
const registry::Layer* counted_layer(const need::NeedStage& stage) {
    std::map<const registry::Layer*, int> counts;
    for (const auto& [indicator, of] : stage.data->indicators)
        if (of.layer != nullptr && of.layer->info().small && !of.by_period.empty())
            ++counts[of.layer];
    const registry::Layer* most = nullptr;
    for (const auto& [layer, count] : counts) {
        const bool is_more = most == nullptr || count > counts[most] ||
                             (count == counts[most] && layer->info().id > most->info().id);
        if (is_more) most = layer;
    }
    return most;
}

}  // namespace

std::string packed(std::int64_t number) {
    const auto held = number < 0 || number > not_known ? not_known : number;
    return {alphabet()[static_cast<std::size_t>(held / digits)],
            alphabet()[static_cast<std::size_t>(held % digits)]};
}

std::string small_areas(const SmallAreasRequest& request, Diagnostics& diagnostics) {
    const auto* layer = counted_layer(*request.need);
    if (layer == nullptr) return "null";
    const auto points = read_points(request, diagnostics);
    if (points.of_code.empty()) return "null";
    const Packing packing(*request.need, *layer, points);
    return packing.empty() ? "null" : packing.pack().dump();
}

}  // namespace concord::pipeline
