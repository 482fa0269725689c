# pooltidy_embed(<out.inc> <files>...): writes a C++ fragment that lists each file as
#   {"name", R"(content)"},
# so that data files travel inside the binary and stay readable in the tree.
function(pooltidy_embed out)
  set(script ${CMAKE_SOURCE_DIR}/cmake/EmbedFilesRun.cmake)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} "-DFILES=${ARGN}" -P ${script}
    DEPENDS ${ARGN} ${script}
    VERBATIM)
endfunction()
