// From rows of a file to pathways: every value judged, nothing dropped in silence.
#include <unordered_set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "waiting/pathway.hpp"
#include "waiting/people_beside.hpp"
#include "waiting/row_source.hpp"

namespace concord::waiting {
namespace {

// In the order of `wanted_columns`.
enum Field : std::size_t {
    pathway_id,
    specialty,
    place,
    age,
    sex,
    ethnicity,
    fifth,
    start,
    stop,
    priority,
    plus,
    action,
    person,
    field_count
};

struct Column {
    std::string_view name;  // the option that names its header
    std::vector<std::string> headers;
};

const std::vector<Column>& columns() {
    static const std::vector<Column> all = {
        {"pathway", {"pathway", "pathway_id", "patient_pathway_identifier"}},
        {"specialty", {"specialty", "treatment_function", "treatment_function_code"}},
        {"place", {"place", "area", "neighbourhood", "lsoa", "lsoa21", "lsoa11", "lsoa_code"}},
        {"age", {"age"}},
        {"sex", {"sex", "gender"}},
        {"ethnicity", {"ethnicity", "ethnic_group", "ethnic_category"}},
        {"fifth", {"fifth", "deprivation_fifth", "deprivation_quintile", "imd_quintile"}},
        {"start", {"clock_start", "start", "referral", "referral_date"}},
        {"stop", {"clock_stop", "stop", "removal", "removal_date"}},
        {"priority", {"priority"}},
        {"plus", {"plus", "plus_group"}},
        {"action", {"action", "action_recorded"}},
        {"person", {"person"}},
    };
    return all;
}

files::CsvOptions options_of(const PathwayFile& file, const std::string& shown_path) {
    files::CsvOptions options;
    options.shown_path = shown_path;
    options.rows_limit = 40'000'000;  // a country's list several times over
    for (std::size_t field = 0; field < field_count; ++field) {
        const auto& column = columns()[field];
        files::WantedColumn wanted{std::string(column.name), column.headers, field == start};
        for (const auto& [name, header] : file.headers) {
            if (name != column.name) continue;
            wanted.headers = {header};
            wanted.required = true;  // it was named, so it must be there
        }
        options.columns.push_back(std::move(wanted));
    }
    return options;
}

std::string_view age_band(std::int64_t age) {
    if (age < 18) return "0-17";
    if (age < 35) return "18-34";
    if (age < 50) return "35-49";
    if (age < 65) return "50-64";
    if (age < 80) return "65-79";
    return "80+";
}

// "1", "M", "male" and "Male" are one group; what means "not known" is nobody's.
std::string_view sex_group(const std::string& text) {
    if (text == "1" || text == "m" || text == "male") return "male";
    if (text == "2" || text == "f" || text == "female") return "female";
    if (text == "x" || text == "9" || text == "indeterminate" || text == "other") return "other";
    return {};
}

bool says_unknown(const std::string& text) {
    return text.empty() || text == "unknown" || text == "not known" || text == "not stated" ||
           text == "null" || text == "na" || text == "n/a" || text == "-" || text == "0";
}

bool is_unknown_ethnicity(const std::string& text) {
    return says_unknown(text) || text == "z" || text == "99" || text == "not stated (z)";
}

class Reading {
  public:
    Reading(const PathwayFile& file, Diagnostics& diagnostics)
        : file_(file), diagnostics_(diagnostics) {
        open({file.path, file.shown_path});
        if (file.as_at) as_at_ = file.as_at->days_since_epoch();
    }

    Pathways run() {
        read_.knows_plus = rows_->has(plus);
        read_.knows_action = rows_->has(action);
        read_.report = read_rows();
        for (const auto& part : file_.more) {
            open(part);
            read_.more_reports.push_back(read_rows());
        }
        say_missing_ids();
        say_joined();
        return std::move(read_);
    }

  private:
    void open(const RowFile& file) {
        shown_path_ = file.shown_path;
        rows_ = open_rows(file.path, options_of(file_, file.shown_path), diagnostics_);
    }

    files::FileReport read_rows() {
        while (rows_->next()) {
            if (!take_row()) rows_->skip_row();
        }
        auto report = rows_->report();
        report.dataset = shown_path_;
        return report;
    }

