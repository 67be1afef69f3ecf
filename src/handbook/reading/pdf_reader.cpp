#include "handbook/reading/pdf_reader.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "handbook/reading/clean_text.hpp"
#include "handbook/reading/page_lines.hpp"
#include "handbook/reading/page_tables.hpp"
#include "handbook/reading/pdf_pages.hpp"
#include "handbook/reading/running_lines.hpp"

namespace concord::handbook {
namespace {

constexpr std::size_t words_of_a_heading = 18;

// The size of most letters: anything larger is a heading.
float body_size(const std::vector<PageLines>& pages) {
    std::map<long, std::size_t> letters;  // by tenths of a point
    for (const auto& page : pages) {
        for (const auto& line : page.lines)
            letters[std::lround(line.size * 10)] += line.text().size();
    }
    if (letters.empty()) return 10;
    const auto most =
        std::ranges::max_element(letters, {}, [](const auto& entry) { return entry.second; });
    return static_cast<float>(most->first) / 10;
}

// "Title ........ 12": an entry of a table of contents.
bool is_contents_entry(const std::string& text) {
    const auto end = text.find_last_not_of("0123456789 ");
    if (end == std::string::npos || end + 1 == text.size()) return false;
    const auto dots = text.find_last_not_of(". ", end);
    return end - (dots == std::string::npos ? 0 : dots) >= 4;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool has_letter(std::string_view text) {
    return std::ranges::any_of(
        text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

bool begins_with_marker(const std::string& text) {
    const auto space = text.find(' ');
    return space != std::string::npos && is_marker(std::string_view(text).substr(0, space));
}

// Makes the blocks of a document from its pages, one after another.
class Composer {
  public:
    Composer(Document& document, float body) : document_(document), body_(body) {}

    void add(const PageLines& page);
    void finish();

  private:
    bool is_heading(const Line& line, const std::string& text) const;
    bool continues(const Line& line, const std::string& text, bool heading) const;
    void add_line(const Line& line);
    void add_table(const PageTable& table);
    bool continues_table(const PageTable& table) const;
    bool is_contents(const PageTable& table) const;
    void end_block();
    void set_levels();

    // The rank of a line's look among headings.
    static int style_of(const Line& line) {
        return static_cast<int>(std::lround(line.size * 2)) * 2 + (line.bold ? 1 : 0);
    }

    Document& document_;
    float body_;
    std::uint32_t page_ = 0;
    bool top_of_page_ = true;
    bool under_contents_ = false;
    std::optional<Block> open_;
    Line last_line_;
    std::uint32_t tables_ = 0;
    PageTable last_table_;
    std::vector<std::string> column_names_;
    std::vector<std::pair<std::size_t, int>> headings_;  // block and style
};

void Composer::add(const PageLines& page) {
    page_ = page.number;
    top_of_page_ = true;
    const auto tables = tables_of(page.lines);
    std::size_t next = 0;
    for (std::size_t i = 0; i < page.lines.size();) {
        if (next < tables.size() && tables[next].first == i) {
            add_table(tables[next]);
            i += tables[next++].count;
        } else {
            add_line(page.lines[i]);
            ++i;
        }
        top_of_page_ = false;
    }
    const bool cover = page.number == 1 && !page.lines.empty();
    if (!page.picture || cover) return;
    end_block();
    document_.picture_pages.push_back(page_);
    Block picture;
    picture.kind = BlockKind::picture;
    picture.spot.page = page_;
    document_.blocks.push_back(std::move(picture));
}

void Composer::finish() {
    end_block();
    set_levels();
}

bool Composer::is_heading(const Line& line, const std::string& text) const {
    const bool stands_out = line.size > body_ + 0.7F || (line.bold && line.size > body_ - 0.6F);
    const auto words = static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1;
    const bool open_end = text.ends_with('.') || text.ends_with(',') || text.ends_with(';');
    return stands_out && words <= words_of_a_heading && !open_end && has_letter(text);
}

bool Composer::continues(const Line& line, const std::string& text, bool heading) const {
    if (!open_ || begins_with_marker(text)) return false;
    const bool open_heading = open_->kind == BlockKind::heading;
    if (open_heading != heading || std::abs(line.size - last_line_.size) > 0.6F) return false;
    if (top_of_page_) {
        const auto end = open_->text.back();
        const bool sentence_is_open = end != '.' && end != ':' && end != ';' && end != '?';
        return !heading && sentence_is_open && text.front() >= 'a' && text.front() <= 'z';
    }
    const float gap = line.top - last_line_.bottom;
    const float allowed = heading ? 0.6F : 0.75F;
    return gap < allowed * (line.bottom - line.top) && (!heading || line.bold == last_line_.bold);
}

void Composer::add_line(const Line& line) {
    const auto text = line.text();
    if (is_contents_entry(text) ||
        (under_contents_ && line.pieces.size() > 1 && is_number(line.pieces.back().text))) {
        end_block();
        return;
    }
    const bool heading = is_heading(line, text);
    if (continues(line, text, heading)) {
        open_->text += " " + text;
        last_line_ = line;
        return;
    }
    end_block();
    open_.emplace();
    open_->text = text;
    open_->spot.page = page_;
    if (heading) {
        open_->kind = BlockKind::heading;
        headings_.emplace_back(document_.blocks.size(), style_of(line));
        under_contents_ = lower(text).ends_with("contents");
    } else if (begins_with_marker(text)) {
        open_->kind = BlockKind::item;
        open_->level = 1;
    }
    last_line_ = line;
}

void Composer::end_block() {
    if (!open_) return;
    document_.blocks.push_back(std::move(*open_));
    open_.reset();
}

bool Composer::is_contents(const PageTable& table) const {
    return under_contents_ && std::ranges::all_of(table.rows, [](const auto& row) {
               return is_number(row.back()) || row.back().empty();
           });
}

// A table that goes on at the top of the next page has its columns at the same places.
bool Composer::continues_table(const PageTable& table) const {
    if (!top_of_page_ || document_.blocks.empty() || open_) return false;
    if (document_.blocks.back().kind != BlockKind::row) return false;
    if (table.columns.size() != last_table_.columns.size()) return false;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (std::abs(table.columns[i] - last_table_.columns[i]) > 8) return false;
    }
    return true;
}

void Composer::add_table(const PageTable& table) {
    end_block();
    if (is_contents(table)) return;
    const bool goes_on = continues_table(table);
    if (!goes_on) {
        ++tables_;
        column_names_.clear();
    }
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        if (goes_on && table.rows[i] == column_names_) continue;
        auto row = row_block(table.rows[i], tables_, {page_, 0, {}});
        const auto filled =
            std::ranges::count_if(row.cells, [](const auto& c) { return !c.empty(); });
        if (column_names_.empty() && table.bold_rows[i] && filled > 1) {
            row.names_columns = true;
            column_names_ = row.cells;
        }
        document_.blocks.push_back(std::move(row));
    }
    last_table_ = table;
}

// Levels in the order of the looks that occur, the largest first.
void Composer::set_levels() {
    std::vector<int> styles;
    for (const auto& [index, style] : headings_)
        styles.push_back(style);
    std::ranges::sort(styles, std::greater<>());
    styles.erase(std::unique(styles.begin(), styles.end()), styles.end());
    for (const auto& [index, style] : headings_) {
        const auto at = std::ranges::find(styles, style) - styles.begin();
        document_.blocks[index].level = static_cast<int>(std::min<std::ptrdiff_t>(at + 1, 6));
    }
}

std::string pages_text(const std::vector<std::uint32_t>& pages) {
    constexpr std::size_t named = 12;
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < pages.size();) {
        std::size_t end = i;
        while (end + 1 < pages.size() && pages[end + 1] == pages[end] + 1)
            ++end;
        parts.push_back(end == i ? fmt::format("{}", pages[i])
                                 : fmt::format("{}-{}", pages[i], pages[end]));
        i = end + 1;
    }
    if (parts.size() > named) {
        parts.resize(named);
        parts.emplace_back("…");
    }
    return join(parts, ", ");
}

void report_losses(const PdfReading& reading, const Document& document, ReadResult& result) {
    if (!document.picture_pages.empty()) {
        const bool all = document.picture_pages.size() == document.pages;
        const auto what = document.picture_pages.size() == 1 ? "page" : "pages";
        result.losses.push_back(
            {all ? fmt::format("no page of it holds text ({} {}): it is a scan", what,
                               pages_text(document.picture_pages))
                 : fmt::format("{} {} hold pictures instead of text", what,
                               pages_text(document.picture_pages)),
             "ask the board for the text, or read these pages yourself and correct the drafts",
             {document.picture_pages.front(), 0, {}}});
    }
    if (!reading.lost.empty()) {
        result.losses.push_back(
            {fmt::format("{} {} could not be read", reading.lost.size() == 1 ? "page" : "pages",
                         pages_text(reading.lost)),
             "open the file in a PDF reader and save it again",
             {reading.lost.front(), 0, {}}});
    }
    if (reading.read_up_to < reading.pages) {
        result.losses.push_back(
            {fmt::format("reading stopped after page {} of {}", reading.read_up_to, reading.pages),
             "split the file, and leave out what is no governance document",
             {reading.read_up_to + 1, 0, {}}});
    }
}

}  // namespace

ReadResult read_pdf(const std::filesystem::path& path, const ReadLimits& limits,
                    const CancelToken& cancel) {
    std::vector<PageLines> pages;
    std::uint64_t bytes = 0;
    const auto keep = [&](const PdfPage& page) {
        for (const auto& word : page.words)
            bytes += word.text.size() + 1;
        if (bytes <= limits.text_bytes) pages.push_back(lines_of(page));
    };
    auto reading = read_pdf_pages(path, limits, keep, cancel);
    if (reading.outcome == PdfOutcome::locked) {
        return unreadable("is encrypted and opens only with a password",
                          "ask the board for a file without a password");
    }
    if (reading.outcome == PdfOutcome::damaged) {
        return unreadable("is damaged: no page of this PDF can be read",
                          "fetch it again; open it in a PDF reader to see whether it is whole");
    }
    if (bytes > limits.text_bytes && !pages.empty()) reading.read_up_to = pages.back().number;
    ReadResult result;
    auto& document = result.document.emplace();
    document.format = Format::pdf;
    const bool untitled = reading.title == "(anonymous)" || lower(reading.title) == "untitled";
    document.title = untitled ? "" : reading.title;
    document.pages = reading.pages;
    document.running = take_running_lines(pages);
    Composer composer(document, body_size(pages));
    for (const auto& page : pages)
        composer.add(page);
    composer.finish();
    report_losses(reading, document, result);
    return result;
}

}  // namespace concord::handbook
