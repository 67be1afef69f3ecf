# What a builder may choose, and the compiler settings every target of ours shares.
option(CONCORD_SANITIZE "Build with address and undefined-behaviour sanitizers" OFF)
option(CONCORD_TESTS "Build the unit, spec and generative tests" OFF)
option(CONCORD_FUZZ "Build the libFuzzer targets (needs Clang)" OFF)
option(CONCORD_BENCH "Build the benchmarks" OFF)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
  # Precompiled headers are cached only where ccache may trust what they say of macros and times.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
endif()

add_library(concord_options INTERFACE)
target_compile_features(concord_options INTERFACE cxx_std_20)
target_include_directories(concord_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
# Fused multiply-add is off so that the same source gives the same number on every processor.
target_compile_options(concord_options INTERFACE -ffp-contract=off)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# Assertions stay on in release builds: -O2 without NDEBUG.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
set(CMAKE_C_FLAGS_RELEASE "-O2 -g1")
# Half of what a build with sanitizers costs is optimisation: src/CMakeLists.txt says which rooms are worth it.
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")

if(CONCORD_SANITIZE)
  target_compile_options(concord_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(concord_options INTERFACE -fsanitize=address,undefined)
endif()
# What guides libFuzzer costs tests of the same build a third of their time where comparisons are traced too: the
# build of CI, in which each target runs for a moment, only counts branches.
set(CONCORD_FUZZ_GUIDANCE "-fsanitize-coverage=inline-8bit-counters,pc-table" CACHE STRING "What guides fuzzing")
if(CONCORD_FUZZ)
  target_compile_options(concord_options INTERFACE ${CONCORD_FUZZ_GUIDANCE})
  target_compile_definitions(concord_options INTERFACE _GLIBCXX_ASSERTIONS)
endif()

# Headers of the language and of fmt are a third to a half of what a file costs to compile: both builds read them
# from one place. tests/tidy/test_standard_headers.py says which file forgot one.
function(concord_headers name)
  add_library(${name} STATIC ${CMAKE_SOURCE_DIR}/cmake/precompiled.cpp)
  target_link_libraries(${name} PRIVATE concord_options fmt::fmt)
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    target_compile_options(${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  else()
    target_compile_options(${name} PRIVATE -Wpedantic)  # GCC defines other macros with it
  endif()
  target_compile_options(${name} PRIVATE ${ARGN})
  target_precompile_headers(${name} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled.hpp)
endfunction()
concord_headers(concord_headers_plain)
if(CONCORD_SANITIZE)
  concord_headers(concord_headers_optimised -O1)
endif()

# optimised: tests keep what is in it long at work. Programs are compiled as libraries are (-fPIC), or the compiler
# will not take the libraries' headers.
function(concord_precompile target optimised)
  target_compile_options(${target} PRIVATE -fPIC)
  if(CONCORD_SANITIZE AND optimised)
    target_compile_options(${target} PRIVATE -O1)
    target_precompile_headers(${target} REUSE_FROM concord_headers_optimised)
  else()
    target_precompile_headers(${target} REUSE_FROM concord_headers_plain)
  endif()
endfunction()
