#include "population/release.hpp"

#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "population/facts.hpp"

namespace concord::population {
namespace {

using disclosure::Cube;
using disclosure::Dimension;
using disclosure::Node;
using Path = std::vector<std::string>;

Count leaving(const Cube& cube, std::size_t cell, const ReleaseRule& rule) {
    return disclosure::released(cube, cell, *rule.rule);
}

std::vector<Path> paths_of(const std::set<std::string>& names) {
    std::vector<Path> paths;
    for (const auto& name : names)
        paths.push_back({name});
    return paths;
}

std::string numbered(std::size_t i) {
    return fmt::format("{:05}", i);
}

// The path of those who were lost at a step, or who passed them all.
Path lost_at(std::size_t step) {
    Path path;
    for (std::size_t s = 0; s < step; ++s)
        path.push_back("kept");
    path.push_back("lost");
    return path;
}

// Everything of a cube is shown.
void show_all(Cube& cube) {
    for (std::size_t cell = 0; cell < cube.size(); ++cell)
        cube.set_state(cell, disclosure::State::shown);
}

// A cell of one of the two margins: area, age band, sex and ethnic group, each by its place and 1;
// 0 is all of them. What is 0 comes first, as an empty word does.
using MarginKey = std::array<std::uint32_t, 4>;
using Margins = std::map<MarginKey, std::int64_t>;

Margins margins_of(const std::vector<PeopleCell>& cells) {
    Margins margins;
    for (const auto& cell : cells) {
        const std::uint32_t band = cell.age_band + 1U;
        margins[{cell.area + 1, band, 0, 0}] += cell.people;
        margins[{0, band, cell.sex + 1U, cell.ethnicity + 1U}] += cell.people;
    }
    return margins;
}

// The words of a margin's cell.
class MarginWords {
  public:
    explicit MarginWords(const std::vector<std::string>& areas) : areas_(areas) {}

    std::array<std::string, 4> operator()(const MarginKey& key) const {
        return {key[0] == 0 ? "" : areas_[key[0] - 1], key[1] == 0 ? "" : age_band_name(key[1] - 1),
                key[2] == 0 ? "" : cell_sexes()[key[2] - 1],
                key[3] == 0 ? "" : cell_ethnicities()[key[3] - 1]};
    }

