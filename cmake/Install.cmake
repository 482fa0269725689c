# What `cmake --install` puts where, and the packages that CPack makes of it.
#
# Three components, because they have three kinds of user:
#
#   command   pooltidy with its pages, and the headers of the Clang inside it. They lie in
#             a folder of our own: in lib/clang they would overwrite those of a compiler.
#   plugin    the plugin of clang-tidy, named by the LLVM release that can load it, so that
#             the plugins of several releases can be installed side by side.
#   clangd    pooltidy-clangd, which loads LLVM's shared libraries.
#
# `cpack -G DEB` writes a Debian package of each, `cpack -G TGZ` an archive of the first two
# that runs wherever it is unpacked.
include(GNUInstallDirs)

install(TARGETS pooltidy DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT command)
install(DIRECTORY ${LLVM_INSTALL_PREFIX}/lib/clang/${LLVM_VERSION_MAJOR}/include
  DESTINATION lib/pooltidy/clang COMPONENT command)
install(FILES LICENSE packaging/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/pooltidy
  COMPONENT command)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/pooltidy COMPONENT command)
set(manual ${CMAKE_BINARY_DIR}/share)
install(FILES ${manual}/pooltidy.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT command)
install(FILES ${manual}/pooltidy.bash RENAME pooltidy COMPONENT command
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
# Debian's zsh looks into the first of these, others into the second.
foreach(folder vendor-completions site-functions)
  install(FILES ${manual}/pooltidy.zsh RENAME _pooltidy COMPONENT command
    DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/${folder})
endforeach()
install(FILES ${manual}/pooltidy.fish COMPONENT command
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES cmake/Pooltidy.cmake DESTINATION ${CMAKE_INSTALL_DATADIR}/pooltidy/cmake
  COMPONENT command)
install(FILES bazel/pooltidy.bzl DESTINATION ${CMAKE_INSTALL_DATADIR}/pooltidy/bazel
  COMPONENT command)
install(FILES tool/reports/report.schema.json checks/models/pooltidy.schema.json
  checks/models/FORMAT.md DESTINATION ${CMAKE_INSTALL_DATADIR}/pooltidy
  COMPONENT command)

# Where the dynamic loader looks by itself, so that --load needs no path.
install(FILES $<TARGET_FILE:pooltidy-tidy> RENAME pooltidy-tidy-${LLVM_VERSION_MAJOR}.so
  PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ
  DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT plugin)
install(FILES packaging/copyright COMPONENT plugin
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/pooltidy-tidy-${LLVM_VERSION_MAJOR})

set(components command plugin)
if(TARGET pooltidy-clangd)
  install(TARGETS pooltidy-clangd DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT clangd)
  install(FILES packaging/copyright COMPONENT clangd
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/pooltidy-clangd)
  list(APPEND components clangd)
endif()

#===-- Packages -----------------------------------------------------------===#

set(CPACK_PACKAGE_NAME pooltidy)
set(CPACK_PACKAGE_VENDOR "The pooltidy authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY
  "finds code that breaks behind a transaction-mode PostgreSQL pooler")
set(CPACK_PACKAGE_FILE_NAME "pooltidy-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_GENERATOR "DEB;TGZ")
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL ${components})
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_SOURCE_DIR}/cmake/PackageKinds.cmake)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "The pooltidy authors"
  CACHE STRING "Who stands in the Debian packages: NAME <ADDRESS>")
set(about "
A connection to PostgreSQL that goes through a pooler in transaction mode
belongs to a program from the start of a transaction to its end. pooltidy
reads C and C++ programs and finds what they expect to last longer, or hold
for too long.")
foreach(part
    "command|pooltidy|command, which audits whole programs"
    "plugin|pooltidy-tidy-${LLVM_VERSION_MAJOR}|plugin for clang-tidy ${LLVM_VERSION_MAJOR}"
    "clangd|pooltidy-clangd|language server for editors")
  string(REPLACE "|" ";" part "${part}")
  list(POP_FRONT part component package title)
  string(TOUPPER ${component} COMPONENT)
  set(CPACK_DEBIAN_${COMPONENT}_PACKAGE_NAME ${package})
  set(CPACK_COMPONENT_${COMPONENT}_DESCRIPTION
    "This is the ${title}.${about}")
endforeach()
# What loads the plugin, and what runs beside pooltidy-clangd.
set(CPACK_DEBIAN_PLUGIN_PACKAGE_DEPENDS "clang-tidy-${LLVM_VERSION_MAJOR}")
set(CPACK_DEBIAN_CLANGD_PACKAGE_DEPENDS "libclang-common-${LLVM_VERSION_MAJOR}-dev")
set(CPACK_DEBIAN_COMMAND_PACKAGE_RECOMMENDS "libc6-dev")

include(CPack)
