#include "registry/geography_builder.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::registry {
namespace {

// The first row that spoke of each area, to tell a repetition from a contradiction.
class FirstRows {
  public:
    // The row that spoke of the area first, or nothing where this is the first.
    std::optional<std::size_t> met(AreaIndex area, std::size_t row) {
        const auto place = static_cast<std::size_t>(area);
        if (rows_.size() <= place) rows_.resize(place + 1, none);
        if (rows_[place] != none) return rows_[place];
        rows_[place] = row;
        return std::nullopt;
    }

  private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> rows_;
};

// A name printed in capitals as it is written in a sentence: the first word, which may be an
// acronym, stays, and the small words stay small.
std::string in_small_letters(const std::string& name) {
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    if (std::ranges::any_of(name, is_small)) return name;
    static const std::set<std::string, std::less<>> small_words = {"and", "of", "the", "with"};
    std::string written;
    for (const auto& word : split(name, ' ')) {
        std::string lowered = lower(word);
        const bool stays = written.empty();
        if (!stays) written += ' ';
        if (!stays && !lowered.empty() && !small_words.contains(lowered)) lowered[0] = word[0];
        written += stays ? std::string(word) : lowered;
    }
    return written;
}

void put(std::vector<AreaIndex>& to_of, AreaIndex from, AreaIndex to) {
    const auto place = static_cast<std::size_t>(from);
    if (to_of.size() <= place) to_of.resize(place + 1, no_area);
    if (to_of[place] == no_area) {
        to_of[place] = to;
    } else if (to_of[place] != to) {
        to_of[place] = several_areas;
    }
}

AreaIndex index_at(const CodeColumn& column, const std::vector<AreaIndex>& indexes,
                   std::size_t row) {
    const auto place = column.of_row[row];
    return place < 0 ? no_area : indexes[static_cast<std::size_t>(place)];
}

}  // namespace

GeographyBuilder::GeographyBuilder(const Catalogue& catalogue, Diagnostics& diagnostics)
    : catalogue_(catalogue), diagnostics_(diagnostics) {}

void GeographyBuilder::add(CodedTable& table) {
    switch (table.dataset->kind) {
        case DatasetKind::lookup:
            add_lookup(table);
            break;
        case DatasetKind::change:
            add_change(table);
            break;
        case DatasetKind::chain:
            add_chain(table);
            break;
        case DatasetKind::codes:
            add_codes(table);
            break;
        default:
            break;
    }
}

// The layer's index of each code in a column. A layer that the catalogue does not know has none; an
// ODS code that the layer does not know is reported at its first row.
std::vector<AreaIndex> GeographyBuilder::indexes_of(const CodedTable& table, std::size_t at) {
    const auto& column = table.areas[at];
    std::vector<AreaIndex> indexes(column.codes.size(), no_area);
    const auto* info = catalogue_.layer(column.layer);
    if (!info) return indexes;
    auto& layer = geography_.ensure_layer(*info);
    const auto* shared = info->codes_of.empty() ? nullptr : geography_.layer(info->codes_of);
    if (shared && layer.size() == 0) {
        for (const auto& area : shared->areas())
            layer.add(area);
    }
    for (std::size_t i = 0; i < column.codes.size(); ++i) {
        indexes[i] = column.by_ods ? layer.find_ods(column.codes[i])
                                   : layer.add({column.codes[i], column.ods[i], column.names[i]});
        if (indexes[i] != no_area) continue;
        const auto first = std::ranges::find(column.of_row, static_cast<std::int32_t>(i));
        const auto row = static_cast<std::size_t>(first - column.of_row.begin());
        diagnostics_.add(
            {"REG022", table.place(row, at), column.codes[i],
             fmt::format("`{}` is no ODS code of {}", shown(column.codes[i]), column.layer)});
    }
    return indexes;
}