  private:
    const std::vector<std::string>& areas_;
};

ReleasedCell released_cell(const std::array<std::string, 4>& words, Count people) {
    return {words[0], words[1], words[2], words[3], people};
}

}  // namespace

std::string ReleaseRule::words() const {
    return rule ? rule->name : "exact: made by Concord, of nobody";
}

std::vector<ReleasedStep> release_steps(std::int64_t before, const std::vector<std::int64_t>& kept,
                                        const ReleaseRule& rule) {
    std::vector<ReleasedStep> made;
    if (!rule.rule) {
        for (const auto now : kept) {
            made.push_back({before, now, before - now});
            before = now;
        }
        return made;
    }
    std::vector<Path> paths;
    for (std::size_t s = 0; s < kept.size(); ++s)
        paths.push_back(lost_at(s));
    paths.emplace_back(kept.size(), "kept");
    Cube cube({Dimension("steps", paths)});
    const auto& dimension = cube.dimensions()[0];
    const auto cell_of = [&](const Path& path) {
        const Node node = dimension.find(path);
        return cube.at({&node, 1});
    };
    for (std::size_t s = 0; s < kept.size(); ++s)
        cube.add(cell_of(lost_at(s)), (s == 0 ? before : kept[s - 1]) - kept[s]);
    if (!kept.empty()) cube.add(cell_of(Path(kept.size(), "kept")), kept.back());
    cube.add_up();
    show_all(cube);
    disclosure::protect(cube, *rule.rule);
    for (std::size_t s = 0; s < kept.size(); ++s)
        made.push_back({leaving(cube, cell_of(Path(s, "kept")), rule),
                        leaving(cube, cell_of(Path(s + 1, "kept")), rule),
                        leaving(cube, cell_of(lost_at(s)), rule)});
    return made;
}

std::vector<Count> release_parts(const std::vector<std::int64_t>& parts, const ReleaseRule& rule) {
    std::vector<Count> made;
    std::int64_t sum = 0;
    for (const auto part : parts) {
        made.emplace_back(part);
        sum += part;
    }
    made.emplace_back(sum);
    if (!rule.rule || parts.empty()) return made;
    std::vector<Path> paths;
    for (std::size_t i = 0; i < parts.size(); ++i)
        paths.push_back({numbered(i)});
    Cube cube({Dimension("parts", paths)});
    const auto cell_of = [&](const Path& path) {
        const Node node = cube.dimensions()[0].find(path);
        return cube.at({&node, 1});
    };
    for (std::size_t i = 0; i < parts.size(); ++i)
        cube.add(cell_of({numbered(i)}), parts[i]);
    cube.add_up();
    show_all(cube);
    disclosure::protect(cube, *rule.rule);
    for (std::size_t i = 0; i < parts.size(); ++i)
        made[i] = leaving(cube, cell_of({numbered(i)}), rule);
    made.back() = leaving(cube, cell_of({}), rule);
    return made;
}

std::vector<ReleasedPair> release_pairs(const std::vector<StratumCount>& parts,
                                        const ReleaseRule& rule) {
    std::vector<ReleasedPair> made;
    for (const auto& part : parts)
        made.push_back({part.people, part.with_outcome});
    if (!rule.rule || parts.empty()) return made;
    std::vector<Path> paths;
    for (std::size_t i = 0; i < parts.size(); ++i)
        paths.push_back({numbered(i)});
    Cube cube({Dimension("parts", paths), Dimension("outcome", {{"no"}, {"yes"}})});
    const auto cell_of = [&](std::size_t part, const Path& outcome) {
        const std::array nodes = {cube.dimensions()[0].find({numbered(part)}),
                                  cube.dimensions()[1].find(outcome)};
        return cube.at(nodes);
    };
    for (std::size_t i = 0; i < parts.size(); ++i) {
        cube.add(cell_of(i, {"yes"}), parts[i].with_outcome);
        cube.add(cell_of(i, {"no"}), parts[i].people - parts[i].with_outcome);
    }
    cube.add_up();
    show_all(cube);
    disclosure::protect(cube, *rule.rule);
    for (std::size_t i = 0; i < parts.size(); ++i)
        made[i] = {leaving(cube, cell_of(i, {}), rule), leaving(cube, cell_of(i, {"yes"}), rule)};
    return made;
}

std::vector<ReleasedCell> release_people(const std::vector<std::string>& areas,
                                         const std::vector<PeopleCell>& cells,
                                         const ReleaseRule& rule) {
    std::vector<ReleasedCell> made;
    const auto margins = margins_of(cells);
    const MarginWords words(areas);
    if (!rule.rule || cells.empty()) {
        for (const auto& [key, people] : margins)
            made.push_back(released_cell(words(key), people));
        return made;
    }
    std::array<std::set<std::string>, 4> names;
    for (const auto& cell : cells) {
        const auto of_cell =
            words({cell.area + 1, cell.age_band + 1U, cell.sex + 1U, cell.ethnicity + 1U});
        for (std::size_t d = 0; d < names.size(); ++d)
            names[d].insert(of_cell[d]);
    }
    Cube cube({Dimension("area", paths_of(names[0])), Dimension("age", paths_of(names[1])),
               Dimension("sex", paths_of(names[2])), Dimension("ethnicity", paths_of(names[3]))});
    const auto cell_of = [&](const MarginKey& key) {
        const auto of_cell = words(key);
        std::array<Node, 4> nodes{};
        for (std::size_t d = 0; d < 4; ++d)
            nodes[d] = cube.dimensions()[d].find(of_cell[d].empty() ? Path() : Path{of_cell[d]});
        return cube.at(nodes);
    };
    for (const auto& cell : cells)
        cube.add(cell_of({cell.area + 1, cell.age_band + 1U, cell.sex + 1U, cell.ethnicity + 1U}),
                 cell.people);
    cube.add_up();
    for (const auto& [key, people] : margins)
        cube.set_state(cell_of(key), disclosure::State::shown);
    disclosure::protect(cube, *rule.rule);
    for (const auto& [key, people] : margins)
        made.push_back(released_cell(words(key), leaving(cube, cell_of(key), rule)));
    return made;
}

}  // namespace concord::population
