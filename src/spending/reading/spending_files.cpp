#include "spending/reading/spending_files.hpp"

#include <algorithm>
#include <array>
#include <future>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/byte_source.hpp"
#include "files/csv_reader.hpp"
#include "files/digest.hpp"
#include "spending/reading/table_reader.hpp"

namespace concord::spending {
namespace {

constexpr std::array<char, 4> separators = {',', ';', '\t', '|'};

class Reading {
  public:
    Reading(const ReadSpending& request, Spending& into, Diagnostics& diagnostics)
        : request_(request), into_(into), diagnostics_(diagnostics) {}

    void read(const SpendingFile& file) {
        std::error_code error;
        const Location whole{file.shown_path, 0, 0};
        if (!std::filesystem::is_regular_file(file.path, error)) {
            diagnostics_.add({"REG001", whole, "",
                              fmt::format("there is no file `{}`", shown(file.shown_path, 200))});
            return;
        }
        Sheet sheet;
        sheet.file = file.shown_path;
        sheet.bytes = std::filesystem::file_size(file.path, error);
        auto digest = std::async(request_.threads > 1 ? std::launch::async : std::launch::deferred,
                                 files::sha256_of_file, file.path);
        // Only a file as long as one before may be the same: any other is read meanwhile.
        const bool is_new = lengths_.insert(sheet.bytes).second;
        if (is_new) {
            const auto first_sheet = into_.sheets.size();
            read_new(file, std::move(sheet));
            const auto sha256 = digest.get();
            by_digest_[sha256] = file.shown_path;
            for (auto i = first_sheet; i < into_.sheets.size(); ++i)
                into_.sheets[i].sha256 = sha256;
            return;
        }
        sheet.sha256 = digest.get();
        const auto [first, is_other] = by_digest_.emplace(sheet.sha256, file.shown_path);
        if (is_other) {
            read_new(file, std::move(sheet));
            return;
        }
        diagnostics_.add({"MON109", whole, "",
                          fmt::format("this is the same as `{}`, and was not read again",
                                      shown(first->second, 200))});
        read_aside(file, std::move(sheet), first->second);
    }

  private:
    // A file that is given twice: its rows are counted, and all of them rejected.
    void read_aside(const SpendingFile& file, Sheet sheet, const std::string& same_as) {
        Spending aside;
        Diagnostics quiet = diagnostics_.child();
        Reading reading(request_, aside, quiet);
        reading.read_new(file, std::move(sheet));
        for (auto& one : aside.sheets) {
            one.rejected += one.payments + one.totals;
            one.payments = one.totals = 0;
            one.amount = Pence();
            one.note = "the same as " + same_as;
            one.repairs.clear();
            one.total_rows.clear();
            into_.sheets.push_back(std::move(one));
        }
    }

    void read_new(const SpendingFile& file, Sheet sheet) {
        std::string head(4096, '\0');
        files::ByteSource source(file.path);
        head.resize(source.read(head));
        if (head.starts_with("PK\x03\x04") || head.starts_with("\xD0\xCF\x11\xE0")) {
            read_workbook(file, std::move(sheet));
            return;
        }
        const Location whole{file.shown_path, 0, 0};
        const auto other = files::utf16_mark(head) ? std::nullopt : files::not_csv(head);
        if (other) {
            diagnostics_.add({"REG009", whole, "",
                              fmt::format("this is {}, not a table of payments", other->what),
                              other->help});
            sheet.note = "not a table";
        } else if (trim(head).empty()) {
            diagnostics_.add({source.damaged() ? "REG007" : "REG010", whole, "",
                              source.damaged() ? "the gzip file is cut short before its first byte"
                                               : "the file is empty"});
            sheet.note = "empty";
        } else {
            read_csv(file, std::move(sheet), head);
            return;
        }
        into_.sheets.push_back(std::move(sheet));
    }

    // The separator under which most columns are known.
    std::optional<char> separator_of(const SpendingFile& file,
                                     std::optional<files::ByteOrder> utf16) const {
        std::optional<char> best;
        std::size_t most = 0;
        for (const char separator : separators) {
            const auto rows = csv_rows(file.path, {separator, utf16});
            const auto columns = find_header(*rows, *request_.vocabulary);
            if (!columns || columns->known() <= most) continue;
            most = columns->known();
            best = separator;
        }
        return best;
    }

    TableManner manner() const {
        TableManner manner;
        manner.vocabulary = request_.vocabulary;
        manner.order = request_.order;
        manner.entity = request_.entity;
        return manner;
    }

