#include "money/open_allocations.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/amount.hpp"
#include "base/text.hpp"
#include "files/digest.hpp"
#include "money/cells.hpp"
#include "money/published_table.hpp"

namespace concord::money {
namespace {

// Day one of "2025/26" and "2025-26", and its last.
std::optional<std::pair<Date, Date>> days_of(const std::string& year) {
    const auto number = parse_whole_number(std::string_view(year).substr(0, 4));
    if (!number || *number < 1900 || *number > 2999) return std::nullopt;
    const auto first = static_cast<int>(*number);
    return std::pair(Date(first, 4, 1), Date(first + 1, 3, 31));
}

// Two bodies with one code on one day are nobody.
const registry::Body* body_on(std::span<const registry::Body> bodies, const std::string& code,
                              const std::string& kind, const Date& day) {
    const registry::Body* found = nullptr;
    for (const auto& body : bodies) {
        if (body.ods_code != code || !body.existence.contains(day)) continue;
        if (!kind.empty() && body.kind != kind) continue;
        if (found) return nullptr;
        found = &body;
    }
    return found;
}

class OpenReader {
  public:
    OpenReader(const StreamPlan& stream, const OpenSources& sources, Diagnostics& diagnostics)
        : stream_(stream), open_(*stream.open), sources_(sources), diagnostics_(diagnostics) {}

    std::vector<BaselineRow> read(std::vector<files::FileReport>& reports) {
        const auto file = file_of(sources_, open_.dataset, stream_.place, diagnostics_);
        if (file.empty()) return {};
        PublishedRequest request{file, shown_path(), open_.sheet, open_.columns()};
        auto published = read_published(request, diagnostics_);
        if (!published.problem.empty()) {
            find(stream_.place, open_.dataset,
                 fmt::format("`{}` {}", shown_path(), published.problem), published.help);
        }
        std::vector<BaselineRow> rows;
        std::set<std::string> seen;
        for (const auto& row : published.rows) {
            auto made = row_of(row);
            const bool is_ours = made && seen.insert(made->body).second;
            if (is_ours) rows.push_back(std::move(*made));
            if (!is_ours) ++published.report.rows_outside;
        }
        published.report.rows_read = static_cast<std::int64_t>(rows.size());
        published.report.rows_outside -= skipped_;
        published.report.rows_skipped += skipped_;
        if (rows.empty() && skipped_ == 0 && !published.rows.empty()) {
            find(stream_.place, open_.dataset,
                 fmt::format("no row of `{}` is of a body that was there when {} began",
                             shown_path(), shown(stream_.year)),
                 "the column of bodies holds ODS codes of the registry's bodies");
        }
        published.report.dataset = open_.dataset;
        published.report.path = shown_path();
        std::error_code error;
        published.report.bytes = std::filesystem::file_size(file, error);
        published.report.sha256 = files::sha256_of_file(file);
        reports.push_back(std::move(published.report));
        return rows;
    }

  private:
    std::string shown_path() const { return sources_.catalogue->dataset(open_.dataset)->path; }

    void find(const Location& place, const std::string& subject, std::string message,
              std::string help) {
        diagnostics_.add({"MON040", place, subject, std::move(message), std::move(help)});
    }

    std::optional<double> number(const PublishedRow& row, const std::string& column) const {
        const auto found = row.cells.find(column);
        return found == row.cells.end() ? std::nullopt : parse_number(found->second);
    }

    std::optional<Pence> pounds(double published) const {
        return Pence::from_pounds_half_away(published * (open_.in_thousands ? 1000 : 1));
    }

    // "3278871.98" in thousands moves its point before it is read: no digit is lost on the way.
    std::optional<Pence> amount(const PublishedRow& row, const std::string& column) const {
        const auto found = row.cells.find(column);
        if (found == row.cells.end()) return std::nullopt;
        return parse_amount(found->second + (open_.in_thousands ? "k" : "")).value;
    }

    // Nothing where the row is no body's: a region's, England's, a note.
    std::optional<BaselineRow> row_of(const PublishedRow& row) {
        const auto code = row.cells.find(open_.body);
        if (code == row.cells.end()) return std::nullopt;
        const auto* body = body_with_code(sources_.bodies, code->second, stream_.year, open_.kind);
        if (!body) return std::nullopt;
        BaselineRow made;
        made.year = stream_.year;
        made.body = body->id;
        made.stream = stream_.name;
        made.source = open_.dataset;
        made.place = made.target_place = row.place;
        const auto baseline = amount(row, open_.baseline);
        if (!baseline) return refuse(row, open_.baseline, body->id);
        made.baseline = *baseline;
        made.has_growth = !open_.growth.empty();
        if (made.has_growth) {
            const auto growth = parse_fraction(row.cells.at(open_.growth));
            if (!growth) return refuse(row, open_.growth, body->id);
            made.growth = *growth;
        }
        if (!set_target(row, made)) return std::nullopt;
        if (!open_.total.empty()) made.population = people_of(row);
        return made;
    }

