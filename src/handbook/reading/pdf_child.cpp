#include "handbook/reading/pdf_child.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <memory>
#include <vector>

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>
#include <unistd.h>

namespace concord::handbook {
namespace {

// A page with fewer words may owe that to a picture: one with hardly any to a small picture, one
// with some to a larger one.
constexpr std::size_t few_words = 350;
constexpr std::size_t hardly_any_words = 100;

template <typename T>
void append(std::string& out, const T& value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::string utf8(const poppler::ustring& text) {
    const auto bytes = text.to_utf8();
    return {bytes.begin(), bytes.end()};
}

class Writer {
  public:
    explicit Writer(int pipe) : pipe_(pipe) {}

    // False where nobody reads any longer.
    bool send(PdfMessage kind, const std::string& body) {
        MessageHead head;
        head.kind = kind;
        head.bytes = static_cast<std::uint32_t>(body.size());
        std::string message;
        append(message, head);
        message += body;
        std::size_t done = 0;
        while (done < message.size()) {
            const auto count = ::write(pipe_, message.data() + done, message.size() - done);
            if (count < 0 && errno == EINTR) continue;
            if (count <= 0) return false;
            done += static_cast<std::size_t>(count);
        }
        return true;
    }

  private:
    int pipe_;
};

// A page cut into small squares: which of them hold text, which hold ink.
class Squares {
  public:
    static constexpr double points = 12;

    Squares(double width, double height)
        : columns_(static_cast<std::size_t>(std::clamp(width / points, 1.0, most_squares)) + 1),
          rows_(static_cast<std::size_t>(std::clamp(height / points, 1.0, most_squares)) + 1),
          text_(columns_ * rows_),
          ink_(columns_ * rows_) {}

    void add_text(const poppler::rectf& box) {
        const int rows = steps(box.bottom() - box.top());
        const int columns = steps(box.right() - box.left());
        for (int row = -1; row < rows; ++row) {
            for (int column = -1; column < columns; ++column)
                text_[at(box.left() + column * points, box.top() + row * points)] = 1;
        }
    }
    void add_ink(double x, double y) { ink_[at(x, y)] = 1; }

    double share_of_ink_beside_text() const {
        std::size_t count = 0;
        for (std::size_t i = 0; i < ink_.size(); ++i)
            count += ink_[i] && !text_[i] ? 1U : 0U;
        return static_cast<double>(count) / static_cast<double>(ink_.size());
    }

  private:
    static constexpr double most_squares = 2000;

    // The squares that a length covers, and one more beside it.
    static int steps(double length) {
        if (!(length > 0)) return 1;
        return static_cast<int>(std::ceil(std::min(length / points, most_squares))) + 1;
    }

    std::size_t at(double x, double y) const {
        const auto cell = [](double value, std::size_t count) {
            return static_cast<std::size_t>(
                std::clamp(value / points, 0.0, static_cast<double>(count - 1)));
        };
        return cell(y, rows_) * columns_ + cell(x, columns_);
    }

    std::size_t columns_;
    std::size_t rows_;
    std::vector<char> text_;
    std::vector<char> ink_;
};

// Draws the page small and looks for ink where there is no text.
bool has_picture(const poppler::page& page, const std::vector<poppler::text_box>& words) {
    constexpr double dots_per_inch = 24;
    // Of the page: more than a logo, and more than the lines of a table.
    const double enough = words.size() < hardly_any_words ? 0.06 : 0.15;
    const auto area = page.page_rect();
    if (area.width() > 10'000 || area.height() > 10'000) return false;
    poppler::page_renderer renderer;
    renderer.set_image_format(poppler::image::format_gray8);
    const auto image = renderer.render_page(&page, dots_per_inch, dots_per_inch);
    if (!image.is_valid()) return false;
    Squares squares(area.width(), area.height());
    for (const auto& word : words)
        squares.add_text(word.bbox());
    constexpr double scale = 72 / dots_per_inch;
    for (int y = 0; y < image.height(); ++y) {
        const char* row = image.const_data() + std::ptrdiff_t{y} * image.bytes_per_row();
        for (int x = 0; x < image.width(); ++x) {
            if (static_cast<unsigned char>(row[x]) < 200) squares.add_ink(x * scale, y * scale);
        }
    }
    return squares.share_of_ink_beside_text() > enough;
}

bool is_bold(const std::string& font) {
    return font.find("Bold") != std::string::npos || font.find("bold") != std::string::npos ||
           font.find("Black") != std::string::npos || font.find("Heavy") != std::string::npos;
}

std::string page_message(const poppler::page& page, std::uint32_t number,
                         std::uint32_t& pictures_to_look_for) {
    const auto words = page.text_list(poppler::page::text_list_include_font);
    PageHead head;
    head.number = number;
    head.width = static_cast<float>(page.page_rect().width());
    head.height = static_cast<float>(page.page_rect().height());
    if (words.size() < few_words && pictures_to_look_for > 0) {
        --pictures_to_look_for;
        head.picture = has_picture(page, words) ? 1 : 0;
    } else if (words.empty()) {
        head.picture = 1;  // not looked at: taken for one rather than for an empty page
    }
    head.words = static_cast<std::uint32_t>(words.size());
    std::string body;
    append(body, head);
    for (const auto& word : words) {
        const auto box = word.bbox();
        const auto text = utf8(word.text());
        WordHead part;
        part.left = static_cast<float>(box.left());
        part.top = static_cast<float>(box.top());
        part.right = static_cast<float>(box.right());
        part.bottom = static_cast<float>(box.bottom());
        part.size = static_cast<float>(word.has_font_info() ? word.get_font_size() : 0);
        part.bold = word.has_font_info() && is_bold(word.get_font_name()) ? 1 : 0;
        part.bytes = static_cast<std::uint32_t>(text.size());
        append(body, part);
        body += text;
    }
    return body;
}

void ignore_remarks(const std::string&, void*) {}

}  // namespace

void write_pdf_pages(const std::filesystem::path& path, std::uint32_t first_page,
                     const ReadLimits& limits, int pipe) {
    Writer writer(pipe);
    poppler::set_debug_error_function(ignore_remarks, nullptr);
    const std::unique_ptr<poppler::document> document(
        poppler::document::load_from_file(path.string()));
    if (!document || (!document->is_locked() && document->pages() <= 0)) {
        writer.send(PdfMessage::damaged, "");
        return;
    }
    if (document->is_locked()) {
        writer.send(PdfMessage::locked, "");
        return;
    }
    const auto pages = static_cast<std::uint32_t>(document->pages());
    std::string body;
    append(body, pages);
    body += utf8(document->get_title());
    if (!writer.send(PdfMessage::document, body)) return;
    auto pictures_to_look_for = limits.pictures_looked_for;
    for (std::uint32_t number = first_page; number <= std::min(pages, limits.pages); ++number) {
        const std::unique_ptr<poppler::page> page(
            document->create_page(static_cast<int>(number - 1)));
        body.clear();
        if (page) {
            body = page_message(*page, number, pictures_to_look_for);
        } else {
            append(body, PageHead());  // its number 0 says that there is none
        }
        if (!writer.send(PdfMessage::page, body)) return;
    }
    writer.send(PdfMessage::end, "");
}

}  // namespace concord::handbook
