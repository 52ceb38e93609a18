# The libraries that the engine itself links to, each found once. Also installed,
# for programs that link to the static library. ARCHITECTURE.md says why each is
# here and which room uses it. Nothing is downloaded.
include(CMakeFindDependencyMacro)
find_dependency(tl-expected)
find_dependency(fmt)
find_dependency(ICU COMPONENTS uc i18n)
find_dependency(PkgConfig)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET GLOBAL libzstd)

# Debian's packages of these two have neither a CMake config nor a .pc file.
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
