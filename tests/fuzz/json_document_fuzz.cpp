// JSON files. Laws: a document is read or its fault is said with a place; what is read can be
// written, and reads the same again.
#include <nlohmann/json.hpp>

#include "files/json_document.hpp"
#include "fuzz/support.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = concord::fuzz::as_text(data, size);
    const concord::fuzz::MemoryFile file(text);
    auto diagnostics = concord::support::new_diagnostics();
    const auto document = concord::files::read_json(file.path(), "input.json", diagnostics);
    CONCORD_LAW(document.has_value() == diagnostics.all().empty());
    if (document) CONCORD_LAW(nlohmann::json::parse(document->dump()) == *document);
    if (!text.starts_with("\x1f\x8b")) concord::fuzz::check_findings(diagnostics, text);
    return 0;
}
