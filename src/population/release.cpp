#include "population/release.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

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

// The cells of the two margins: their key, exact.
using Margins = std::map<std::array<std::string, 4>, std::int64_t>;

Margins margins_of(const std::vector<PeopleCell>& cells) {
    Margins margins;
    for (const auto& cell : cells) {
        margins[{cell.area, cell.age_band, "", ""}] += cell.people;
        margins[{"", cell.age_band, cell.sex, cell.ethnicity}] += cell.people;
    }
    return margins;
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

std::vector<ReleasedCell> release_people(const std::vector<PeopleCell>& cells,
                                         const ReleaseRule& rule) {
    std::vector<ReleasedCell> made;
    const auto margins = margins_of(cells);
    if (!rule.rule || cells.empty()) {
        for (const auto& [key, people] : margins)
            made.push_back({key[0], key[1], key[2], key[3], people});
        return made;
    }
    std::array<std::set<std::string>, 4> names;
    for (const auto& cell : cells) {
        names[0].insert(cell.area);
        names[1].insert(cell.age_band);
        names[2].insert(cell.sex);
        names[3].insert(cell.ethnicity);
    }
    Cube cube({Dimension("area", paths_of(names[0])), Dimension("age", paths_of(names[1])),
               Dimension("sex", paths_of(names[2])), Dimension("ethnicity", paths_of(names[3]))});
    const auto cell_of = [&cube](const std::array<std::string, 4>& key) {
        std::array<Node, 4> nodes{};
        for (std::size_t d = 0; d < 4; ++d)
            nodes[d] = cube.dimensions()[d].find(key[d].empty() ? Path() : Path{key[d]});
        return cube.at(nodes);
    };
    for (const auto& cell : cells)
        cube.add(cell_of({cell.area, cell.age_band, cell.sex, cell.ethnicity}), cell.people);
    cube.add_up();
    for (const auto& [key, people] : margins)
        cube.set_state(cell_of(key), disclosure::State::shown);
    disclosure::protect(cube, *rule.rule);
    for (const auto& [key, people] : margins)
        made.push_back({key[0], key[1], key[2], key[3], leaving(cube, cell_of(key), rule)});
    return made;
}

}  // namespace concord::population
