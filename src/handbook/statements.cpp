#include "handbook/statements.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace concord::handbook {
namespace {

constexpr std::array<std::string_view, 12> abbreviations = {
    "e.g", "i.e", "etc", "no", "st", "dr", "mr", "mrs", "ms", "cllr", "para", "prof"};

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

bool ends_with_abbreviation(std::string_view text) {
    auto begin = text.find_last_of(" (");
    begin = begin == std::string_view::npos ? 0 : begin + 1;
    std::string word(text.substr(begin));
    std::ranges::transform(word, word.begin(),
                           [](char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; });
    // A number at the beginning is that of a clause: "3. The committee".
    const bool number = begin == 0 && word.find_first_not_of("0123456789.") == std::string::npos;
    return number || std::ranges::find(abbreviations, word) != abbreviations.end();
}

// The headings of each table's columns, by the table's number within the document.
using ColumnNames = std::map<std::uint32_t, std::vector<std::string>>;

std::ptrdiff_t filled_cells(const Block& row) {
    return std::ranges::count_if(row.cells, [](const std::string& cell) { return !cell.empty(); });
}

bool is_short_row(const Block& row) {
    return std::ranges::all_of(row.cells, [](const std::string& cell) {
        return cell.size() < 60 && cell.find("£") == std::string::npos;
    });
}

// A second row of headings: below merged cells of the first, and short.
bool continues_header(const std::vector<std::string>& header, const Block& row) {
    if (header.size() != row.cells.size() || !is_short_row(row) || filled_cells(row) < 2)
        return false;
    const bool merged_above = std::ranges::adjacent_find(header) != header.end();
    return merged_above && (row.cells.front().empty() || row.cells.front() == header.front());
}

// A table without a marked header has its first row for one, where that is short and bears no
// amounts.
ColumnNames column_names(const Document& document) {
    ColumnNames names;
    std::map<std::uint32_t, std::size_t> rows;  // seen of each table
    for (const auto& block : document.blocks) {
        if (block.kind != BlockKind::row || filled_cells(block) < 2) continue;
        const auto row = rows[block.table]++;
        const auto found = names.find(block.table);
        if (found == names.end()) {
            if (block.names_columns || (row == 0 && is_short_row(block)))
                names[block.table] = block.cells;
        } else if (row == 1 && continues_header(found->second, block)) {
            for (std::size_t c = 1; c < block.cells.size(); ++c)
                found->second[c] += " - " + block.cells[c];
        }
    }
    return names;
}

// A row whose cells are in the headings of their columns is one of the header.
bool is_header_row(const std::vector<std::string>& names, const Block& row) {
    if (names == row.cells) return true;
    if (names.size() != row.cells.size() || filled_cells(row) < 2) return false;
    for (std::size_t c = 0; c < names.size(); ++c) {
        const auto& cell = row.cells[c];
        const bool part = names[c] == cell || names[c].starts_with(cell + " - ") ||
                          (!cell.empty() && names[c].ends_with(" - " + cell)) || cell.empty();
        if (!part) return false;
    }
    return true;
}

class Maker {
  public:
    Maker(const Document& document, std::uint32_t number, const Parts& parts, const Bodies& bodies)
        : document_(document),
          number_(number),
          parts_(parts),
          bodies_(bodies),
          names_(column_names(document)) {}

    void run(std::vector<Statement>& statements) {
        for (std::uint32_t i = 0; i < document_.blocks.size(); ++i) {
            const auto& block = document_.blocks[i];
            switch (block.kind) {
                case BlockKind::heading:
                    heading_ = block.text;
                    lead_.clear();
                    statements.push_back(make(i, block.text));
                    break;
                case BlockKind::picture:
                    break;
                case BlockKind::row:
                    add_row(i, statements);
                    break;
                case BlockKind::item:
                case BlockKind::paragraph:
                    add_text(i, statements);
                    break;
            }
        }
    }

  private:
    Statement make(std::uint32_t block, std::string text) const {
        Statement statement;
        statement.document = number_;
        statement.block = block;
        statement.kind = document_.blocks[block].kind;
        statement.words = Words(text);
        statement.bodies = bodies_.in(statement.words);
        statement.text = std::move(text);
        statement.heading = heading_;
        statement.part = &parts_.of(number_, block);
        return statement;
    }

    void add_text(std::uint32_t block, std::vector<Statement>& statements) {
        const auto& item = document_.blocks[block];
        const bool leads = item.text.ends_with(':') || item.text.ends_with(" -");
        for (auto& sentence : sentences_of(item.text)) {
            auto statement = make(block, std::move(sentence));
            if (item.kind == BlockKind::item && !leads) statement.lead = lead_;
            statements.push_back(std::move(statement));
        }
        if (leads) {
            lead_ = sentences_of(item.text).back();
        } else if (item.kind == BlockKind::paragraph) {
            lead_.clear();
        }
    }

    // The history of the document says what was, not what is.
    static bool tells_versions(const std::vector<std::string>& names) {
        const auto version = phrases({"version", "revision", "revision date", "version no"});
        return std::ranges::any_of(
            names, [&](const std::string& name) { return version.in(Words(name)); });
    }

    void add_row(std::uint32_t block, std::vector<Statement>& statements) {
        const auto& row = document_.blocks[block];
        const auto names = names_.find(row.table);
        const bool named = names != names_.end();
        if (named && (is_header_row(names->second, row) || tells_versions(names->second))) return;
        auto statement = make(block, row.text);
        statement.lead = lead_;
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            Cell cell;
            if (named && c < names->second.size()) cell.heading = names->second[c];
            cell.text = row.cells[c];
            cell.words = Words(cell.text);
            cell.bodies = bodies_.in(cell.words);
            statement.cells.push_back(std::move(cell));
        }
        statements.push_back(std::move(statement));
    }

    const Document& document_;
    std::uint32_t number_;
    const Parts& parts_;
    const Bodies& bodies_;
    ColumnNames names_;
    std::string heading_;
    std::string lead_;
};

}  // namespace

std::vector<std::string> sentences_of(const std::string& text) {
    std::vector<std::string> sentences;
    std::size_t begin = 0;
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        const bool full_stop = text[i] == '.' || text[i] == '!' || text[i] == '?';
        const bool begins = is_upper(text[i + 2]) || text[i + 2] == '"';
        const bool ends = text[i] == ';' || (full_stop && begins);
        if (!ends || text[i + 1] != ' ') continue;
        if (text[i] == '.' &&
            ends_with_abbreviation(std::string_view(text).substr(begin, i - begin)))
            continue;
        sentences.push_back(text.substr(begin, i + 1 - begin));
        begin = i + 2;
    }
    sentences.push_back(text.substr(begin));
    return sentences;
}

std::vector<Statement> make_statements(const std::vector<Document>& documents, const Parts& parts,
                                       const Bodies& bodies) {
    std::vector<Statement> statements;
    for (std::uint32_t i = 0; i < documents.size(); ++i)
        Maker(documents[i], i, parts, bodies).run(statements);
    return statements;
}

}  // namespace concord::handbook