    void read_csv(const SpendingFile& file, Sheet sheet, std::string_view head) {
        const auto utf16 = files::utf16_mark(head);
        const auto separator = separator_of(file, utf16);
        const Location start{file.shown_path, 1, 1};
        if (utf16) sheet.repairs[Repair::utf16] = {1, start};
        if (head.starts_with("\xEF\xBB\xBF")) sheet.repairs[Repair::byte_order_mark] = {1, start};
        if (separator && *separator != ',') sheet.repairs[Repair::other_separator] = {1, start};
        if (!separator) report_no_table(start);
        auto rows = csv_rows(file.path, {separator.value_or(','), utf16});
        constexpr std::uint64_t worth_a_thread = std::uint64_t{1} << 20;  // bytes
        if (request_.threads > 1 && sheet.bytes > worth_a_thread)
            rows = rows_ahead(std::move(rows));
        TableReader(into_, manner(), diagnostics_).read(*rows, std::move(sheet));
    }

    void report_no_table(const Location& where) {
        diagnostics_.add(
            {"MON100", where, "", "no row names an amount and what it was paid for or to whom"});
    }

    void read_workbook(const SpendingFile& file, Sheet sheet) {
        const files::Workbook workbook(file.path);
        const Location whole{file.shown_path, 0, 0};
        if (workbook.fault()) {
            diagnostics_.add({"MON114", whole, "", "the workbook " + workbook.fault()->problem,
                              workbook.fault()->help});
            sheet.note = "cannot be read";
            into_.sheets.push_back(std::move(sheet));
            return;
        }
        if (workbook.has_macros()) {
            diagnostics_.add({"MON115", whole, "", "the workbook holds macros, which are not run"});
        }
        bool found = false;
        for (const auto& info : workbook.sheets())
            found |= read_sheet(workbook, info, sheet);
        if (!found) report_no_table(whole);
    }

    // True where the sheet holds a table of payments.
    bool read_sheet(const files::Workbook& workbook, const files::SheetInfo& info,
                    const Sheet& of_file) {
        Sheet sheet = of_file;
        sheet.sheet = info.name;
        const bool has_table =
            find_header(*sheet_rows(workbook, info), *request_.vocabulary).has_value();
        auto manner_of_sheet = manner();
        manner_of_sheet.is_csv = false;
        manner_of_sheet.from_1904 = workbook.counts_from_1904();
        if (has_table && !info.hidden) {
            const auto rows = sheet_rows(workbook, info);
            TableReader(into_, manner_of_sheet, diagnostics_).read(*rows, std::move(sheet));
            return true;
        }
        read_other_sheet(workbook, info, std::move(sheet), has_table);
        return false;
    }

    // A sheet that is not taken for a table: its rows are counted all the same.
    void read_other_sheet(const files::Workbook& workbook, const files::SheetInfo& info,
                          Sheet sheet, bool has_table) {
        const auto rows = sheet_rows(workbook, info);
        RawRow row;
        while (rows->next(row)) {
            if (!row.is_blank()) sheet.rows = row.rows;
        }
        if (!rows->trouble().problem.empty()) {
            diagnostics_.add({"MON114",
                              {sheet.source(), row.line, 0},
                              "",
                              "the sheet " + rows->trouble().problem,
                              rows->trouble().help});
        }
        sheet.note = info.hidden ? "a hidden sheet, not read" : "no table of payments";
        if (has_table) {
            sheet.rejected = sheet.rows;
            diagnostics_.add(
                {"MON115",
                 {sheet.source(), 0, 0},
                 "",
                 "a hidden sheet has columns of payments, and was not read",
                 "show the sheet and save the workbook, if its payments are to count"});
        } else {
            sheet.titles = sheet.rows;
        }
        into_.sheets.push_back(std::move(sheet));
    }

    const ReadSpending& request_;
    Spending& into_;
    Diagnostics& diagnostics_;
    std::map<std::string, std::string> by_digest_;
    std::set<std::uint64_t> lengths_;  // of the files that were read
};

}  // namespace

Spending read_spending(const ReadSpending& request, Diagnostics& diagnostics) {
    Spending spending;
    Reading reading(request, spending, diagnostics);
    if (request.progress) request.progress->begin("reading payments", request.files.size());
    for (const auto& file : request.files) {
        if (request.cancel) request.cancel->check();
        reading.read(file);
        if (request.progress) request.progress->advance(file.shown_path);
    }
    if (request.progress) request.progress->end();
    return spending;
}

std::vector<SpendingFile> files_below(const std::filesystem::path& folder,
                                      const std::string& shown_folder) {
    namespace fs = std::filesystem;
    constexpr std::array<std::string_view, 9> endings = {".csv",  ".txt",  ".tsv",  ".gz", ".xls",
                                                         ".xlsx", ".xlsm", ".xlsb", ".ods"};
    std::vector<SpendingFile> found;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        const auto name = entry->path().filename().string();
        const bool wanted =
            std::ranges::find(endings, lower(entry->path().extension().string())) != endings.end();
        if (!entry->is_regular_file(error) || !wanted || name.starts_with('.')) continue;
        const auto below = entry->path().lexically_relative(folder).generic_string();
        found.push_back({entry->path(), shown_folder + "/" + below});
    }
    std::ranges::sort(found, {}, &SpendingFile::shown_path);
    return found;
}

}  // namespace concord::spending
