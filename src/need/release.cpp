#include "need/release.hpp"

#include <charconv>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/csv_reader.hpp"

namespace concord::need {
namespace {

using disclosure::Cube;
using disclosure::Dimension;
using disclosure::Node;
using disclosure::State;

using Path = std::vector<std::string>;

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

struct Row {
    std::vector<Path> paths;  // one a dimension
    std::optional<std::int64_t> count;
};

// The rows of a file with a column for every level and one for the count.
class CountRows {
  public:
    CountRows(const ReleaseRequest& request, Diagnostics& diagnostics)
        : request_(request), diagnostics_(diagnostics) {}

    std::optional<std::vector<Row>> read() {
        auto options = columns();
        options.columns.push_back({request_.count, {request_.count}, true});
        files::CsvReader reader(request_.counts.path, options, diagnostics_);
        if (!reader.usable()) return std::nullopt;
        std::vector<Row> rows;
        while (reader.next()) {
            auto row = row_of(reader);
            if (row) {
                rows.push_back(std::move(*row));
            } else {
                reader.skip_row();
            }
        }
        return rows;
    }

  private:
    files::CsvOptions columns() const {
        files::CsvOptions options;
        options.shown_path = request_.counts.shown_path;
        for (const auto& levels : request_.by) {
            for (const auto& level : levels)
                options.columns.push_back({level, {level}, true});
        }
        return options;
    }

    std::optional<Row> row_of(const files::CsvReader& reader) {
        Row row;
        std::size_t slot = 0;
        for (const auto& levels : request_.by) {
            Path path;
            for (const auto& level : levels) {
                auto word = reader.text(slot);
                if (word.empty() || word == all_word) {
                    find("NED201", reader.place(slot),
                         word.empty() ? fmt::format("a count has no `{}`", level)
                                      : fmt::format("`{}` is the word for the sum of all", word));
                    return std::nullopt;
                }
                path.push_back(std::move(word));
                ++slot;
            }
            row.paths.push_back(std::move(path));
        }
        if (!read_count(reader, slot, row) || !is_first(reader, row)) return std::nullopt;
        return row;
    }

    bool read_count(const files::CsvReader& reader, std::size_t slot, Row& row) {
        const auto text = reader.text(slot);
        if (text.empty()) return true;
        row.count = whole_number(text);
        if (row.count && *row.count >= 0 && *row.count <= largest_count) return true;
        find("NED200", reader.place(slot), fmt::format("`{}` is no count of people", shown(text)));
        return false;
    }

    bool is_first(const files::CsvReader& reader, const Row& row) {
        const auto line = reader.spot(0).line;
        const auto [first, fresh] = lines_.emplace(row.paths, line);
        if (fresh) return true;
        find("NED202", reader.place(0),
             fmt::format("the same combination stands in line {}", first->second));
        return false;
    }

    void find(std::string_view rule, const Location& place, std::string message) {
        diagnostics_.add({rule, place, "", std::move(message)});
    }

    static constexpr std::int64_t largest_count = 1'000'000'000'000;

