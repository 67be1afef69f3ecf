#include "handbook/reading/file_reader.hpp"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/packed_file.hpp"
#include "handbook/reading/clean_text.hpp"
#include "handbook/reading/content_kind.hpp"
#include "handbook/reading/docx_reader.hpp"
#include "handbook/reading/html_reader.hpp"
#include "handbook/reading/markdown_reader.hpp"
#include "handbook/reading/pdf_reader.hpp"
#include "handbook/reading/text_reader.hpp"

namespace concord::handbook {
namespace {

namespace fs = std::filesystem;

constexpr const char* what_is_read = "read are PDF, HTML, .docx, Markdown and text";

std::string first_bytes(const fs::path& path, std::uint64_t most) {
    std::ifstream file(path, std::ios::binary);
    std::string bytes;
    bytes.resize(most);
    file.read(bytes.data(), static_cast<std::streamsize>(most));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    return bytes;
}

ReadResult read_words(const fs::path& path, ContentKind kind, const ReadLimits& limits) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    const auto bytes = first_bytes(path, std::min<std::uint64_t>(size, limits.text_bytes));
    ReadResult result;
    if (kind == ContentKind::html) {
        result = read_html(bytes, limits);
    } else {
        const auto text = decode_text(bytes);
        result.document =
            kind == ContentKind::markdown ? read_markdown(text) : read_plain_text(text);
    }
    if (size > limits.text_bytes) {
        result.losses.push_back({fmt::format("has {} million bytes; the first {} million were read",
                                             size / 1'000'000, limits.text_bytes / 1'000'000),
                                 "split the file, and leave out what is no governance document",
                                 {}});
    }
    return result;
}

ReadResult read_as(const fs::path& path, ContentKind kind, const ReadLimits& limits,
                   const CancelToken& cancel) {
    switch (kind) {
        case ContentKind::pdf:
            return read_pdf(path, limits, cancel);
        case ContentKind::packed: {
            const files::PackedFile file(path);
            return file.usable()
                       ? read_docx(file, limits)
                       : unreadable("is damaged: it cannot be unpacked", "fetch it again");
        }
        case ContentKind::html:
        case ContentKind::markdown:
        case ContentKind::text:
            return read_words(path, kind, limits);
        case ContentKind::old_office:
            return unreadable("is encrypted, or of an old office format that is not read",
                              "save it without a password as .docx or PDF");
        case ContentKind::rich_text:
            return unreadable("is rich text, which is not read", "save it as .docx or PDF");
        case ContentKind::picture:
            return unreadable("is a picture: its text is not read", "ask the board for the text");
        case ContentKind::binary:
            break;
    }
    return unreadable("is no document that is read", what_is_read);
}

// The name promised something else, such as a web page that says "not found" in place of a PDF.
void compare_with_name(const fs::path& path, ContentKind kind, ReadResult& result) {
    const auto promised = promised_by_name(extension_of(path));
    const bool both_words = (promised == ContentKind::markdown || promised == ContentKind::text) &&
                            (kind == ContentKind::markdown || kind == ContentKind::text);
    if (promised == ContentKind::binary || promised == kind || both_words) return;
    if (promised == ContentKind::html && kind == ContentKind::text) return;
    const auto message =
        fmt::format("is {}, not {} as its name says", described(kind), described(promised));
    if (result.document) {
        result.losses.push_back({message + "; it was read as what it is",
                                 "was the right address fetched? give the file its right name",
                                 {}});
    } else if (result.failure) {
        result.failure->message += "; it " + message;
    }
}

}  // namespace

std::string extension_of(const fs::path& path) {
    auto extension = lower(path.extension().string());
    if (extension.starts_with('.')) extension.erase(0, 1);
    return extension;
}

ReadResult read_file(const fs::path& path, const ReadLimits& limits, const CancelToken& cancel) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error || !std::ifstream(path, std::ios::binary)) {
        return unreadable("cannot be opened", "check that you may read it");
    }
    if (size == 0) return unreadable("is empty", "fetch it again");
    if (size > limits.file_bytes) {
        return unreadable(fmt::format("has {} million bytes, more than is read", size / 1'000'000),
                          "split the file");
    }
    const auto kind = kind_of_content(first_bytes(path, 4096), extension_of(path));
    auto result = read_as(path, kind, limits, cancel);
    compare_with_name(path, kind, result);
    if (result.document && result.document->blocks.empty() && result.losses.empty()) {
        return unreadable("holds no text", "open it and see whether it is the right file");
    }
    return result;
}

}  // namespace concord::handbook
