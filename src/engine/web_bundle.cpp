#include "engine/web_bundle.hpp"

extern "C" {
extern const char concord_web_bundle[];
extern const char concord_web_bundle_end[];
extern const char concord_live_page[];
extern const char concord_live_page_end[];
extern const char concord_live_script[];
extern const char concord_live_script_end[];
extern const char concord_live_style[];
extern const char concord_live_style_end[];
}

namespace concord {
namespace {

std::string_view between(const char* begin, const char* end) {
    return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::string_view web_bundle() {
    return between(concord_web_bundle, concord_web_bundle_end);
}

std::string_view live_page() {
    return between(concord_live_page, concord_live_page_end);
}

std::string_view live_script() {
    return between(concord_live_script, concord_live_script_end);
}

std::string_view live_style() {
    return between(concord_live_style, concord_live_style_end);
}

}  // namespace concord
