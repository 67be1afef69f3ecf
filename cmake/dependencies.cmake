# Everything comes from the system's packages but DuckDB, which third_party/duckdb/fetch brings; see
# docs/decisions for why each library and not its rivals.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(ZLIB REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(CURL REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Boost 1.74 REQUIRED)  # headers only: Boost.Math
find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)
pkg_check_modules(TOMLPLUSPLUS REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(GRAPHVIZ REQUIRED IMPORTED_TARGET libgvc)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3>=3.37)
pkg_check_modules(LIBPQ REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib>=0.11)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium>=1.0.18)
pkg_check_modules(POPPLER REQUIRED IMPORTED_TARGET poppler-cpp)
pkg_check_modules(LIBXML REQUIRED IMPORTED_TARGET libxml-2.0)
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)

# cmark-gfm has its extensions in a library of their own, which pkg-config does not know.
find_library(CMARK_LIBRARY cmark-gfm REQUIRED)
find_library(CMARK_EXTENSIONS_LIBRARY cmark-gfm-extensions REQUIRED)
find_path(CMARK_INCLUDE_DIR cmark-gfm.h REQUIRED)
add_library(concord_cmark INTERFACE)
target_link_libraries(concord_cmark INTERFACE ${CMARK_EXTENSIONS_LIBRARY} ${CMARK_LIBRARY})
target_include_directories(concord_cmark SYSTEM INTERFACE ${CMARK_INCLUDE_DIR})

find_library(CSV_LIBRARY csv REQUIRED)
find_path(CSV_INCLUDE_DIR csv.h REQUIRED)
add_library(concord_libcsv INTERFACE)
target_link_libraries(concord_libcsv INTERFACE ${CSV_LIBRARY})
target_include_directories(concord_libcsv SYSTEM INTERFACE ${CSV_INCLUDE_DIR})

# DuckDB: DUCKDB_ROOT (an unpacked official release), then what setup fetched, then the system's.
set(duckdb_hints $ENV{DUCKDB_ROOT} ${DUCKDB_ROOT} ${CMAKE_SOURCE_DIR}/.deps/duckdb)
find_path(DUCKDB_INCLUDE_DIR duckdb.h HINTS ${duckdb_hints} PATH_SUFFIXES include REQUIRED)
find_library(DUCKDB_LIBRARY duckdb HINTS ${duckdb_hints} PATH_SUFFIXES lib REQUIRED)
add_library(concord_duckdb SHARED IMPORTED)
set_target_properties(concord_duckdb PROPERTIES IMPORTED_LOCATION ${DUCKDB_LIBRARY})
target_include_directories(concord_duckdb SYSTEM INTERFACE ${DUCKDB_INCLUDE_DIR})
