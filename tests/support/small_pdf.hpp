// The smallest PDFs that a test needs: pages of text at given places, or any content that is
// wanted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <zlib.h>

namespace concord::support {

// A line of text in Helvetica at this place, from the bottom left corner of an A4 page.
inline std::string pdf_text(double x, double y, double size, std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '(' || c == ')' || c == '\\') escaped += '\\';
        escaped += c;
    }
    return fmt::format("BT /F1 {} Tf {} {} Td ({}) Tj ET\n", size, x, y, escaped);
}

// The stream packed as PDFs pack them.
inline std::string deflated(const std::string& text) {
    uLongf size = compressBound(text.size());
    std::string packed(size, '\0');
    compress(reinterpret_cast<Bytef*>(packed.data()), &size,
             reinterpret_cast<const Bytef*>(text.data()), text.size());
    packed.resize(size);
    return packed;
}

struct PdfOptions {
    bool packed = false;
};

// A PDF with one page for each content.
inline std::string small_pdf(const std::vector<std::string>& contents, PdfOptions options = {}) {
    std::string out = "%PDF-1.4\n";
    std::vector<std::size_t> offsets;
    const auto add = [&](const std::string& body) {
        offsets.push_back(out.size());
        out += fmt::format("{} 0 obj\n{}\nendobj\n", offsets.size(), body);
    };
    std::string kids;
    for (std::size_t i = 0; i < contents.size(); ++i)
        kids += fmt::format("{} 0 R ", 4 + 2 * i);
    add("<< /Type /Catalog /Pages 2 0 R >>");
    add(fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, contents.size()));
    add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    for (std::size_t i = 0; i < contents.size(); ++i) {
        const auto stream = options.packed ? deflated(contents[i]) : contents[i];
        add(
            fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R "
                        "/Resources << /Font << /F1 3 0 R >> >> >>",
                        5 + 2 * i));
        add(fmt::format("<< /Length {}{} >>\nstream\n{}\nendstream", stream.size(),
                        options.packed ? " /Filter /FlateDecode" : "", stream));
    }
    const auto table = out.size();
    out += fmt::format("xref\n0 {}\n0000000000 65535 f \n", offsets.size() + 1);
    for (const auto offset : offsets)
        out += fmt::format("{:010} 00000 n \n", offset);
    out += fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n",
                       offsets.size() + 1, table);
    return out;
}

}  // namespace concord::support
