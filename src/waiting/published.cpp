#include "waiting/published.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::waiting {
namespace {

using registry::Dataset;

std::int32_t first_of_month(Date day) {
    const auto iso = day.iso();
    return Date::parse(iso.substr(0, 8) + "01")->days_since_epoch();
}

// ">17-18" is 17; "104 plus" is 104; nothing for another header.
std::optional<std::int64_t> week_of_header(const std::string& header) {
    const auto text = trim(header);
    if (text.starts_with('>')) {
        const auto dash = text.find('-');
        if (dash == std::string_view::npos) return std::nullopt;
        return parse_whole_number(text.substr(1, dash - 1));
    }
    if (text.ends_with(" plus")) return parse_whole_number(text.substr(0, text.size() - 5));
    return std::nullopt;
}

class PublishedReader {
  public:
    PublishedReader(const Dataset& dataset, const std::filesystem::path& file,
                    const std::vector<std::string>& bodies, Diagnostics& diagnostics)
        : dataset_(dataset),
          bodies_(bodies),
          diagnostics_(diagnostics),
          reader_(file, options(), diagnostics) {}

    void read(PublishedWaits& waits) {
        const auto counts = dataset_.setting("counts");
        find_weeks();
        while (reader_.next()) {
            const auto body = reader_.text(0);
            if (counts == "country") {
                if (!take_country(body, waits)) reader_.leave_outside();
                continue;
            }
            if (counts != "treated-by-week" && is_board(body)) add_to_country(waits);
            if (!is_asked(body)) {
                reader_.leave_outside();
                continue;
            }
            if (!(counts == "treated-by-week" ? take_treated(body, waits)
                                              : take_month(body, waits)))
                reader_.skip_row();
        }
        auto report = reader_.report();
        report.dataset = dataset_.id;
        report.path = dataset_.path;
        waits.inputs.push_back(std::move(report));
    }

  private:
    // The roles that this data set has: body first, then list and month, then its counts.
    files::CsvOptions options() {
        files::CsvOptions options;
        options.shown_path = dataset_.path;
        options.columns.push_back({"body", dataset_.value("body")->headers});
        for (const auto& value : dataset_.values) {
            if (value.role == "body") continue;
            roles_.emplace(value.role, options.columns.size());
            options.columns.push_back({value.role, value.headers});
        }
        return options;
    }

    static bool is_board(const std::string& body) {
        return body.size() == 3 && body.front() == 'Q';
    }

    bool is_asked(const std::string& body) const {
        if (bodies_.empty()) return is_board(body);
        return std::ranges::find(bodies_, body) != bodies_.end();
    }

    std::string text(const char* role) const {
        const auto found = roles_.find(role);
        return found == roles_.end() ? std::string() : reader_.text(found->second);
    }

    std::string list_name() const {
        if (!roles_.contains("list")) return "all";
        auto name = text("list");
        return name == dataset_.setting("whole") ? "all" : name;
    }

    std::optional<std::int32_t> month() {
        if (!roles_.contains("month"))
            return dataset_.date ? std::optional(first_of_month(*dataset_.date)) : std::nullopt;
        const auto written = text("month");
        if (const auto day = Date::parse(written)) return first_of_month(*day);
        refuse("month", fmt::format("`{}` is no month", shown(written)));
        return std::nullopt;
    }

    // What is wrong in a row of a board that nobody asked for is not said: its count is left out.
    void add_to_country(PublishedWaits& waits) {
        if (list_name() != "all") return;
        const auto day = Date::parse(text("month"));
        if (!day) return;
        for (const auto* role : {"waiting", "over-18", "over-52"}) {
            const auto count = parse_whole_number(text(role));
            if (count && *count >= 0) waits.country[first_of_month(*day)][role].boards += *count;
        }
    }

    bool take_country(const std::string& what, PublishedWaits& waits) {
        const auto day = Date::parse(text("month"));
        const auto count = parse_whole_number(text("count"));
        for (const auto* role : {"waiting", "over-18", "over-52"}) {
            if (what != dataset_.setting(role) || !day || !count) continue;
            waits.country[first_of_month(*day)][role].country = *count;
            return true;
        }
        return false;
    }

    void refuse(const std::string& role, std::string message) {
        const auto found = roles_.find(role);
        const auto place = reader_.place(found == roles_.end() ? 0 : found->second);
        diagnostics_.add({"NED312", place, reader_.text(0), std::move(message)});
    }

