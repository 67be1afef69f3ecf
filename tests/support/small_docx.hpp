// A word processor's file from the XML of its body.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <zip.h>

namespace concord::support {

inline std::string docx_body(const std::string& inside) {
    return "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/"
           "wordprocessingml/2006/main\"><w:body>" +
           inside + "</w:body></w:document>";
}

inline std::string docx_paragraph(const std::string& text, const std::string& style = "") {
    const auto properties =
        style.empty() ? "" : "<w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>";
    return "<w:p>" + properties + "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
}

inline void write_packed(const std::filesystem::path& path,
                         const std::map<std::string, std::string>& parts) {
    auto* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto& [name, bytes] : parts) {
        auto* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
        zip_file_add(archive, name.c_str(), source, ZIP_FL_OVERWRITE);
    }
    zip_close(archive);
}

}  // namespace concord::support
