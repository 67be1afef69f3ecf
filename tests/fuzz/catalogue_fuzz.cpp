// A catalogue of layers and data sets. Laws: every id stands once and is found by it; merging a
// catalogue with itself changes nothing.
#include "fuzz/support.hpp"
#include "registry/catalogue.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using concord::registry::Catalogue;
    const auto text = concord::fuzz::as_text(data, size);
    const concord::fuzz::MemoryFile file(text);
    auto diagnostics = concord::support::new_diagnostics();
    const auto catalogue = Catalogue::read(file.path(), "input.toml", diagnostics);
    const concord::Date day(2022, 7, 1);
    for (const auto& layer : catalogue.layers()) {
        CONCORD_LAW(catalogue.layer(layer.id) == &layer);
        const auto* resolved = catalogue.resolve_layer(layer.kind, day);
        CONCORD_LAW(!layer.in_force.contains(day) || resolved != nullptr);
    }
    for (const auto& dataset : catalogue.datasets()) {
        CONCORD_LAW(catalogue.dataset(dataset.id) == &dataset);
        CONCORD_LAW(!to_string(dataset.kind).empty());
    }
    const auto merged = catalogue.merged_with(catalogue);
    CONCORD_LAW(merged.layer_ids() == catalogue.layer_ids());
    CONCORD_LAW(merged.datasets().size() == catalogue.datasets().size());
    if (!text.starts_with("\x1f\x8b")) concord::fuzz::check_findings(diagnostics, text);
    return 0;
}
