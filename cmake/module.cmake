# How a room of the house is built.

# Flags for our own code; never for those who link to us.
add_library(unspin_flags INTERFACE)
target_compile_features(unspin_flags INTERFACE cxx_std_20)
target_compile_options(unspin_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wcast-align -Wunused
  -Wno-missing-field-initializers
  # gcc 12 sees overlaps in std::string's operator+ that are not there (its bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${UNSPIN_WERROR}>:-Werror>)
if(UNSPIN_SANITIZE)
  target_compile_options(unspin_flags INTERFACE
    -fsanitize=${UNSPIN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(unspin_flags INTERFACE -fsanitize=${UNSPIN_SANITIZE})
endif()
if(UNSPIN_FUZZ)
  target_compile_options(unspin_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# unspin_module(NAME SOURCES ... [DEPS rooms...] [LIBRARIES ...] [TESTS x_test.cc ...])
#
# DEPS are the rooms that NAME may include: the layering, checked by
# test/policy/layers.py. LIBRARIES are the third-party libraries that only this
# room names.
function(unspin_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPS;LIBRARIES;TESTS" ${ARGN})
  add_library(unspin_${name} OBJECT ${arg_SOURCES})
  target_include_directories(unspin_${name} PUBLIC
    ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/include)
  target_link_libraries(unspin_${name} PUBLIC tl::expected PRIVATE unspin_flags fmt::fmt
                        ${arg_LIBRARIES})
  set_property(GLOBAL APPEND PROPERTY UNSPIN_MODULES ${name})
  set_property(GLOBAL APPEND PROPERTY UNSPIN_LIBRARIES ${arg_LIBRARIES})
  foreach(dep ${arg_DEPS})
    if(NOT TARGET unspin_${dep})
      message(FATAL_ERROR "src/${name} depends on ${dep}, which is not on a lower floor")
    endif()
  endforeach()
  if(UNSPIN_TESTS AND arg_TESTS)
    list(TRANSFORM arg_TESTS PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
    set_property(GLOBAL APPEND PROPERTY UNSPIN_TEST_MODULES ${name})
    set_property(GLOBAL PROPERTY UNSPIN_TESTS_${name} ${arg_TESTS})
    # A test of private headers sees what these name.
    set_property(GLOBAL PROPERTY UNSPIN_TEST_LIBRARIES_${name} ${arg_LIBRARIES})
  endif()
endfunction()

# unspin_module_part(NAME SOURCES ... [DEPS rooms...] [TESTS x_test.cc ...])
#
# Adds to a room what a file PART.cmake beside its CMakeLists.txt lists: for a large room.
function(unspin_module_part name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPS;TESTS" ${ARGN})
  list(TRANSFORM arg_SOURCES PREPEND ${CMAKE_CURRENT_LIST_DIR}/)
  target_sources(unspin_${name} PRIVATE ${arg_SOURCES})
  foreach(dep ${arg_DEPS})
    if(NOT TARGET unspin_${dep})
      message(FATAL_ERROR "src/${name} depends on ${dep}, which is not on a lower floor")
    endif()
  endforeach()
  if(UNSPIN_TESTS AND arg_TESTS)
    list(TRANSFORM arg_TESTS PREPEND ${CMAKE_CURRENT_LIST_DIR}/)
    set_property(GLOBAL APPEND PROPERTY UNSPIN_TESTS_${name} ${arg_TESTS})
  endif()
endfunction()
