# Warnings are errors for our own code; system headers are left alone.
add_library(concord_warnings INTERFACE)
target_compile_options(concord_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Werror
  -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wcast-qual -Wformat=2 -Wimplicit-fallthrough -Wnull-dereference)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(concord_warnings INTERFACE
    -Wduplicated-cond -Wduplicated-branches -Wlogical-op
    # GCC 12 reports false positives inside std::string and std::vector when it inlines them.
    -Wno-restrict -Wno-null-dereference -Wno-stringop-overflow -Wno-stringop-overread
    -Wno-array-bounds)
endif()
