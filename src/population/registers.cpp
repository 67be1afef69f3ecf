#include "population/registers.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/toml_document.hpp"

namespace concord::population {
namespace {

namespace fs = std::filesystem;

// The cells of a row; one that cannot be read refuses the row.
class Row {
  public:
    Row(files::CsvReader& reader, Diagnostics& diagnostics)
        : reader_(reader), diagnostics_(diagnostics) {}

    std::optional<Date> date(std::size_t slot) {
        const auto text = reader_.text(slot);
        if (text.empty()) return std::nullopt;
        const auto day = Date::parse(text);
        if (!day)
            refuse(slot, fmt::format("`{}` is no date", shown(text)), "write it as 2022-07-01");
        return day;
    }

    std::optional<double> amount(std::size_t slot) {
        const auto text = reader_.text(slot);
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool is_amount =
            error == std::errc() && end == text.data() + text.size() && value >= 0 && value < 1e9;
        if (is_amount) return value;
        refuse(slot, fmt::format("`{}` is no amount of 0 or more", shown(text)),
               "write a plain number, as 2.5");
        return std::nullopt;
    }

    std::string word(std::size_t slot, const std::vector<std::string>& known,
                     const std::string& usual) {
        auto text = reader_.text(slot);
        if (text.empty()) return usual;
        if (std::ranges::find(known, text) != known.end()) return text;
        const auto guess = closest(text, known);
        refuse(
            slot, fmt::format("`{}` is not known here", shown(text)),
            guess ? fmt::format("did you mean `{}`?", *guess) : "known are " + join(known, ", "));
        return usual;
    }

    void refuse(std::size_t slot, std::string message, std::string help) {
        diagnostics_.add(
            {"POP040", reader_.place(slot), reader_.text(0), std::move(message), std::move(help)});
        is_sound_ = false;
    }

    bool is_sound() const { return is_sound_; }

  private:
    files::CsvReader& reader_;
    Diagnostics& diagnostics_;
    bool is_sound_ = true;
};

class RegistersReader {
  public:
    RegistersReader(fs::path folder, std::string shown_folder, Diagnostics& diagnostics)
        : folder_(std::move(folder)),
          shown_folder_(std::move(shown_folder)),
          diagnostics_(diagnostics) {}

    Registers read() {
        if (is_here("agreements.csv")) read_agreements();
        if (is_here("analysts.csv")) read_analysts();
        if (is_here("digital.toml")) read_digital();
        return std::move(made_);
    }

  private:
    bool is_here(const char* name) const {
        std::error_code error;
        return fs::is_regular_file(folder_ / name, error);
    }
    std::string shown_path(const char* name) const { return shown_folder_ + "/" + name; }

    void keep(const files::CsvReader& reader, const char* name) {
        made_.inputs.push_back(reader.report());
        made_.inputs.back().dataset = std::string("people/") + name;
    }

    void read_agreements() {
        files::CsvReader reader(
            folder_ / "agreements.csv",
            files::hand_written(
                shown_path("agreements.csv"),
                {"id", "parties", "purpose", "legal_basis", "dataset", "expires"},
                {"notice_days", "in_use", "programme", "programme_ends", "afterwards"}),
            diagnostics_);
        std::set<std::string> ids;
        while (reader.next()) {
            Row row(reader, diagnostics_);
            DataAgreement one;
            one.id = reader.text(0);
            one.place = reader.place(0);
            const auto parties = reader.text(1);
            for (const auto part : split(parties, ';'))
                if (!part.empty()) one.parties.emplace_back(part);
            one.purpose = reader.text(2);
            one.legal_basis = reader.text(3);
            one.dataset = reader.text(4);
            one.expires = row.date(5);
            if (!reader.text(6).empty())
                one.notice_days = static_cast<std::int64_t>(row.amount(6).value_or(0));
            one.in_use = row.word(7, {"yes", "no"}, "yes") == "yes";
            one.programme = reader.text(8);
            one.programme_ends = row.date(9);
            one.afterwards = reader.text(10);
            if (one.id.empty()) row.refuse(0, "an agreement has no id", "give each its own");
            if (row.is_sound() && !ids.insert(one.id).second)
                row.refuse(0, fmt::format("`{}` stands twice", shown(one.id)),
                           "give each its own id");
            if (row.is_sound())
                made_.agreements.push_back(std::move(one));
            else
                reader.skip_row();
        }
        keep(reader, "agreements.csv");
    }

    void read_analysts() {
        files::CsvReader reader(
            folder_ / "analysts.csv",
            files::hand_written(shown_path("analysts.csv"), {"team", "place", "role", "full_time"},
                                {"from", "to"}),
            diagnostics_);
        while (reader.next()) {
            Row row(reader, diagnostics_);
            Analysts one;
            one.team = reader.text(0);
            one.of_place = reader.text(1);
            one.place = reader.place(0);
            one.role = row.word(2, {"analyst", "informatics-lead"}, "analyst");
            one.full_time = row.amount(3).value_or(0);
            one.in_post = {row.date(4), row.date(5)};
            if (one.team.empty()) row.refuse(0, "a team has no name", "name it");
            if (row.is_sound() && one.in_post.crossed())
                row.refuse(5, "the last day is before the first", "correct one of the two days");
            if (row.is_sound())
                made_.analysts.push_back(std::move(one));
            else
                reader.skip_row();
        }
        if (reader.usable()) made_.analysts_file = Location{shown_path("analysts.csv"), 1, 1};
        keep(reader, "analysts.csv");
    }

    void read_digital() {
        const auto path = shown_path("digital.toml");
        const auto document = files::read_toml(folder_ / "digital.toml", path, diagnostics_);
        if (!document) return;
        made_.digital_file = Location{path, 1, 1};
        files::TomlReader reader(*document, path, diagnostics_);
        for (auto& table : reader.tables("foundation"))
            read_foundation(table);
        for (auto& table : reader.tables("variation")) {
            DigitalVariation one;
            one.id = table.required_text("id");
            one.standard = table.required_text("standard");
            one.capability = table.text("shared_capability").value_or("");
            one.flow = table.text("data_flow").value_or("");
            one.place = table.place("id");
            table.finish();
            if (!one.id.empty()) made_.variations.push_back(std::move(one));
        }
        if (auto table = reader.table("what_good_looks_like")) {
            SuccessMeasures list;
            list.place = table->place("measures");
            list.published = table->date("published");
            list.measures = table->texts("measures");
            list.source = table->text("source").value_or("");
            table->finish();
            made_.success = std::move(list);
        }
        reader.finish();
    }

    void read_foundation(files::TomlReader& table) {
        DigitalFoundation one;
        one.id = table.required_text("id");
        one.title = table.required_text("title");
        one.levels = table.texts("levels");
        one.nhs = table.texts("nhs");
        one.councils = table.texts("councils");
        one.from = table.date("from");
        one.place = table.place("id");
        const std::vector<std::string> known = {"system", "place", "collaborative"};
        for (const auto& level : one.levels) {
            if (std::ranges::find(known, level) != known.end()) continue;
            table.find("POP040", "levels", fmt::format("`{}` is no level", shown(level)),
                       "levels are system, place and collaborative");
        }
        table.finish();
        if (!one.id.empty()) made_.foundations.push_back(std::move(one));
    }

    fs::path folder_;
    std::string shown_folder_;
    Diagnostics& diagnostics_;
    Registers made_;
};

}  // namespace

Registers read_registers(const fs::path& folder, const std::string& shown_folder,
                         Diagnostics& diagnostics) {
    return RegistersReader(folder, shown_folder, diagnostics).read();
}

}  // namespace concord::population