    // What the row says, or else what the table of people says of its person.
    std::string_view value(Field field) const {
        const auto own = rows_->value(field);
        if (!own.empty() || !beside_) return own;
        switch (field) {
            case place:
                return beside_->lsoa;
            case age:
                return beside_->age;
            case sex:
                return beside_->sex;
            case ethnicity:
                return beside_->ethnicity;
            case fifth:
                return beside_->fifth;
            default:
                return own;
        }
    }

    // The person of the row; false where the pathway is not counted, for the person opted out.
    bool join_person() {
        beside_ = nullptr;
        if (!file_.beside || !rows_->has(person)) return true;
        beside_ = file_.beside->find(rows_->value(person));
        if (!beside_) {
            if (of_nobody_++ == 0) first_of_nobody_ = rows_->place(person);
            return true;
        }
        if (!beside_->is_left_out) return true;
        ++read_.left_out;
        return false;
    }

    void say_joined() {
        if (read_.left_out > 0)
            diagnostics_.add({"NED319",
                              {file_.shown_path},
                              "person",
                              fmt::format("{} of people who opted out of planning or are dead",
                                          counted(read_.left_out, "pathway is", "pathways are"))});
        if (of_nobody_ > 0)
            diagnostics_.add({"NED320", first_of_nobody_, "person",
                              fmt::format("{} of nobody in the table of people, from this one on",
                                          counted(of_nobody_, "pathway is", "pathways are"))});
    }

    std::string word(Field field) const { return lower(value(field)); }

    void find(std::string_view rule, Field field, std::string message, std::string help = {}) {
        diagnostics_.add({rule, rows_->place(field), std::string(columns()[field].name),
                          std::move(message), std::move(help)});
    }

    bool take_row() {
        const auto begins = day_of(start);
        if (!begins) return false;
        std::int32_t ends = Pathways::still_open;
        if (!rows_->value(stop).empty()) {
            const auto day = day_of(stop);
            if (!day) return false;
            ends = *day;
        }
        if (!dates_agree(*begins, ends) || !is_new() || !join_person()) return false;
        read_.start.push_back(*begins);
        read_.stop.push_back(ends);
        const auto name = rows_->value(specialty);
        put(Split::specialty, says_unknown(lower(name)) ? std::string_view() : name);
        const auto where = value(place);
        put(Split::place, says_unknown(lower(where)) ? std::string_view() : where);
        put(Split::age_band, take_age());
        put(Split::sex, take_sex());
        const auto group = value(ethnicity);
        put(Split::ethnicity, is_unknown_ethnicity(lower(group)) ? std::string_view() : group);
        put(Split::fifth, take_digit(fifth, 5, "NED305", "is no deprivation fifth",
                                     "1 is the most deprived fifth, 5 the least"));
        put(Split::priority, take_digit(priority, 9, "NED307", "is no priority",
                                        "priorities are whole numbers from 1, the most urgent"));
        take_case();
        return true;
    }

    void put(Split split, std::string_view name) {
        const auto at = static_cast<std::size_t>(split);
        read_.group_of[at].push_back(name.empty() ? 0 : read_.groups[at].number(name));
    }

    std::optional<std::int32_t> day_of(Field field) {
        const auto text = rows_->value(field);
        if (const auto date = Date::parse(text)) return date->days_since_epoch();
        const auto what = field == start ? "the clock starts" : "the clock stops";
        find("NED300", field,
             text.empty() ? fmt::format("it is not said when {}", what)
                          : fmt::format("{} on `{}`, which is no date", what, shown(text)));
        return std::nullopt;
    }

