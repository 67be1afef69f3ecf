#include "money/published_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/workbook.hpp"

namespace concord::money {
namespace {

PublishedRows read_csv(const PublishedRequest& request, Diagnostics& diagnostics) {
    files::CsvOptions options;
    options.shown_path = request.shown_path;
    for (const auto& column : request.columns)
        options.columns.push_back({column, {column}, true});
    files::CsvReader reader(request.file, options, diagnostics);
    PublishedRows result;
    while (reader.next()) {
        PublishedRow row;
        row.place = reader.place(0);
        for (std::size_t slot = 0; slot < request.columns.size(); ++slot)
            row.cells[request.columns[slot]] = std::string(trim(reader.value(slot)));
        result.rows.push_back(std::move(row));
    }
    result.report = reader.report();
    return result;
}

// The header is the first row that holds every column asked for.
class SheetTable {
  public:
    SheetTable(const PublishedRequest& request, const files::SheetRow& header) {
        for (const auto& column : request.columns) {
            const auto same = [&](const auto& cell) { return trim(cell.text) == column; };
            const auto found = std::ranges::find_if(header.cells, same);
            is_whole_ = is_whole_ && found != header.cells.end();
            columns_.emplace_back(column, found - header.cells.begin());
        }
    }

    bool is_whole() const { return is_whole_; }

    PublishedRow read(const PublishedRequest& request, const files::SheetRow& row) const {
        PublishedRow result;
        result.place = {request.shown_path, row.number,
                        static_cast<std::uint32_t>(columns_.front().second + 1)};
        for (const auto& [name, at] : columns_) {
            const auto column = static_cast<std::size_t>(at);
            if (column < row.cells.size())
                result.cells[name] = std::string(trim(row.cells[column].text));
        }
        return result;
    }

  private:
    std::vector<std::pair<std::string, std::ptrdiff_t>> columns_;
    bool is_whole_ = true;
};

void read_sheet(const PublishedRequest& request, const files::Workbook& workbook,
                const files::SheetInfo& sheet, PublishedRows& result) {
    files::SheetReader reader(workbook, sheet);
    std::optional<SheetTable> table;
    files::SheetRow row;
    while (reader.next(row)) {
        if (table) {
            result.rows.push_back(table->read(request, row));
            ++result.report.rows_read;
            continue;
        }
        const SheetTable here(request, row);
        if (here.is_whole()) table = here;
    }
    if (const auto& fault = reader.fault()) {
        result.problem = fault->problem;
        result.help = fault->help;
        result.rows.clear();
    } else if (!table) {
        result.problem = fmt::format("has no row in its sheet `{}` with the headers {}",
                                     shown(request.sheet), join(request.columns, "; "));
        result.help = "name the columns as the sheet does";
    }
}

PublishedRows read_workbook(const PublishedRequest& request) {
    PublishedRows result;
    const files::Workbook workbook(request.file);
    if (const auto& fault = workbook.fault()) {
        result.problem = fault->problem;
        result.help = fault->help;
        return result;
    }
    std::vector<std::string> names;
    for (const auto& sheet : workbook.sheets()) {
        names.push_back(sheet.name);
        if (sheet.name != request.sheet) continue;
        read_sheet(request, workbook, sheet, result);
        return result;
    }
    result.problem = fmt::format("has no sheet `{}`", shown(request.sheet));
    result.help = "its sheets are " + join(names, ", ");
    return result;
}

}  // namespace

PublishedRows read_published(const PublishedRequest& request, Diagnostics& diagnostics) {
    return request.sheet.empty() ? read_csv(request, diagnostics) : read_workbook(request);
}

}  // namespace concord::money
