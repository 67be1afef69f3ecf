// Workbooks: a packed file as it comes, or the XML of one part of a sound one, for most damage to
// the packing is refused before a cell is read. Laws: a fault has words; rows come in their order;
// reading again gives the same; limits are kept.
#include "files/workbook.hpp"
#include "fuzz/support.hpp"
#include "support/small_workbook.hpp"

namespace {

using namespace concord;

constexpr unsigned variants = 4;
constexpr std::uint64_t most_cells = 20'000;

// 0: the file itself; 1: rows of a sheet; 2: texts that cells share; 3: tables of an .ods.
void write_book(const fuzz::Choice& choice, const std::filesystem::path& path) {
    const std::string content(choice.content);
    if (choice.number == 1) {
        support::write_packed(path, support::workbook_parts(content));
    } else if (choice.number == 2) {
        const std::string rows = R"(<row r="1"><c r="A1" t="s"><v>0</v></c></row>)";
        support::write_packed(path, support::workbook_parts(rows, content));
    } else {
        support::write_packed(path, support::open_document_parts(content));
    }
}

std::string read_all(const std::filesystem::path& path) {
    files::WorkbookLimits limits;
    limits.sheet_bytes = std::uint64_t{1} << 22U;
    limits.text_bytes = std::uint64_t{1} << 20U;
    limits.cells = most_cells;
    limits.merges = 1000;
    const files::Workbook workbook(path, limits);
    if (workbook.fault()) {
        CONCORD_LAW(!workbook.fault()->problem.empty());
        return workbook.fault()->problem;
    }
    std::string said;
    for (const auto& sheet : workbook.sheets()) {
        files::SheetReader reader(workbook, sheet);
        files::SheetRow row;
        std::uint32_t before = 0;
        std::uint64_t rows = 0;
        while (reader.next(row) && ++rows <= most_cells) {
            CONCORD_LAW(row.number > before);
            before = row.number;
            for (const auto& cell : row.cells)
                said += cell.text + "|";
        }
        if (reader.fault()) CONCORD_LAW(!reader.fault()->problem.empty());
    }
    return said;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto choice = fuzz::choose(data, size, variants);
    if (choice.number == 0) {
        const fuzz::MemoryFile file(choice.content);
        CONCORD_LAW(read_all(file.path()) == read_all(file.path()));
        return 0;
    }
    const support::TemporaryFolder folder;
    const auto path = folder.path() / "book.xlsx";
    write_book(choice, path);
    CONCORD_LAW(read_all(path) == read_all(path));
    return 0;
}
