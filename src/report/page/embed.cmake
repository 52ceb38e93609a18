# The page's files, made into string constants when CMake runs: page.cc in the build
# folder. The security policy of the page names its one style and its one script by
# their hashes, so nothing that a document smuggles in can ever run.

# Base 64 of a SHA-256 in hexadecimal, three digits (twelve bits) at a time.
function(unspin_base64 out hex)
  set(alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  string(APPEND hex "00")
  set(result "")
  foreach(at RANGE 0 63 3)
    string(SUBSTRING ${hex} ${at} 3 digits)
    math(EXPR high "0x${digits} >> 6")
    math(EXPR low "0x${digits} & 63")
    string(SUBSTRING ${alphabet} ${high} 1 high)
    string(SUBSTRING ${alphabet} ${low} 1 low)
    string(APPEND result ${high}${low})
  endforeach()
  string(SUBSTRING ${result} 0 43 result)
  set(${out} "${result}=" PARENT_SCOPE)
endfunction()

foreach(kind html css js scan_css)
  string(REPLACE "_" "." name ${kind})
  set(file ${CMAKE_CURRENT_SOURCE_DIR}/page/page.${name})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} page_${kind})
  file(SHA256 ${file} hex)
  unspin_base64(page_${kind}_hash ${hex})
endforeach()
configure_file(page/page.cc.in page.cc @ONLY)
