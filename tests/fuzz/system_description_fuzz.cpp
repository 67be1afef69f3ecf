// system.toml. Laws: a description or the reason why there is none; shares are shares.
#include "fuzz/support.hpp"
#include "registry/system_description.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const concord::support::TemporaryFolder folder;
    const auto text = concord::fuzz::as_text(data, size);
    folder.write("system.toml", text);
    auto diagnostics = concord::support::new_diagnostics();
    const auto system = concord::registry::read_system_description(folder.path(), diagnostics);
    CONCORD_LAW(system || diagnostics.has_errors());
    if (system) {
        const auto tolerance = system->coterminosity_tolerance;
        CONCORD_LAW(tolerance >= 0 && tolerance < 1);
        CONCORD_LAW(!system->name.empty() || !diagnostics.all().empty());
    }
    if (!text.starts_with("\x1f\x8b")) concord::fuzz::check_findings(diagnostics, text);
    return 0;
}
