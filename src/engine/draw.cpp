#include "engine/draw.hpp"

#include <memory>

#include <graphviz/gvc.h>

#include "base/failure.hpp"

namespace concord {
namespace {

[[noreturn]] void fail() {
    throw EnvironmentFailure("Graphviz could not draw the picture",
                             "install Graphviz (Debian: libgvc6), or ask for --format csv");
}

struct ContextCloser {
    void operator()(GVC_t* context) const { gvFreeContext(context); }
};
struct GraphCloser {
    void operator()(Agraph_t* graph) const { agclose(graph); }
};

}  // namespace

std::string draw_svg(const std::string& graph_text) {
    const std::unique_ptr<GVC_t, ContextCloser> context(gvContext());
    const std::unique_ptr<Agraph_t, GraphCloser> graph(agmemread(graph_text.c_str()));
    if (!context || !graph || gvLayout(context.get(), graph.get(), "dot") != 0) fail();
    char* drawn = nullptr;
    unsigned int length = 0;
    const bool failed = gvRenderData(context.get(), graph.get(), "svg", &drawn, &length) != 0;
    std::string svg = failed ? std::string() : std::string(drawn, length);
    if (!failed) gvFreeRenderData(drawn);
    gvFreeLayout(context.get(), graph.get());
    if (svg.find("<svg") == std::string::npos) fail();
    return svg;
}

}  // namespace concord
