#include "need/groups.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::need {
namespace {

const std::vector<std::string> kinds = {"core20", "plus", "clinical-adults", "clinical-children"};
const std::vector<std::string> topics = {"severe-mental-illness-check", "vaccination",
                                         "prevention"};
const std::vector<std::string> aspects = {"need", "access", "experience", "outcome"};
const std::vector<std::string> directions = {"higher", "lower", "neither"};

class GroupRow {
  public:
    GroupRow(files::CsvReader& reader, Diagnostics& diagnostics)
        : reader_(reader), diagnostics_(diagnostics) {}

    std::optional<GroupFigure> read() {
        GroupFigure one;
        one.place = reader_.place(0);
        one.group = required(0, "a group");
        one.kind = word(1, kinds);
        one.aspect = parse_aspect(word(2, aspects)).value_or(Aspect::need);
        one.measure = required(3, "what is measured");
        one.value = number(4);
        one.everyone = number(5);
        one.better = parse_better(word(6, directions)).value_or(Better::neither);
        one.period = required(7, "a period");
        one.source = required(8, "a source");
        if (!reader_.text(9).empty()) one.topic = word(9, topics);
        if (!is_sound_) return std::nullopt;
        return one;
    }

  private:
    std::string required(std::size_t slot, const char* what) {
        auto text = reader_.text(slot);
        if (text.empty()) refuse(slot, fmt::format("the row lacks {}", what), "give it");
        return text;
    }

    std::string word(std::size_t slot, const std::vector<std::string>& known) {
        auto text = reader_.text(slot);
        if (std::ranges::find(known, text) != known.end()) return text;
        const auto guess = closest(text, known);
        refuse(
            slot, fmt::format("`{}` is not known here", shown(text)),
            guess ? fmt::format("did you mean `{}`?", *guess) : "known are " + join(known, ", "));
        return known.front();
    }

    double number(std::size_t slot) {
        const auto text = reader_.text(slot);
        const auto value = parse_number(text);
        if (value) return *value;
        refuse(slot, fmt::format("`{}` is no number", shown(text)),
               "write a plain number without spaces or thousands separators");
        return 0;
    }

    void refuse(std::size_t slot, std::string message, std::string help) {
        diagnostics_.add(
            {"NED110", reader_.place(slot), reader_.text(0), std::move(message), std::move(help)});
        is_sound_ = false;
    }

    files::CsvReader& reader_;
    Diagnostics& diagnostics_;
    bool is_sound_ = true;
};

}  // namespace

bool GroupFigure::is_worse() const {
    if (better == Better::higher) return value < everyone;
    return better == Better::lower && value > everyone;
}

Groups read_groups(const std::filesystem::path& folder, const std::string& shown_folder,
                   Diagnostics& diagnostics) {
    Groups groups;
    const auto path = folder / "groups.csv";
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return groups;
    const auto shown_path = shown_folder + "/groups.csv";
    files::CsvReader reader(path,
                            files::hand_written(shown_path,
                                                {"group", "kind", "aspect", "measure", "value",
                                                 "everyone", "better", "period", "source"},
                                                {"topic"}),
                            diagnostics);
    std::set<std::string> seen;
    while (reader.next()) {
        auto figure = GroupRow(reader, diagnostics).read();
        if (!figure) {
            reader.skip_row();
            continue;
        }
        if (!seen.insert(figure->group + '\n' + figure->measure + '\n' + figure->period).second) {
            diagnostics.add({"NED110", figure->place, figure->group,
                             fmt::format("`{}` of `{}` stands twice for {}", shown(figure->measure),
                                         shown(figure->group), shown(figure->period)),
                             "give each measure of a group once a period"});
            reader.skip_row();
            continue;
        }
        groups.figures.push_back(std::move(*figure));
    }
    if (reader.usable()) groups.file = Location{shown_path, 1, 1};
    groups.inputs.push_back(reader.report());
    groups.inputs.back().dataset = "need/groups.csv";
    return groups;
}

}  // namespace concord::need
