// Which of the documents that a handbook must hold are in it (PIR-R037 to R041).
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "handbook/variables/rows.hpp"

namespace concord::handbook {
namespace {

// Where a part begins: the heading that names it, which in a document of its own may stand below a
// logo's text.
Evidence evidence_of_part(const Part& part, const Reading& reading) {
    constexpr std::uint32_t looked_at = 8;
    const auto& blocks = reading.handbook->documents[part.document].blocks;
    auto block = part.first;
    for (auto i = part.first; i < std::min(part.end, part.first + looked_at); ++i) {
        if (blocks[i].kind != BlockKind::heading) continue;
        const auto* named = reading.vocabulary->document_named(Words(blocks[i].text));
        if (!named || named->id != part.kind) continue;
        block = i;
        break;
    }
    const auto quote = block < blocks.size() ? shown(blocks[block].text, 280) : std::string();
    return {part.document, block, quote, part.kind};
}

}  // namespace

void add_documents(Rows& rows) {
    const auto& reading = rows.reading();
    for (const auto& document : rows.analysis().required) {
        if (!document.part) {
            rows.add(document.kind->variable, "no", nullptr,
                     fmt::format("no section is headed as the {}", document.kind->title));
            continue;
        }
        const auto evidence = evidence_of_part(*document.part, reading);
        switch (document.presence) {
            case Presence::there:
                rows.add(document.kind->variable, "yes", &evidence);
                break;
            case Presence::picture:
                rows.add(document.kind->variable, "unclear", &evidence,
                         "it is a picture, whose text cannot be read");
                break;
            case Presence::empty:
                rows.add(document.kind->variable, "unclear", &evidence,
                         "there is a heading and no text below it: perhaps a picture");
                break;
            case Presence::announced:
                rows.add(document.kind->variable, "no", &evidence, "it is only announced");
                break;
            case Presence::missing:
                rows.add(document.kind->variable, "no", &evidence,
                         "there is hardly any text below the heading");
                break;
        }
    }
    std::vector<std::string> without;
    std::size_t with = 0;
    const Part* first = nullptr;
    for (const auto body : rows.analysis().standings.committees()) {
        const auto* terms = rows.analysis().standings[body].terms;
        if (terms) {
            ++with;
            if (!first) first = terms;
        } else {
            without.push_back(reading.bodies[body].name);
        }
    }
    const auto evidence = first ? evidence_of_part(*first, reading) : Evidence();
    const auto reason =
        without.empty() ? "" : fmt::format("there are none for: {}", join(without, "; "));
    const auto* value = with == 0 || !without.empty() ? "no" : "yes";
    rows.add("tor", value, first ? &evidence : nullptr,
             with == 0 && without.empty() ? "no terms of reference were found" : reason);
}

}  // namespace concord::handbook
