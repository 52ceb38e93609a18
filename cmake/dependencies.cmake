# The libraries that the engine itself links to, each found once. Also installed,
# for programs that link to the static library. ARCHITECTURE.md says why each is
# here and which room uses it. Nothing is downloaded.
include(CMakeFindDependencyMacro)
find_dependency(tl-expected)
find_dependency(fmt)
find_dependency(ICU COMPONENTS uc i18n)
find_dependency(PkgConfig)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET GLOBAL libzstd)
pkg_check_modules(isal REQUIRED IMPORTED_TARGET GLOBAL libisal)
pkg_check_modules(lzma REQUIRED IMPORTED_TARGET GLOBAL liblzma)
pkg_check_modules(brotli REQUIRED IMPORTED_TARGET GLOBAL libbrotlidec)
pkg_check_modules(rocksdb REQUIRED IMPORTED_TARGET GLOBAL rocksdb)
find_dependency(ZLIB)
find_dependency(BZip2)
find_dependency(simdjson)
find_dependency(nlohmann_json)

# lexbor and Arrow are where tools/install-libraries puts them, unless the system has them.
get_filename_component(unspin_deps "${CMAKE_CURRENT_LIST_DIR}/../deps" ABSOLUTE)
list(APPEND CMAKE_PREFIX_PATH "${unspin_deps}/lexbor" "${unspin_deps}/arrow")

# Debian's packages of these have neither a CMake config nor a .pc file.
function(unspin_find_plain target header library)
  find_path(UNSPIN_${target}_INCLUDE ${header} REQUIRED)
  find_library(UNSPIN_${target}_LIBRARY ${library} REQUIRED)
  if(NOT TARGET unspin::${target})
    add_library(unspin::${target} INTERFACE IMPORTED GLOBAL)
    target_include_directories(unspin::${target} SYSTEM INTERFACE ${UNSPIN_${target}_INCLUDE})
    target_link_libraries(unspin::${target} INTERFACE ${UNSPIN_${target}_LIBRARY})
  endif()
endfunction()
unspin_find_plain(snowball libstemmer.h stemmer)
unspin_find_plain(cld2 cld2/public/compact_lang_det.h cld2)
unspin_find_plain(csv csv.h csv)

# lexbor is installed with us, without its headers: nobody who links to us sees them.
get_filename_component(unspin_installed_lexbor
  "${CMAKE_CURRENT_LIST_DIR}/../../unspin/liblexbor_static.a" ABSOLUTE)
if(EXISTS "${unspin_installed_lexbor}")
  if(NOT TARGET unspin::lexbor)
    add_library(unspin::lexbor INTERFACE IMPORTED GLOBAL)
    target_link_libraries(unspin::lexbor INTERFACE "${unspin_installed_lexbor}")
  endif()
else()
  unspin_find_plain(lexbor lexbor/html/html.h lexbor_static)
endif()
