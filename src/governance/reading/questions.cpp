// questions.csv, of a system or of the catalogue: what people ask, in the words of `who`.
#include "governance/reading/scheme_file.hpp"

namespace concord::governance {
namespace {

enum Slot : std::size_t { id, asked, function, act, service, places, people, value, affects };

class QuestionRow {
  public:
    QuestionRow(Cells& row, References& references) : row_(row), references_(references) {}

    // Nothing where any part of it cannot be read: half a question has another answer.
    std::optional<AskedQuestion> read() {
        AskedQuestion item;
        item.id = row_.required(id, "id");
        item.asked = row_.required(asked, "question");
        item.place = row_.place(id);
        auto& question = item.question;
        question.function = word(function, item.id, &References::functions, true);
        question.act = word(act, item.id, &References::acts, false);
        question.service = word(service, item.id, &References::services, false);
        question.people = word(people, item.id, &References::people, false);
        question.places = row_.list(places);
        known_ = references_.places(question.places, row_.place(places), item.id) && known_;
        question.value = row_.pounds(value, "value");
        question.affected = row_.list(affects);
        for (const auto& body : question.affected)
            known_ = references_.holder(body, row_.place(affects), item.id) && known_;
        return row_.complete() && known_ ? std::optional(std::move(item)) : std::nullopt;
    }

  private:
    using Check = bool (References::*)(std::vector<std::string>&, const Location&,
                                       std::string_view);

    std::string word(std::size_t slot, const std::string& subject, Check check, bool is_needed) {
        auto text = is_needed ? row_.required(slot, "function") : row_.text(slot);
        if (text.empty()) return text;
        std::vector<std::string> words = {text};
        known_ = (references_.*check)(words, row_.place(slot), subject) && known_;
        return words.empty() ? std::string() : text;
    }

    Cells& row_;
    References& references_;
    bool known_ = true;
};

}  // namespace

std::vector<AskedQuestion> read_questions(GovernanceFolder& folder, const std::string& file,
                                          References& references, Diagnostics& diagnostics) {
    std::vector<AskedQuestion> questions;
    SchemeFile rows(folder, file,
                    options_for(folder, file, {"id", "question", "function"},
                                {"act", "service", "places", "people", "value", "affects"}),
                    diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        auto item = QuestionRow(row, references).read();
        const bool is_new = rows.is_new(row.text(id), row.place(id));
        if (item && is_new) {
            questions.push_back(std::move(*item));
        } else {
            reader.skip_row();
        }
    }
    return questions;
}

}  // namespace concord::governance