    const ReleaseRequest& request_;
    Diagnostics& diagnostics_;
    std::map<std::vector<Path>, std::uint32_t> lines_;
};

std::vector<Dimension> dimensions_of(const ReleaseRequest& request, const std::vector<Row>& rows) {
    std::vector<Dimension> dimensions;
    for (std::size_t k = 0; k < request.by.size(); ++k) {
        std::vector<Path> paths;
        for (const auto& row : rows)
            paths.push_back(row.paths[k]);
        dimensions.emplace_back(request.by[k].back(), paths);
    }
    return dimensions;
}

Cube cube_of(std::vector<Dimension> dimensions, const std::vector<Row>& rows) {
    Cube cube(std::move(dimensions));
    for (const auto& row : rows) {
        std::vector<Node> nodes;
        for (std::size_t k = 0; k < row.paths.size(); ++k)
            nodes.push_back(cube.dimensions()[k].find(row.paths[k]));
        const auto cell = cube.at(nodes);
        if (row.count) {
            cube.add(cell, *row.count);
        } else {
            cube.set_missing(cell);
        }
    }
    cube.add_up();
    return cube;
}

std::size_t depth_of(const Dimension& dimension, Node node) {
    std::size_t depth = 0;
    for (; node != Dimension::root; node = dimension.parent_of(node))
        ++depth;
    return depth;
}

// How far down a margin divides each dimension.
std::vector<std::size_t> depths_of(const ReleaseRequest& request,
                                   const std::vector<std::string>& margin) {
    std::vector<std::size_t> depths;
    for (const auto& levels : request.by) {
        std::size_t depth = 0;
        for (std::size_t level = 0; level < levels.size(); ++level) {
            for (const auto& word : margin) {
                if (word == levels[level]) depth = level + 1;
            }
        }
        depths.push_back(depth);
    }
    return depths;
}

// Which cells are asked for; those of which nothing was released yet are shown from now on.
std::vector<char> publish(const ReleaseRequest& request, Cube& cube) {
    std::vector<char> asked_for(cube.size(), 0);
    std::vector<std::vector<std::size_t>> wanted;
    for (const auto& margin : request.margins)
        wanted.push_back(depths_of(request, margin));
    for (std::size_t cell = 0; cell < cube.size(); ++cell) {
        bool asked = wanted.empty();
        if (!asked) {
            const auto nodes = cube.nodes_of(cell);
            std::vector<std::size_t> depths;
            for (std::size_t k = 0; k < nodes.size(); ++k)
                depths.push_back(depth_of(cube.dimensions()[k], nodes[k]));
            for (const auto& margin : wanted)
                asked = asked || margin == depths;
        }
        asked_for[cell] = asked ? 1 : 0;
        if (asked && cube.state(cell) == State::unpublished) cube.set_state(cell, State::shown);
    }
    return asked_for;
}

// What an earlier release showed and suppressed, laid on the cube.
class EarlierRelease {
  public:
    EarlierRelease(const ReleaseRequest& request, const CountFile& file, Diagnostics& diagnostics)
        : request_(request), file_(file), diagnostics_(diagnostics) {}

    bool lay_on(Cube& cube) {
        files::CsvOptions options;
        options.shown_path = file_.shown_path;
        for (const auto& levels : request_.by) {
            for (const auto& level : levels)
                options.columns.push_back({level, {level}, false});
        }
        count_slot_ = options.columns.size();
        options.columns.push_back({"count", {"count"}, true});
        options.columns.push_back({"disclosure", {"disclosure"}, false});
        files::CsvReader reader(file_.path, options, diagnostics_);
        if (!reader.usable()) return false;
        bool sound = true;
        while (reader.next())
            sound = lay_row(reader, cube) && sound;
        return sound;
    }

  private:
    bool lay_row(const files::CsvReader& reader, Cube& cube) {
        const auto cell = cell_of(reader, cube);
        if (!cell) return refuse(reader.place(0), "these counts have no such combination");
        const auto text = reader.text(count_slot_);
        if (text.empty()) {
            const auto word = reader.text(count_slot_ + 1);
            if (word != "missing") cube.set_state(*cell, State::suppressed);
            return true;
        }
        const auto count = whole_number(text);
        if (!count || *count != request_.rule.rounded(cube.count(*cell))) {
            return refuse(reader.place(count_slot_),
                          fmt::format("`{}` is not what these counts would show", shown(text)));
        }
        cube.set_state(*cell, State::known);
        return true;
    }

    std::optional<std::size_t> cell_of(const files::CsvReader& reader, const Cube& cube) const {
        std::vector<Node> nodes;
        std::size_t slot = 0;
        for (std::size_t k = 0; k < request_.by.size(); ++k) {
            Path path;
            for (std::size_t level = 0; level < request_.by[k].size(); ++level, ++slot) {
                auto word = reader.text(slot);
                if (!word.empty() && word != all_word) path.push_back(std::move(word));
            }
            const auto node = cube.dimensions()[k].find(path);
            if (node == cube.dimensions()[k].size()) return std::nullopt;
            nodes.push_back(node);
        }
        return cube.at(nodes);
    }

