// GeoJSON boundaries. Laws: whatever the file holds, a list comes out that is JSON, and every shape
// in it has a code and rings of at least four points.
#include <nlohmann/json.hpp>

#include "fuzz/support.hpp"
#include "pipeline/shapes.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const concord::fuzz::MemoryFile file(concord::fuzz::as_text(data, size));
    auto diagnostics = concord::support::new_diagnostics();
    const auto shapes = nlohmann::json::parse(concord::pipeline::read_shapes(
        {file.path(), "input.geojson", "board22", "code"}, diagnostics));
    CONCORD_LAW(shapes.is_array());
    for (const auto& shape : shapes) {
        CONCORD_LAW(!shape.at("code").get<std::string>().empty());
        for (const auto& ring : shape.at("rings"))
            CONCORD_LAW(ring.size() >= 4);
    }
    return 0;
}
