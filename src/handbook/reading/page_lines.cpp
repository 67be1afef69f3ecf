#include "handbook/reading/page_lines.hpp"

#include <algorithm>
#include <map>

#include "handbook/reading/clean_text.hpp"

namespace concord::handbook {
namespace {

// A gap wider than this many ems is not a space between words, also not in justified text.
constexpr float wide_gap = 0.9F;
// A single letter of this size belongs to no line of text.
constexpr float watermark_size = 36;

bool shares_line(const Word& word, const Word& first) {
    const float overlap = std::min(word.bottom, first.bottom) - std::max(word.top, first.top);
    const float height = std::min(word.bottom - word.top, first.bottom - first.top);
    return overlap > 0.5F * height;
}

void finish(Line& line, std::vector<Word>& words) {
    std::ranges::stable_sort(words, {}, &Word::left);
    std::map<float, std::size_t> letters_by_size;
    line.bold = true;
    line.top = words.front().top;
    line.bottom = words.front().bottom;
    for (auto& word : words) {
        const float em = word.size > 0 ? word.size : word.bottom - word.top;
        letters_by_size[em] += word.text.size();
        line.bold = line.bold && (word.bold || is_marker(word.text));
        line.top = std::min(line.top, word.top);
        line.bottom = std::max(line.bottom, word.bottom);
        const bool continues =
            !line.pieces.empty() && word.left - line.pieces.back().right < wide_gap * em;
        if (continues) {
            line.pieces.back().text += " " + word.text;
            line.pieces.back().right = std::max(line.pieces.back().right, word.right);
        } else {
            line.pieces.push_back({word.left, word.right, std::move(word.text)});
        }
    }
    line.size = std::ranges::max_element(letters_by_size, {}, [](const auto& entry) {
                    return entry.second;
                })->first;
    words.clear();
}

// "•   text" and "3.2   text": the marker belongs to what follows it.
void join_markers(Line& line) {
    auto& pieces = line.pieces;
    for (std::size_t i = 0; i + 1 < pieces.size();) {
        if (!is_marker(pieces[i].text)) {
            ++i;
            continue;
        }
        pieces[i].text += " " + pieces[i + 1].text;
        pieces[i].right = pieces[i + 1].right;
        pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        ++i;
    }
}

bool is_watermark(const Word& word) {
    return word.size >= watermark_size && word.text.size() == 1;
}

}  // namespace

std::string Line::text() const {
    std::string out;
    for (const auto& piece : pieces)
        out += (out.empty() ? "" : " ") + piece.text;
    return out;
}

PageLines lines_of(const PdfPage& page) {
    PageLines result{page.number, page.width, page.height, page.picture, {}, {}};
    std::vector<Word> words;
    for (const auto& word : page.words) {
        if (is_watermark(word)) {
            result.across += word.text;
        } else {
            words.push_back(word);
        }
    }
    std::ranges::stable_sort(words, {}, &Word::top);
    std::vector<std::pair<Line, std::vector<Word>>> open;
    for (auto& word : words) {
        const auto same = std::ranges::find_if(open.rbegin(), open.rend(), [&](const auto& entry) {
            return shares_line(word, entry.second.front());
        });
        if (same == open.rend()) {
            open.push_back({Line(), {std::move(word)}});
        } else {
            same->second.push_back(std::move(word));
        }
        // Nothing further down the page can join the first lines any more.
        if (open.size() > 64) {
            finish(open.front().first, open.front().second);
            result.lines.push_back(std::move(open.front().first));
            open.erase(open.begin());
        }
    }
    for (auto& [line, members] : open) {
        finish(line, members);
        result.lines.push_back(std::move(line));
    }
    for (auto& line : result.lines)
        join_markers(line);
    std::ranges::stable_sort(result.lines, {}, &Line::top);
    return result;
}

}  // namespace concord::handbook
