// libcurl's global state, once for the program. Throws EnvironmentFailure.
#pragma once

namespace concord::files {

void start_curl();

}  // namespace concord::files
