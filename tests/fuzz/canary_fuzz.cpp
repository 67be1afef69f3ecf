// The canary: code with one fault for each thing that the fuzz targets are meant to notice. run.py
// gives it an input for each and must see it fail; where it does not, the other targets prove
// nothing.
#include <cassert>
#include <limits>
#include <stdexcept>
#include <vector>

#include "fuzz/support.hpp"

namespace {

int fault(std::string_view name) {
    std::vector<int> three = {1, 2, 3};
    volatile std::size_t index = 1;
    volatile int number = std::numeric_limits<int>::max();
    if (name == "heap") return three.data()[index + 2];
    if (name == "overflow") return number + static_cast<int>(index);
    if (name == "assertion") assert(index == 0);
    if (name == "exception") throw std::runtime_error("nobody catches this");
    if (name == "law") CONCORD_LAW(index == 0);
    // NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDeleteLeaks): that it leaks is what it is for.
    if (name == "leak") return *new int(number);
    while (name == "hang" && index == 1) {
    }
    return 0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    [[maybe_unused]] const volatile int result = fault(concord::fuzz::as_text(data, size));
    return 0;
}