void GeographyBuilder::add_lookup(CodedTable& table) {
    std::vector<std::vector<AreaIndex>> indexes;
    for (std::size_t c = 0; c < table.areas.size(); ++c)
        indexes.push_back(indexes_of(table, c));
    std::vector<Link> links;
    for (std::size_t c = 1; c < table.areas.size(); ++c) {
        links.push_back({table.areas[0].layer,
                         table.areas[c].layer,
                         {},
                         table.dataset->id,
                         table.dataset->date});
    }
    const bool repeats = table.dataset->setting("repeats") == "yes";
    FirstRows first_rows;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto key = index_at(table.areas[0], indexes[0], row);
        if (key == no_area) continue;
        const auto first = first_rows.met(key, row);
        bool contradicts = false;
        for (std::size_t c = 1; c < table.areas.size(); ++c) {
            const auto to = index_at(table.areas[c], indexes[c], row);
            if (!first) {
                if (to != no_area) put(links[c - 1].to_of, key, to);
                continue;
            }
            const auto held = index_at(table.areas[c], indexes[c], *first);
            if (held == to) continue;
            contradicts = true;
            const auto* layer = geography_.layer(table.areas[c].layer);
            const auto code_of = [&](AreaIndex area) {
                return area == no_area ? std::string("nothing") : layer->area(area).code;
            };
            const auto& code = geography_.layer(table.areas[0].layer)->area(key).code;
            diagnostics_.add({"REG021", table.place(row, c), code,
                              fmt::format("`{}` lies in `{}` here and in `{}` on line {}", code,
                                          code_of(to), code_of(held), table.lines[*first]),
                              "keep the row that is right; the first is used"});
        }
        if (!first || repeats) continue;
        ++table.report.rows_skipped;
        --table.report.rows_read;
        if (contradicts) continue;
        const auto& code = geography_.layer(table.areas[0].layer)->area(key).code;
        diagnostics_.add(
            {"REG020", table.place(row, 0), code,
             fmt::format("`{}` stands already on line {}", code, table.lines[*first])});
    }
    for (auto& link : links)
        geography_.add_link(std::move(link));
    for (std::size_t a = 1; a < table.areas.size(); ++a) {
        for (std::size_t b = 1; b < table.areas.size(); ++b) {
            if (a != b) link_columns(table, a, b);
        }
    }
}

// Whether every area of one column lies in one area of another, row by row: sub-boards in boards.
// Where one lies in several, or partly in none, there is no such link, and none is made.
void GeographyBuilder::link_columns(const CodedTable& table, std::size_t from, std::size_t to) {
    const auto from_indexes = indexes_of(table, from);
    const auto to_indexes = indexes_of(table, to);
    std::vector<std::optional<AreaIndex>> said;  // no_area: its rows name none
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto a = index_at(table.areas[from], from_indexes, row);
        if (a == no_area) continue;
        const auto place = static_cast<std::size_t>(a);
        if (said.size() <= place) said.resize(place + 1);
        const auto b = index_at(table.areas[to], to_indexes, row);
        if (said[place] && *said[place] != b) return;
        said[place] = b;
    }
    Link link{
        table.areas[from].layer, table.areas[to].layer, {}, table.dataset->id, table.dataset->date};
    for (const auto& area : said)
        link.to_of.push_back(area.value_or(no_area));
    if (!link.to_of.empty()) geography_.add_link(std::move(link));
}

void GeographyBuilder::add_change(const CodedTable& table) {
    if (table.areas.size() < 2) return;
    const auto from = indexes_of(table, 0);
    const auto to = indexes_of(table, 1);
    Change change{table.areas[0].layer, table.areas[1].layer, {}, table.dataset->id};
    const auto kinds = table.texts.find("change");
    std::set<std::pair<AreaIndex, AreaIndex>> met;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto a = index_at(table.areas[0], from, row);
        const auto b = index_at(table.areas[1], to, row);
        if (a == no_area || b == no_area) continue;
        if (!met.emplace(a, b).second) {
            const auto& code = geography_.layer(change.from)->area(a).code;
            diagnostics_.add({"REG020", table.place(row, 0), code,
                              fmt::format("the pair `{}` and `{}` stands already", code,
                                          geography_.layer(change.to)->area(b).code)});
            continue;
        }
        const bool coded = kinds != table.texts.end() && !kinds->second[row].empty();
        change.pairs.push_back({a, b, coded ? kinds->second[row][0] : 'X'});
    }
    geography_.add_change(std::move(change));
    // Further columns belong to the later vintage.
    for (std::size_t c = 2; c < table.areas.size(); ++c)
        link_columns(table, 1, c);
}