    // False where there is a text that is no count.
    bool take_count(const std::string& role, std::optional<std::int64_t>& count) {
        const auto written = text(role.c_str());
        if (written.empty() || written == "-" || written == "NA") return true;
        count = parse_whole_number(written);
        if (count && *count >= 0) return true;
        refuse(role, fmt::format("`{}` is no count of people", shown(written)));
        return false;
    }

    bool take_month(const std::string& body, PublishedWaits& waits) {
        const auto day = month();
        if (!day) return false;
        PublishedMonth row;
        row.body = body;
        row.list = list_name();
        row.month = *day;
        row.source = dataset_.id;
        if (!take_count("waiting", row.waiting) || !take_count("referred", row.referred) ||
            !take_count("treated", row.treated)) {
            return false;
        }
        for (const auto& [role, column] : roles_) {
            if (!role.starts_with("over-")) continue;
            std::optional<std::int64_t> count;
            if (!take_count(role, count)) return false;
            const auto weeks = parse_whole_number(std::string_view(role).substr(5));
            if (count && weeks) row.over[static_cast<int>(*weeks)] = *count;
        }
        if (!is_sound(row)) return false;
        if (!seen_.insert(fmt::format("{}\n{}\n{}", body, row.list, *day)).second) {
            diagnostics_.add({"NED313", reader_.place(0), body,
                              fmt::format("`{}` of `{}` stands in an earlier row for {}",
                                          shown(row.list), shown(body), text("month"))});
            return false;
        }
        if (const auto name = text("name"); !name.empty()) waits.names[body] = name;
        waits.months.push_back(std::move(row));
        return true;
    }

    // Whoever has waited longer than 52 weeks has waited longer than 18.
    bool is_sound(const PublishedMonth& row) {
        std::optional<std::pair<int, std::int64_t>> shorter;
        for (const auto& [weeks, count] : row.over) {
            if (shorter && count > shorter->second) {
                refuse(fmt::format("over-{}", weeks),
                       fmt::format("{} have waited more than {} weeks, and only {} more than {}",
                                   with_thousands(count), weeks, with_thousands(shorter->second),
                                   shorter->first));
                return false;
            }
            shorter = {weeks, count};
        }
        return true;
    }

    void find_weeks() {
        const auto& headers = reader_.headers();
        for (std::size_t field = 0; field < headers.size(); ++field) {
            if (const auto week = week_of_header(headers[field]);
                week && *week >= 0 && *week < 1000)
                weeks_.emplace_back(static_cast<std::size_t>(*week), field);
        }
    }

    bool take_treated(const std::string& body, PublishedWaits& waits) {
        const auto day = month();
        if (!day) return false;
        PublishedTreated row;
        row.body = body;
        row.list = list_name();
        row.month = *day;
        row.source = dataset_.id;
        for (const auto& [week, field] : weeks_) {
            const auto count = parse_whole_number(reader_.raw_value(field));
            if (!count || *count < 0) {
                refuse("list",
                       fmt::format("`{}` is no count of people", shown(reader_.raw_value(field))));
                return false;
            }
            if (row.by_week.size() <= week) row.by_week.resize(week + 1);
            row.by_week[week] = *count;
        }
        std::optional<std::int64_t> unknown;
        if (!take_count("unknown", unknown)) return false;
        row.unknown = unknown.value_or(0);
        if (const auto name = text("name"); !name.empty()) waits.names[body] = name;
        waits.treated.push_back(std::move(row));
        return true;
    }

    const Dataset& dataset_;
    const std::vector<std::string>& bodies_;
    Diagnostics& diagnostics_;
    std::map<std::string, std::size_t> roles_;
    files::CsvReader reader_;
    std::vector<std::pair<std::size_t, std::size_t>> weeks_;  // week, field
    std::set<std::string> seen_;
};

// What several data sets say of one list in one month, in one row.
void join_months(std::vector<PublishedMonth>& months) {
    const auto key = [](const PublishedMonth& row) {
        return std::tie(row.body, row.list, row.month);
    };
    std::ranges::stable_sort(months, [&](const auto& a, const auto& b) { return key(a) < key(b); });
    std::vector<PublishedMonth> joined;
    for (auto& row : months) {
        if (joined.empty() || key(joined.back()) != key(row)) {
            joined.push_back(std::move(row));
            continue;
        }
        auto& kept = joined.back();
        if (row.waiting) kept.waiting = row.waiting;
        if (row.referred) kept.referred = row.referred;
        if (row.treated) kept.treated = row.treated;
        kept.over.merge(row.over);
        kept.source += " " + row.source;
    }
    months = std::move(joined);
}

}  // namespace