    bool refuse(const Location& place, std::string message) {
        diagnostics_.add({"NED204", place, "", std::move(message)});
        return false;
    }

    const ReleaseRequest& request_;
    const CountFile& file_;
    Diagnostics& diagnostics_;
    std::size_t count_slot_ = 0;
};

// The words of a cell's categories, a column for every level.
std::vector<std::string> words_of(const ReleaseRequest& request, const Cube& cube,
                                  std::size_t cell) {
    const auto nodes = cube.nodes_of(cell);
    std::vector<std::string> words;
    for (std::size_t k = 0; k < nodes.size(); ++k) {
        Path path;
        const auto& dimension = cube.dimensions()[k];
        for (auto node = nodes[k]; node != Dimension::root; node = dimension.parent_of(node))
            path.insert(path.begin(), dimension.name_of(node));
        path.resize(request.by[k].size(), std::string(all_word));
        words.insert(words.end(), path.begin(), path.end());
    }
    return words;
}

std::string_view word_of(State state) {
    switch (state) {
        case State::suppressed:
            return "suppressed";
        case State::missing:
            return "missing";
        default:
            return "shown";
    }
}

void say_given_away(const ReleaseRequest& request, const Cube& cube,
                    const disclosure::Protection& protection, Diagnostics& diagnostics) {
    for (const auto cell : protection.given_away) {
        const auto words = join(words_of(request, cube, cell), ", ");
        diagnostics.add(
            {"NED205",
             {request.earlier.front().shown_path, 0, 0},
             words,
             fmt::format("what was released earlier gives away the count of `{}`", words)});
    }
}

Table table_of(const ReleaseRequest& request, const Cube& cube, const std::vector<char>& asked_for,
               Release& release) {
    Table table{"release", {}, {}};
    for (const auto& levels : request.by) {
        for (const auto& level : levels)
            table.columns.push_back({level, ColumnType::text});
    }
    table.columns.push_back({"count", ColumnType::whole_number});
    table.columns.push_back({"disclosure", ColumnType::text});
    for (std::size_t cell = 0; cell < cube.size(); ++cell) {
        if (asked_for[cell] == 0) continue;
        const auto state = cube.state(cell);
        std::vector<Value> row;
        for (auto& word : words_of(request, cube, cell))
            row.emplace_back(std::move(word));
        const auto count = disclosure::released(cube, cell, request.rule);
        row.emplace_back();
        if (count) row.back() = *count;
        row.emplace_back(std::string(word_of(state)));
        table.rows.push_back(std::move(row));
        if (count) ++release.shown;
        if (state == State::missing) ++release.missing;
    }
    return table;
}

}  // namespace

std::optional<Release> release(const ReleaseRequest& request, Diagnostics& diagnostics) {
    const auto rows = CountRows(request, diagnostics).read();
    if (!rows) return std::nullopt;
    auto dimensions = dimensions_of(request, *rows);
    if (!disclosure::cells_of(dimensions)) {
        diagnostics.add({"NED203",
                         {request.counts.shown_path, 0, 0},
                         "",
                         "the counts with all their sums are more than can be held"});
        return std::nullopt;
    }
    auto cube = cube_of(std::move(dimensions), *rows);
    for (const auto& file : request.earlier) {
        if (!EarlierRelease(request, file, diagnostics).lay_on(cube)) return std::nullopt;
    }
    const auto asked_for = publish(request, cube);
    Release answer;
    answer.protection = disclosure::protect(cube, request.rule);
    answer.refused = !answer.protection.given_away.empty();
    if (answer.refused) {
        say_given_away(request, cube, answer.protection, diagnostics);
        return answer;
    }
    answer.table = table_of(request, cube, asked_for, answer);
    return answer;
}

}  // namespace concord::need
