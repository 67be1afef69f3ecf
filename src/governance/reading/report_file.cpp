// reports.toml: the cover forms of papers for boards, and their logs of versions.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/reading/record_files.hpp"

namespace concord::governance {
namespace {

using files::TomlReader;

class ReportFile {
  public:
    explicit ReportFile(std::vector<Report>& reports) : reports_(reports) {}

    void read_report(TomlReader& table);

  private:
    void read_texts(TomlReader& table, Report& report);
    void read_ticks(TomlReader& table, Report& report);
    ReportVersion read_version(TomlReader& table);

    std::vector<Report>& reports_;
};

void ReportFile::read_texts(TomlReader& table, Report& report) {
    for (const std::string_view key :
         {"meeting", "item", "title", "action", "author", "presenter", "recommendation", "status",
          "purpose", "decision", "strategic_link", "risk_link", "inequalities",
          "assessment_reason"}) {
        if (const auto value = table.text(key)) report.said.emplace(key, *value);
    }
}

void ReportFile::read_ticks(TomlReader& table, Report& report) {
    auto inner = table.table("ticks");
    if (!inner) return;
    const std::vector<std::string> boxes = {"yes", "no", "n/a"};
    for (const auto question : report_questions) {
        auto ticked = inner->texts(question);
        for (const auto& box : ticked) {
            if (std::ranges::find(boxes, box) != boxes.end()) continue;
            inner->find("GOV013", question, fmt::format("`{}` is no box of a form", shown(box)),
                        "boxes are yes, no and n/a");
        }
        std::erase_if(ticked, [&](const std::string& box) {
            return std::ranges::find(boxes, box) == boxes.end();
        });
        report.ticks.emplace_back(question, std::move(ticked));
    }
    inner->finish();
}

ReportVersion ReportFile::read_version(TomlReader& table) {
    ReportVersion version;
    version.version = table.text("version").value_or("");
    version.author = table.text("author").value_or("");
    version.reason = table.text("reason").value_or("");
    version.dated = table.date("dated");
    version.printed = table.text("printed").value_or("");
    version.place = table.place("version");
    table.finish();
    return version;
}

void ReportFile::read_report(TomlReader& table) {
    Report report;
    report.id = table.text("id").value_or("");
    report.place = table.place("id");
    read_texts(table, report);
    report.leads = table.texts("leads");
    report.dated = table.date("dated");
    report.earlier_meetings = table.texts("earlier_meetings");
    report.interests_declared = table.texts("interests_declared");
    report.has_financial_section = table.truth("has_financial_section");
    report.has_engagement = table.truth("has_engagement");
    read_ticks(table, report);
    for (auto& inner : table.tables("version"))
        report.versions.push_back(read_version(inner));
    table.finish();
    if (report.id.empty()) {
        table.find("GOV002", "id", "`id` is missing", "add a line `id = \"…\"`");
    } else if (std::ranges::find(reports_, report.id, &Report::id) != reports_.end()) {
        table.find("GOV001", "id", fmt::format("the id `{}` stands already", shown(report.id)));
    } else {
        reports_.push_back(std::move(report));
    }
}

}  // namespace

std::string Report::text(std::string_view key) const {
    const auto found = said.find(key);
    return found == said.end() ? std::string() : found->second;
}

void read_reports(RecordReading reading, Records& records) {
    const std::string file = "reports.toml";
    const auto document = open_toml(reading.folder, file, reading.diagnostics);
    if (!document) return;
    TomlReader top(*document, reading.folder.shown(file), reading.diagnostics);
    ReportFile reports(records.reports);
    for (auto& table : top.tables("report"))
        reports.read_report(table);
    top.finish();
}

}  // namespace concord::governance