void GeographyBuilder::add_chain(const CodedTable& table) {
    std::vector<std::vector<AreaIndex>> indexes;
    for (std::size_t c = 0; c < table.areas.size(); ++c)
        indexes.push_back(indexes_of(table, c));
    for (std::size_t a = 0; a < table.areas.size(); ++a) {
        for (std::size_t b = 0; b < table.areas.size(); ++b) {
            if (a == b) continue;
            Link link{table.areas[a].layer,
                      table.areas[b].layer,
                      {},
                      table.dataset->id,
                      table.dataset->date};
            for (std::size_t row = 0; row < table.rows(); ++row) {
                const auto from = index_at(table.areas[a], indexes[a], row);
                const auto to = index_at(table.areas[b], indexes[b], row);
                if (from != no_area && to != no_area) put(link.to_of, from, to);
            }
            geography_.add_link(std::move(link));
        }
    }
}

void GeographyBuilder::add_codes(const CodedTable& table) {
    for (std::size_t c = 0; c < table.areas.size(); ++c)
        indexes_of(table, c);
}

void GeographyBuilder::add_derived_layers() {
    for (const auto& info : catalogue_.layers()) {
        const auto* base = info.based_on.empty() ? nullptr : geography_.layer(info.based_on);
        if (!base) continue;
        const std::vector<Area> areas(base->areas().begin(), base->areas().end());
        auto& layer = geography_.ensure_layer(info);
        Link link{info.based_on, info.id, {}, "catalogue", info.in_force.from};
        Link back{info.id, info.based_on, {}, "catalogue", info.in_force.from};
        for (std::size_t i = 0; i < areas.size(); ++i) {
            Area area = areas[i];
            const auto recoded = info.recoded.find(area.code);
            if (recoded != info.recoded.end()) area.code = recoded->second;
            const auto index = layer.add(area);
            put(link.to_of, static_cast<AreaIndex>(i), index);
            put(back.to_of, index, static_cast<AreaIndex>(i));
        }
        geography_.add_link(std::move(link));
        geography_.add_link(std::move(back));
    }
}

void GeographyBuilder::add_mergers(std::span<const Merged> members, const Dataset& dataset) {
    const auto* before_info = catalogue_.layer(dataset.setting("before"));
    const auto* after_info = catalogue_.layer(dataset.setting("after"));
    const Layer* before = before_info ? geography_.layer(before_info->id) : nullptr;
    if (!before || !after_info) return;
    // Which new boards the organisations of each old board are counted in now.
    std::map<AreaIndex, std::set<std::string>> fates;
    std::map<std::string, std::string> now;  // names by code
    for (const auto& member : members) {
        now.emplace(member.now, in_small_letters(member.now_name));
        const auto old = before->find_ods(member.before);
        if (old != no_area) fates[old].insert(member.now);
    }
    const std::vector<Area> old_areas(before->areas().begin(), before->areas().end());
    auto& after = geography_.ensure_layer(*after_info);
    Link link{before_info->id, after_info->id, {}, dataset.id, dataset.date};
    for (std::size_t i = 0; i < old_areas.size(); ++i) {
        const auto& area = old_areas[i];
        const auto index = static_cast<AreaIndex>(i);
        const auto& fate = fates[index];
        if (now.contains(area.ods_code)) {
            put(link.to_of, index, after.add(area));  // a code is never given to another board
        } else if (fate.size() == 1) {
            put(link.to_of, index, after.add({*fate.begin(), *fate.begin(), now[*fate.begin()]}));
        } else {
            const std::vector<std::string> several(fate.begin(), fate.end());
            for (const auto& code : several)
                after.add({code, code, now[code]});
            if (!several.empty()) {
                link.to_of.resize(std::max(link.to_of.size(), i + 1), no_area);
                link.to_of[i] = several_areas;
            }
            diagnostics_.add(
                {"REG032",
                 {dataset.path, 0, 0},
                 area.code,
                 fmt::format("the members of `{}` ({}) are counted in {} now, so its people cannot "
                             "be placed in {}",
                             area.ods_code, area.name,
                             several.empty() ? "none" : join(several, " and "), after_info->id)});
        }
    }
    geography_.add_link(std::move(link));
}

}  // namespace concord::registry
