# Every third-party library, each found once. ARCHITECTURE.md says why each is
# here and which room uses it. Nothing is downloaded.
find_package(tl-expected REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(PkgConfig REQUIRED)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)

# Two Debian libraries that ship neither a CMake config nor a .pc file.
function(unspin_find_plain target header library)
  find_path(${target}_INCLUDE ${header} REQUIRED)
  find_library(${target}_LIBRARY ${library} REQUIRED)
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${target} SYSTEM INTERFACE ${${target}_INCLUDE})
  target_link_libraries(${target} INTERFACE ${${target}_LIBRARY})
endfunction()
unspin_find_plain(snowball libstemmer.h stemmer)
unspin_find_plain(cld2 cld2/public/compact_lang_det.h cld2)

if(UNSPIN_TESTS)
  find_package(GTest REQUIRED)
endif()
if(UNSPIN_BENCH)
  find_package(benchmark REQUIRED)
endif()