    bool dates_agree(std::int32_t begins, std::int32_t ends) {
        const auto iso = [](std::int32_t day) { return Date(1970, 1, 1).plus_days(day).iso(); };
        if (ends < begins) {
            find("NED301", stop,
                 fmt::format("the clock stops on {}, before it starts on {}", iso(ends),
                             iso(begins)));
            return false;
        }
        if (!as_at_) return true;
        const auto day = Date(1970, 1, 1).plus_days(*as_at_).iso();
        if (begins > *as_at_) {
            find("NED302", start,
                 fmt::format("the clock starts on {}, after {}, the day on which the list is "
                             "counted: nobody waits yet",
                             iso(begins), day));
            return false;
        }
        if (ends != Pathways::still_open && ends > *as_at_) {
            find("NED302", stop,
                 fmt::format("the clock stops on {}, after {}, the day on which the list is "
                             "counted: on that day it runs",
                             iso(ends), day));
        }
        const bool is_long = ends == Pathways::still_open && *as_at_ - begins > 7 * 520;
        if (is_long) {
            find("NED304", start,
                 fmt::format("the clock has run since {}, for more than ten years", iso(begins)));
        }
        return true;
    }

    bool is_new() {
        if (!rows_->has(pathway_id)) return true;
        const auto id = rows_->value(pathway_id);
        if (id.empty()) {
            if (without_id_++ == 0) first_without_id_ = rows_->place(pathway_id);
            return true;
        }
        if (seen_.emplace(id).second) return true;
        // Never the identifier itself, which is a person's.
        find("NED303", pathway_id, "the pathway of this row stands in an earlier row");
        return false;
    }

    std::string_view take_age() {
        const auto text = value(age);
        if (says_unknown_age(text)) return {};
        const auto number = parse_whole_number(text);
        if (number && *number >= 0 && *number <= 120) return age_band(*number);
        find("NED306", age, fmt::format("`{}` is no age", shown(text)));
        return {};
    }

    static bool says_unknown_age(std::string_view text) {
        const auto word = lower(text);
        return word != "0" && says_unknown(word);
    }

    std::string_view take_sex() {
        const auto text = word(sex);
        const auto group = sex_group(text);
        if (group.empty() && !says_unknown(text))
            find("NED308", sex, fmt::format("`{}` is no sex that is known", shown(text)));
        return group;
    }

    std::string_view take_digit(Field field, std::int64_t most, std::string_view rule,
                                std::string_view is_none, const char* help) {
        const auto text = value(field);
        const auto word = lower(text);
        if (word != "0" && says_unknown(word)) return {};
        auto number = parse_whole_number(text);
        const bool lettered = field == priority && word.starts_with('p');
        if (lettered) number = parse_whole_number(std::string_view(word).substr(1));
        if (!number || *number < 1 || *number > most) {
            find(rule, field, fmt::format("`{}` {}", shown(text), is_none), help);
            return {};
        }
        static constexpr std::string_view digits = "0123456789";
        return digits.substr(static_cast<std::size_t>(*number), 1);
    }

    void take_case() {
        if (!read_.knows_plus && !read_.knows_action) return;
        read_.id.emplace_back(rows_->value(pathway_id));
        const auto group = rows_->value(plus);
        const auto is_none = says_unknown(lower(group)) || lower(group) == "no";
        read_.plus.emplace_back(is_none ? std::string_view() : group);
        const auto done = rows_->value(action);
        const auto is_nothing =
            says_unknown(lower(done)) || lower(done) == "no" || lower(done) == "none";
        read_.action.emplace_back(is_nothing ? std::string_view() : done);
    }

    void say_missing_ids() {
        if (without_id_ == 0) return;
        diagnostics_.add({"NED309", first_without_id_, "pathway",
                          fmt::format("{} no identifier, from this one on",
                                      counted(without_id_, "row has", "rows have"))});
    }

    const PathwayFile& file_;
    Diagnostics& diagnostics_;
    std::unique_ptr<RowSource> rows_;
    std::string shown_path_;
    const PersonBeside* beside_ = nullptr;  // of the row
    std::int64_t of_nobody_ = 0;
    Location first_of_nobody_;
    std::optional<std::int32_t> as_at_;
    std::unordered_set<std::string> seen_;
    std::int64_t without_id_ = 0;
    Location first_without_id_;
    Pathways read_;
};

}  // namespace

std::vector<std::string> pathway_columns() {
    std::vector<std::string> result;
    for (const auto& column : columns())
        result.emplace_back(column.name);
    return result;
}

Pathways read_pathways(const PathwayFile& file, Diagnostics& diagnostics) {
    return Reading(file, diagnostics).run();
}

}  // namespace concord::waiting