    std::nullopt_t refuse(const PublishedRow& row, const std::string& column,
                          const std::string& body) {
        ++skipped_;
        const auto found = row.cells.find(column);
        const auto text = found == row.cells.end() ? std::string() : found->second;
        find(row.place, body,
             fmt::format("`{}` is no number in the column {}", shown(text), shown(column)),
             "fetch the file again, or leave the stream out");
        return std::nullopt;
    }

    bool set_target(const PublishedRow& row, BaselineRow& made) {
        if (!open_.target.empty()) {
            const auto target = number(row, open_.target);
            if (!target) refuse(row, open_.target, made.body);
            if (!target) return false;
            made.target = pounds(*target * (open_.target_grows ? 1 + made.growth : 1));
            made.target_basis = open_.target_grows ? "grown" : "given";
        } else if (!open_.allocation.empty()) {
            const auto allocation = number(row, open_.allocation);
            const auto after = number(row, open_.distance_after);
            const bool is_known = allocation && after && *after > -1;
            if (!is_known)
                refuse(row, allocation ? open_.distance_after : open_.allocation, made.body);
            if (!is_known) return false;
            made.target = pounds(*allocation / (1 + *after));
            made.target_basis = "derived";
        }
        return true;
    }

    std::optional<double> people_of(const PublishedRow& row) const {
        const auto total = number(row, open_.total);
        const auto per_head = number(row, open_.per_head);
        if (!total || !per_head || !(*per_head > 0)) return std::nullopt;
        return *total * (open_.in_thousands ? 1000 : 1) / *per_head;
    }

    const StreamPlan& stream_;
    const OpenStream& open_;
    const OpenSources& sources_;
    Diagnostics& diagnostics_;
    std::int64_t skipped_ = 0;
};

}  // namespace

std::vector<std::string> OpenStream::columns() const {
    std::vector<std::string> result;
    for (const auto& column :
         {body, baseline, growth, target, allocation, distance_after, total, per_head}) {
        if (!column.empty() && std::ranges::find(result, column) == result.end())
            result.push_back(column);
    }
    return result;
}

std::optional<OpenStream> read_open_stream(files::TomlReader& table, Diagnostics& diagnostics) {
    const auto errors = diagnostics.count(Severity::error);
    OpenStream open;
    open.dataset = table.required_text("dataset");
    open.sheet = table.text("sheet").value_or("");
    open.body = table.required_text("body");
    open.kind = table.text("kind").value_or("");
    open.baseline = table.required_text("baseline");
    open.growth = table.text("growth").value_or("");
    open.target = table.text("target").value_or("");
    open.target_grows = table.truth("target_grows").value_or(false);
    open.allocation = table.text("allocation").value_or("");
    open.distance_after = table.text("distance_after").value_or("");
    open.total = table.text("total").value_or("");
    open.per_head = table.text("per_head").value_or("");
    open.in_thousands = table.truth("in_thousands").value_or(false);
    if (open.allocation.empty() != open.distance_after.empty()) {
        table.find("REG016", open.allocation.empty() ? "distance_after" : "allocation",
                   "a target follows from an allocation and the distance after it: one is given",
                   "give both, or the target");
    } else if (!open.allocation.empty() && !open.target.empty()) {
        table.find("REG016", "target", "the target is given twice",
                   "give the column of the target, or the allocation and the distance after it");
    }
    if (open.total.empty() != open.per_head.empty()) {
        table.find("REG016", open.total.empty() ? "per_head" : "total",
                   "people follow from a sum and the same sum a head, and one is given",
                   "give both, or neither");
    }
    table.finish();
    if (diagnostics.count(Severity::error) > errors) return std::nullopt;
    return open;
}

std::filesystem::path file_of(const OpenSources& sources, const std::string& dataset,
                              const Location& place, Diagnostics& diagnostics) {
    const auto* known = sources.catalogue ? sources.catalogue->dataset(dataset) : nullptr;
    if (!known) {
        diagnostics.add({"MON040", place, dataset,
                         fmt::format("no catalogue has a data set `{}`", shown(dataset)),
                         "`concord data list` says which there are"});
        return {};
    }
    const auto file = known->file_in(sources.folder);
    std::error_code error;
    return std::filesystem::is_regular_file(file, error) ? file : std::filesystem::path();
}

std::vector<BaselineRow> read_open_baselines(const StreamPlan& stream, const OpenSources& sources,
                                             std::vector<files::FileReport>& reports,
                                             Diagnostics& diagnostics) {
    return OpenReader(stream, sources, diagnostics).read(reports);
}

const registry::Body* body_with_code(std::span<const registry::Body> bodies,
                                     const std::string& code, const std::string& year,
                                     const std::string& kind) {
    const auto days = days_of(year);
    if (!days || code.empty()) return nullptr;
    const auto* first = body_on(bodies, code, kind, days->first);
    return first ? first : body_on(bodies, code, kind, days->second);
}

}  // namespace concord::money