std::int64_t PublishedTreated::total() const {
    std::int64_t sum = 0;
    for (const auto count : by_week)
        sum += count;
    return sum;
}

std::optional<double> PublishedTreated::weeks_at(double share) const {
    const auto all = total();
    if (all == 0) return std::nullopt;
    const double wanted = static_cast<double>(all) * share;
    double before = 0;
    for (std::size_t week = 0; week + 1 < by_week.size(); ++week) {
        const auto here = static_cast<double>(by_week[week]);
        if (here > 0 && before + here >= wanted)
            return static_cast<double>(week) + (wanted - before) / here;
        before += here;
    }
    return std::nullopt;
}

std::int64_t PublishedTreated::over(int weeks) const {
    std::int64_t sum = 0;
    for (auto week = static_cast<std::size_t>(weeks); week < by_week.size(); ++week)
        sum += by_week[week];
    return sum;
}

PublishedWaits read_published_waits(const registry::Catalogue& catalogue,
                                    const std::filesystem::path& data_folder,
                                    const std::vector<std::string>& bodies,
                                    Diagnostics& diagnostics) {
    PublishedWaits waits;
    for (const auto& dataset : catalogue.datasets()) {
        if (dataset.kind != registry::DatasetKind::waits) continue;
        const auto file = dataset.file_in(data_folder);
        std::error_code error;
        if (file.empty() || !std::filesystem::is_regular_file(file, error)) continue;
        PublishedReader(dataset, file, bodies, diagnostics).read(waits);
    }
    join_months(waits.months);
    std::ranges::stable_sort(waits.treated, [](const auto& a, const auto& b) {
        return std::tie(a.body, a.list, a.month) < std::tie(b.body, b.list, b.month);
    });
    return waits;
}

namespace {

// The latest twelve months of a board's whole list, after the month with which the year opens. Many
// leave a list untreated, and how many is not published: it follows from the sizes of the list.
ListQueue queue_of_year(std::span<const PublishedMonth> year, const QueueAsked& asked) {
    const auto& last = year.back();
    ListQueue list;
    list.source = last.source;
    list.body = last.body;
    list.list = last.list;
    list.from = year[1].month;
    list.to = first_of_month(Date(1970, 1, 1).plus_days(last.month + 31)) - 1;
    std::int64_t referred = 0;
    for (const auto& month : year.subspan(1))
        referred += *month.referred;
    const double weeks = (list.to - list.from + 1) / 7.0;
    list.referrals = referred;
    list.removals = std::max<std::int64_t>(0, referred + *year[0].waiting - *last.waiting);
    list.queue = last.waiting;
    list.demand = static_cast<double>(referred) / weeks;
    if (*list.removals > 0) list.capacity = static_cast<double>(*list.removals) / weeks;
    if (referred > 0) list.mean_wait = static_cast<double>(*list.queue) / *list.demand;
    list.basis =
        "published months: all who left the list, treated or not; mean wait = queue / "
        "demand (Little's law)";
    work_out(list, asked);
    return list;
}

}  // namespace

std::vector<ListQueue> published_queues(const PublishedWaits& waits, const QueueAsked& asked) {
    std::map<std::string, std::vector<PublishedMonth>> whole;
    for (const auto& month : waits.months) {
        if (month.list == "all" && month.waiting && month.referred && month.treated)
            whole[month.body].push_back(month);
    }
    std::vector<ListQueue> queues;
    for (const auto& [body, months] : whole) {
        const std::size_t count = std::min<std::size_t>(months.size(), 13);
        const auto year = std::span(months).last(count);
        // One month gives no change, and a year with a gap no rate.
        if (count < 2 || year.back().month - year.front().month > 31 * static_cast<int>(count - 1))
            continue;
        queues.push_back(queue_of_year(year, asked));
    }
    return queues;
}

}  // namespace concord::waiting
