// This file breaks rules of .clang-tidy on purpose: the check must see it.
#include <string>
#include <vector>

int BadlyNamed(std::string copied_for_nothing) {
    int* pointer = 0;
    return pointer ? 1 : static_cast<int>(copied_for_nothing.size());
}

std::size_t SizeOfAll(const std::vector<std::string>& texts) {
    std::size_t size = 0;
    for (const std::string text : texts)
        size += text.size();
    const std::size_t _Reserved = size;
    return _Reserved;
}
