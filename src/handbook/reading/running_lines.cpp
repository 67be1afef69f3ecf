#include "handbook/reading/running_lines.hpp"

#include <algorithm>
#include <map>

namespace concord::handbook {
namespace {

constexpr float edge = 0.085F;  // of the height of the page

bool at_edge(const PageLines& page, const Line& line) {
    return line.bottom < edge * page.height || line.top > (1 - edge) * page.height;
}

// The text with its numbers made alike, so that "Page 3 of 20" is the same line on each page.
std::string pattern_of(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (digit && !out.empty() && out.back() == '#') continue;
        out += digit ? '#' : c;
    }
    return out;
}

bool is_page_number(const std::string& pattern) {
    return pattern == "#" || pattern == "Page #" || pattern == "Page # of #" ||
           pattern == "# of #" || pattern == "- # -" || pattern == "# | Page" ||
           pattern == "page #";
}

// Also on the only page of a document.
bool bears_page_number(const std::string& pattern) {
    return pattern.ends_with(" Page #") || pattern.ends_with(" Page # of #");
}

struct Seen {
    std::size_t pages = 0;
    std::uint32_t first_page = 0;
    std::string first_text;
};

using SeenByPattern = std::map<std::string, Seen>;

SeenByPattern count(const std::vector<PageLines>& pages) {
    SeenByPattern seen;
    for (const auto& page : pages) {
        for (const auto& line : page.lines) {
            if (!at_edge(page, line)) continue;
            auto& entry = seen[pattern_of(line.text())];
            if (entry.pages++ == 0) {
                entry.first_page = page.number;
                entry.first_text = line.text();
            }
        }
    }
    return seen;
}

}  // namespace

std::vector<RunningText> take_running_lines(std::vector<PageLines>& pages) {
    const auto seen = count(pages);
    const auto enough = std::max<std::size_t>(2, std::min<std::size_t>(8, (pages.size() + 1) / 2));
    std::vector<RunningText> running;
    for (const auto& [pattern, entry] : seen) {
        const bool runs = entry.pages >= enough || bears_page_number(pattern);
        if (runs && !is_page_number(pattern))
            running.push_back({entry.first_text, {entry.first_page, 0, {}}});
    }
    for (auto& page : pages) {
        if (!page.across.empty()) running.push_back({page.across, {page.number, 0, {}}});
        std::erase_if(page.lines, [&](const Line& line) {
            if (!at_edge(page, line)) return false;
            const auto pattern = pattern_of(line.text());
            return is_page_number(pattern) || bears_page_number(pattern) ||
                   seen.at(pattern).pages >= enough;
        });
    }
    return running;
}

}  // namespace concord::handbook
