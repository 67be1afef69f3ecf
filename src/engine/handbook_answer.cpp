// `handbook`: published documents read into variables and drafts. Each handbook is judged as at the
// day it was fetched, where it says so.
#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/engine.hpp"
#include "engine/located_system.hpp"
#include "files/output.hpp"
#include "handbook/drafts.hpp"
#include "handbook/handbook.hpp"
#include "handbook/rules/rules.hpp"

namespace concord {
namespace {

// A system's handbook lies in its governance folder.
fs::path documents_of(const fs::path& path) {
    std::error_code error;
    return fs::exists(path / "system.toml", error) ? path / "governance" / "handbook" : path;
}

std::optional<RuleContext> context_of(const HandbookQuestion& question,
                                      const handbook::Handbook& handbook, Answer& answer) {
    Date as_at(2022, 7, 1);
    if (question.as_at) {
        const auto date = Date::parse(*question.as_at);
        if (!date) {
            refuse_usage(answer, fmt::format("`{}` is not a date", shown(*question.as_at)),
                         "give a date such as 2024-04-01");
            return std::nullopt;
        }
        as_at = *date;
    } else if (handbook.retrieved) {
        as_at = *handbook.retrieved;
    }
    return RuleContext{as_at, profile_in_force(as_at)};
}

void add_rows(const handbook::Analysis& analysis, const std::vector<handbook::VariableRow>& rows,
              Answer& answer) {
    const auto& board = analysis.reading->bodies[handbook::the_board].name;
    for (const auto& row : rows) {
        answer.table.rows.push_back({board, row.body, row.variable, row.value, row.document,
                                     row.place, row.quote, row.reason});
    }
}

// Drafts go into a folder that was not there or is empty: what a person has corrected is never
// written over.
void write_drafts(const fs::path& folder, const std::vector<handbook::DraftFile>& drafts,
                  Answer& answer) {
    files::OutputFolder output(folder, "");
    for (const auto& draft : drafts)
        files::write_file(output.path() / draft.name, draft.text);
    output.publish();
    for (const auto& draft : drafts) {
        answer.notes.push_back(
            fmt::format("{} holds {}, to be corrected by hand", (folder / draft.name).string(),
                        counted(static_cast<std::int64_t>(draft.records), "record", "records")));
    }
}

bool refuses_out(const HandbookQuestion& question, Answer& answer) {
    std::error_code error;
    if (!question.out || !fs::exists(*question.out, error)) return false;
    const bool empty = fs::is_directory(*question.out, error) && fs::is_empty(*question.out, error);
    if (empty) return false;
    refuse_usage(answer, fmt::format("`{}` is there already", question.out->string()),
                 "name a new folder: drafts that were corrected by hand are not written over");
    return true;
}

struct Asked {
    const HandbookQuestion& question;
    const EngineOptions& options;
    const handbook::Vocabulary& vocabulary;
    bool several = false;
};

void answer_one(const Asked& asked, const fs::path& path, Answer& answer) {
    const RuleContext when_read{Date(2022, 7, 1), RuleProfile::act_2022};
    Diagnostics reading_faults(Engine::rule_book(), when_read);
    const auto documents = handbook::read_handbook(
        {path, path.string(), {}, asked.options.progress, asked.options.cancel}, reading_faults);
    const auto context = context_of(asked.question, documents, answer);
    if (!context) return;
    finish(answer, reading_faults);
    const auto reading = handbook::understand(documents, asked.vocabulary);
    const auto analysis = handbook::analyse(reading);
    const auto rows = handbook::variables_of(analysis);
    add_rows(analysis, rows, answer);
    Diagnostics findings(Engine::rule_book(), *context);
    handbook::check_handbook(analysis, findings);
    finish(answer, findings);
    const auto transparency = handbook::transparency_of(rows);
    answer.notes.push_back(fmt::format(
        "{}: {}, judged as at {}; it says {} of {} things that a reader looks for", documents.name,
        counted(static_cast<std::int64_t>(documents.documents.size()), "document", "documents"),
        context->as_at.iso(), transparency.said, transparency.asked));
    if (documents.left_out > 0) {
        answer.notes.push_back(
            fmt::format("{} left out that are no documents",
                        counted(static_cast<std::int64_t>(documents.left_out), "file", "files")));
    }
    if (!asked.question.out) return;
    auto drafts = handbook::drafts_of(analysis, asked.question.board);
    drafts.push_back(handbook::variables_file(rows));
    const auto folder = asked.several ? *asked.question.out / documents.name : *asked.question.out;
    write_drafts(folder, drafts, answer);
}

}  // namespace

Answer Engine::handbook(const HandbookQuestion& question) {
    Answer answer;
    const auto path = documents_of(question.path);
    std::error_code error;
    if (!fs::exists(path, error)) {
        refuse_usage(
            answer, fmt::format("there is no `{}`", shown(path.string(), 200)),
            "give a document, a folder of documents, or a system with governance/handbook");
        answer.outcome = Outcome::input_missing;
        return answer;
    }
    if (refuses_out(question, answer)) return answer;
    answer.table = {"handbook",
                    {{"handbook"},
                     {"body"},
                     {"variable"},
                     {"value"},
                     {"document"},
                     {"page"},
                     {"quote"},
                     {"reason"}},
                    {}};
    Diagnostics catalogue_faults(rule_book(), {Date(2022, 7, 1), RuleProfile::act_2022});
    const auto vocabulary = handbook::read_vocabulary(options_.resources / "catalogue/handbook",
                                                      "catalogue/handbook", catalogue_faults);
    finish(answer, catalogue_faults);
    const auto handbooks = handbook::handbooks_at(path);
    const Asked asked{question, options_, vocabulary, handbooks.size() > 1};
    for (const auto& one : handbooks)
        answer_one(asked, one, answer);
    return answer;
}

}  // namespace concord
