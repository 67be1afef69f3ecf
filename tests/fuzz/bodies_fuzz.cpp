// bodies.csv, relations.csv and the kinds of body. Laws: what is kept has an id that stands once, a
// known basis and a share that is one; rows kept and rows counted are the same.
#include <set>
#include <utility>

#include "fuzz/support.hpp"
#include "registry/body.hpp"

namespace {

using namespace concord::registry;  // NOLINT: a target is short

void bodies(const std::filesystem::path& path, concord::Diagnostics& diagnostics) {
    concord::files::FileReport report;
    BodyKind kind;
    kind.id = "trust";
    const std::vector kinds = {kind};
    std::set<std::string> ids;
    const auto kept = read_bodies(path, "bodies.csv", kinds, diagnostics, report);
    for (const auto& body : kept) {
        CONCORD_LAW(!body.id.empty() && ids.insert(body.id).second);
        CONCORD_LAW(body.kind == "trust" && body.place.line >= 1);
        CONCORD_LAW(body.basis == "law" || body.basis == "policy" || body.basis == "proposal");
    }
    CONCORD_LAW(std::cmp_equal(report.rows_read, kept.size()));
}

void relations(const std::filesystem::path& path, concord::Diagnostics& diagnostics) {
    concord::files::FileReport report;
    const auto kept = read_relations(path, "relations.csv", diagnostics, report);
    for (const auto& relation : kept) {
        CONCORD_LAW(!relation.from.empty() && !relation.to.empty());
        CONCORD_LAW(!relation.share || (*relation.share >= 0 && *relation.share <= 1));
        CONCORD_LAW(parse_body_relation_kind(to_string(relation.kind)) == relation.kind);
    }
    CONCORD_LAW(std::cmp_equal(report.rows_read, kept.size()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = concord::fuzz::choose(data, size, 3);
    const concord::fuzz::MemoryFile file(input.content);
    auto diagnostics = concord::support::new_diagnostics();
    if (input.number == 0) bodies(file.path(), diagnostics);
    if (input.number == 1) relations(file.path(), diagnostics);
    if (input.number == 2) read_body_kinds(file.path(), "body_kinds.csv", diagnostics);
    if (!input.content.starts_with("\x1f\x8b")) {
        concord::fuzz::check_findings(diagnostics, input.content);
    }
    return 0;
}
