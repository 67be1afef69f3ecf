// Pictures of graphs, drawn by Graphviz.
#pragma once

#include <string>

namespace concord {

// A graph in Graphviz's language as SVG. Throws EnvironmentFailure where Graphviz cannot draw it.
std::string draw_svg(const std::string& graph);

}  // namespace concord
