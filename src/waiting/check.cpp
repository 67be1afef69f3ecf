// Every rule of waiting lists that looks at the whole.
#include "waiting/rules/rules.hpp"

namespace concord::waiting {

void check_waits(const WaitsData& data, Diagnostics& diagnostics) {
    rules::check_flows(data, diagnostics);
    rules::check_country(data, diagnostics);
    rules::check_cases(data, diagnostics);
}

}  // namespace concord::waiting
