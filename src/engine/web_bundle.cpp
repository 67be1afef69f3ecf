#include "engine/web_bundle.hpp"

extern "C" {
extern const char concord_web_bundle[];
extern const char concord_web_bundle_end[];
}

namespace concord {

std::string_view web_bundle() {
    return {concord_web_bundle,
            static_cast<std::size_t>(concord_web_bundle_end - concord_web_bundle)};
}

}  // namespace concord
