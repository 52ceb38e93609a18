# make install, and find_package(unspin) for those who link to us.
include(CMakePackageConfigHelpers)
set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/unspin)

install(TARGETS unspin_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS unspin EXPORT unspin DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/unspin DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${PROJECT_BINARY_DIR}/en.lexicon DESTINATION ${CMAKE_INSTALL_DATADIR}/unspin)
# Static, and of no package: who links to us needs it.
install(FILES ${UNSPIN_lexbor_LIBRARY} DESTINATION ${CMAKE_INSTALL_LIBDIR}/unspin)
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(EXPORT unspin NAMESPACE unspin:: DESTINATION ${config_dir} FILE unspin-targets.cmake)
install(FILES cmake/dependencies.cmake DESTINATION ${config_dir} RENAME unspin-dependencies.cmake)
configure_package_config_file(cmake/unspin-config.cmake.in
  ${PROJECT_BINARY_DIR}/unspin-config.cmake INSTALL_DESTINATION ${config_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/unspin-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/unspin-config.cmake
              ${PROJECT_BINARY_DIR}/unspin-config-version.cmake
        DESTINATION ${config_dir})
