// This file breaks rules of .clang-tidy on purpose: the check must see it.
#include <string>

int BadlyNamed(std::string copied_for_nothing) {
    int* pointer = 0;
    return pointer ? 1 : static_cast<int>(copied_for_nothing.size());
}
