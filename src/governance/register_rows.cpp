// The tables of what is on record beside the scheme: `membership`, `conflict_tests`, `posts`,
// `body_lines`.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "governance/conflict_tests.hpp"
#include "governance/governance_tables.hpp"

namespace concord::governance {
namespace {

using store::RowWriter;

constexpr int days_of_a_year = 365;

std::string kind_of(const Holder& holder) {
    return holder.kind == HolderKind::body ? holder.body_kind : std::string(to_string(holder.kind));
}

std::string_view group_of(std::string_view sector) {
    constexpr std::array<std::string_view, 3> users = {"patient", "carer", "service-user"};
    constexpr std::array<std::string_view, 9> statutory = {
        "nhs-trust",       "nhs-board",     "primary-care", "general-practice",   "nhs-england",
        "local-authority", "public-health", "social-care",  "strategic-authority"};
    if (std::ranges::find(users, sector) != users.end()) return "service users";
    if (std::ranges::find(statutory, sector) != statutory.end()) return "statutory";
    return sector.empty() ? "not stated" : "other";
}

struct Seats {
    std::int64_t members = 0;
    std::int64_t votes = 0;
};

// The days on which the membership of a holder may change: first days, and days after the last.
std::set<Date> turning_points(const Holder& holder) {
    std::set<Date> days;
    for (const auto& member : holder.members) {
        if (member.period.crossed()) continue;
        if (member.period.from) days.insert(*member.period.from);
        const auto last = member.period.to;
        if (last && *last < Date(9999, 12, 31)) days.insert(last->plus_days(1));
    }
    if (days.empty() && !holder.members.empty())
        days.insert(holder.period.from.value_or(Date(1, 1, 1)));
    return days;
}

void add_stretch(const Holder& holder, Date first, std::optional<Date> last, RowWriter& out) {
    std::map<std::string, Seats> sectors;
    for (const auto& member : holder.members) {
        if (!member.period.contains(first)) continue;
        auto& seats = sectors[member.sector];
        ++seats.members;
        if (member.voting) ++seats.votes;
    }
    for (const auto& [sector, seats] : sectors) {
        out.text(holder.id).text(holder.name).text(kind_of(holder)).text(to_string(holder.scale));
        out.date(first).date(last).text(sector).text(group_of(sector));
        out.whole(seats.members).whole(seats.votes);
        out.end_row();
    }
}

void write_membership(const GovernanceStage& stage, store::Warehouse& warehouse) {
    RowWriter out(schema_of("membership"));
    for (const auto& holder : stage.data->scheme.holders) {
        if (holder.kind == HolderKind::post) continue;
        const auto days = turning_points(holder);
        for (auto day = days.begin(); day != days.end(); ++day) {
            const auto next = std::next(day);
            std::optional<Date> last;
            if (next != days.end()) last = next->plus_days(-1);
            add_stretch(holder, *day, last, out);
        }
    }
    warehouse.write(out);
}

void write_conflict_tests(const GovernanceStage& stage, store::Warehouse& warehouse) {
    const auto& data = *stage.data;
    const Evaluator evaluator({&data.law, &data.scheme, &data.places}, stage.context);
    RowWriter out(schema_of("conflict_tests"));
    for (const auto& result : conflict_results(evaluator)) {
        const auto& holder = data.scheme.holders[result.holder];
        out.text(data.scheme.holders[result.organisation].id).text(holder.id);
        out.text(kind_of(holder)).text(to_string(holder.scale)).whole(result.stepping_back);
        out.whole(result.votes_left).whole(result.needed).truth(result.stands);
        out.end_row();
    }
    warehouse.write(out);
}

// One post over the year that ends on the day asked about (THE-R083).
class PostYear {
  public:
    PostYear(std::vector<const PostRecord*> rows, Date day)
        : rows_(std::move(rows)), last_(day), first_(first_day(day)) {}

    bool filled() const { return filled_on(last_); }

    // Days without a holder since the post began.
    std::int64_t vacant_days() const {
        std::int64_t count = 0;
        for (auto day = std::max(first_, begins()); day <= last_; day = day.plus_days(1))
            count += filled_on(day) ? 0 : 1;
        return count;
    }

    // Whose last day lies in the year.
    std::int64_t leavers() const {
        return std::ranges::count_if(rows_, [&](const PostRecord* row) {
            const auto& left = row->period.to;
            return !row->person.empty() && left && first_ <= *left && *left <= last_;
        });
    }

  private:
    static Date first_day(Date last) {
        const Date earliest(1, 1, 1);
        const auto days = last.days_since_epoch() - earliest.days_since_epoch();
        return last.plus_days(-std::min(days, days_of_a_year - 1));
    }

    bool filled_on(Date day) const {
        return std::ranges::any_of(rows_, [&](const PostRecord* row) {
            return !row->person.empty() && row->period.contains(day);
        });
    }

    Date begins() const {
        auto earliest = last_.plus_days(1);
        for (const auto* row : rows_)
            earliest = std::min(earliest, row->period.from.value_or(first_));
        return earliest;
    }

    std::vector<const PostRecord*> rows_;
    Date last_;
    Date first_;
};

void write_posts(const GovernanceStage& stage, store::Warehouse& warehouse) {
    std::map<std::string, std::vector<const PostRecord*>> posts;
    for (const auto& row : stage.data->records.posts)
        posts[row.id].push_back(&row);
    RowWriter out(schema_of("posts"));
    for (const auto& [id, rows] : posts) {
        const PostYear year(rows, stage.context.as_at);
        const auto& latest = *rows.back();
        out.text(id).text(latest.role).text(latest.body).text(latest.where).text(latest.rank);
        out.truth(year.filled()).whole(year.vacant_days()).whole(year.leavers());
        out.text(join(latest.joins, ";")).text(join(latest.funded_by, ";"));
        out.end_row();
    }
    warehouse.write(out);
}

void add_line(const Line& line, std::string_view basis, RowWriter& out) {
    out.text(line.from).text(line.to).text(line.kind).text(line.power).text(basis);
    out.date(line.period.from).date(line.period.to);
    out.text(line.place.line > 0 ? to_string(line.place) : "");
    out.end_row();
}

// Recorded lines, and the duties that law lays on every two of the system's own bodies (PIR-R023).
void write_body_lines(const GovernanceStage& stage, store::Warehouse& warehouse) {
    RowWriter out(schema_of("body_lines"));
    for (const auto& line : stage.data->records.lines)
        add_line(line, "recorded", out);
    std::vector<const registry::Body*> own;
    for (const auto& body : stage.registry->data->bodies) {
        if (body.place.line > 0 && body.existence.contains(stage.context.as_at))
            own.push_back(&body);
    }
    for (std::size_t i = 0; i < own.size(); ++i) {
        for (std::size_t j = i + 1; j < own.size(); ++j) {
            const auto* duty =
                stage.data->law.mutual_duty(own[i]->kind, own[j]->kind, stage.context);
            if (!duty) continue;
            Line line{own[i]->id, own[j]->id, "co-operation", duty->authority, duty->in_force, {}};
            add_line(line, "law", out);
        }
    }
    warehouse.write(out);
}

}  // namespace

void write_registers(const GovernanceStage& stage, store::Warehouse& warehouse) {
    write_membership(stage, warehouse);
    write_conflict_tests(stage, warehouse);
    write_posts(stage, warehouse);
    write_body_lines(stage, warehouse);
}

}  // namespace concord::governance
