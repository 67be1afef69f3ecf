#pragma once

#include <nlohmann/json.hpp>

#include "server/operation.hpp"

namespace concord::server {

// By name, for `#/components/schemas`.
nlohmann::json schemas();

}  // namespace concord::server
