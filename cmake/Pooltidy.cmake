# Audits as build actions: include(Pooltidy), then
#
#   pooltidy_audit(NAME TARGETS target... [OPTIONS option...] [DEPENDS target...] [ALL])
#
# makes a target NAME that audits the program that TARGETS and the libraries of the project
# they link make up. Each source file is extracted by an action of its own, with a
# dependency file and the very command that compiles it, and one action links the facts.
# So the generator's scheduling, its -j and its knowledge of what changed serve the audit:
# after an edit only the files that see it are extracted again, then linked. Nothing needs
# to be compiled for it. OPTIONS are those of `pooltidy link`, such as
# --report=sarif=audit.sarif. Findings fail the action, and so the build of NAME; the
# option --fail-on=never lets it pass. DEPENDS are targets that make headers, besides those
# that TARGETS were told to depend on with add_dependencies(). ALL makes it part of `all`.
#
# Needs CMake 3.21 and the generator Ninja or "Unix Makefiles". The command is found in
# PATH, or is what POOLTIDY_COMMAND says.
include_guard(GLOBAL)

find_program(POOLTIDY_COMMAND pooltidy DOC "The command pooltidy")

# The targets that target links and this project builds, into the variable out.
function(_pooltidy_closure out)
  set(open ${ARGN})
  set(seen "")
  while(open)
    list(POP_FRONT open target)
    # Private dependencies of static libraries are wrapped.
    string(REGEX REPLACE "^\\$<(LINK_ONLY|BUILD_INTERFACE):(.*)>$" "\\2" target "${target}")
    if(NOT TARGET "${target}")
      continue()
    endif()
    get_target_property(alias ${target} ALIASED_TARGET)
    if(alias)
      set(target ${alias})
    endif()
    get_target_property(imported ${target} IMPORTED)
    if(imported OR target IN_LIST seen)
      continue()
    endif()
    list(APPEND seen ${target})
    foreach(property LINK_LIBRARIES INTERFACE_LINK_LIBRARIES)
      get_target_property(more ${target} ${property})
      if(more)
        list(APPEND open ${more})
      endif()
    endforeach()
  endwhile()
  set(${out} "${seen}" PARENT_SCOPE)
endfunction()

function(pooltidy_audit name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "ALL" "" "TARGETS;OPTIONS;DEPENDS")
  if(NOT arg_TARGETS OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "pooltidy_audit(NAME TARGETS target... [OPTIONS option...] [DEPENDS target...] [ALL])")
  endif()
  if(CMAKE_VERSION VERSION_LESS 3.21)
    message(FATAL_ERROR "pooltidy_audit needs CMake 3.21")
  endif()
  if(NOT POOLTIDY_COMMAND)
    message(FATAL_ERROR "pooltidy was not found; POOLTIDY_COMMAND says where it is")
  endif()
  if(NOT CMAKE_GENERATOR MATCHES "^(Ninja|Unix Makefiles)$")
    message(FATAL_ERROR "pooltidy_audit works with the generators Ninja and Unix Makefiles, not with ${CMAKE_GENERATOR}")
  endif()
  foreach(target IN LISTS arg_TARGETS)
    if(NOT TARGET ${target})
      message(FATAL_ERROR "pooltidy_audit: there is no target '${target}' (yet)")
    endif()
  endforeach()

  set(folder ${CMAKE_BINARY_DIR}/pooltidy/${name})
  _pooltidy_closure(targets ${arg_TARGETS})
  set(all_commands "")
  set(all_facts "")
  set(depends ${arg_DEPENDS})
  foreach(target IN LISTS targets)
    get_target_property(kind ${target} TYPE)
    if(kind STREQUAL "INTERFACE_LIBRARY" OR kind STREQUAL "UTILITY")
      continue()
    endif()
    set_target_properties(${target} PROPERTIES EXPORT_COMPILE_COMMANDS ON)
    get_target_property(sources ${target} SOURCES)
    get_target_property(base ${target} SOURCE_DIR)
    get_target_property(first ${target} MANUALLY_ADDED_DEPENDENCIES)
    if(first)
      list(APPEND depends ${first})
    endif()
    set(headers "")
    set(units "")
    foreach(source IN LISTS sources)
      if(source MATCHES "\\$<")
        message(WARNING "pooltidy_audit: '${source}' of target ${target} is an expression and not audited")
        continue()
      endif()
      cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${base} NORMALIZE)
      get_source_file_property(header_only ${source} TARGET_DIRECTORY ${target} HEADER_FILE_ONLY)
      get_source_file_property(generated ${source} TARGET_DIRECTORY ${target} GENERATED)
      if(NOT header_only AND source MATCHES "\\.(c|C|cc|cp|cpp|cxx|CPP|c\\+\\+)$")
        list(APPEND units ${source})
      elseif(generated)
        list(APPEND headers ${source})
      endif()
    endforeach()
    foreach(source IN LISTS units)
      # As pooltidy's splitName() does.
      string(MD5 hash "${source}")
      string(SUBSTRING ${hash} 0 8 hash)
      cmake_path(GET source FILENAME file)
      set(command ${folder}/commands/${target}/${file}-${hash}.json)
      set(facts ${folder}/facts/${target}/${file}-${hash}.facts)
      add_custom_command(
        OUTPUT ${facts}
        COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}/facts/${target}
        COMMAND ${POOLTIDY_COMMAND} extract -p ${command} ${source} -o ${facts} --depfile ${facts}.d
        DEPENDS ${command} ${source} ${headers} ${POOLTIDY_COMMAND}
        DEPFILE ${facts}.d
        COMMENT "Extracting facts of ${file} for ${target}"
        VERBATIM)
      list(APPEND all_commands ${command})
      list(APPEND all_facts ${facts})
    endforeach()
  endforeach()
  if(NOT all_facts)
    message(FATAL_ERROR "pooltidy_audit: ${arg_TARGETS} have no C or C++ files")
  endif()

  # The database is written by every run of CMake, these files only when they change.
  add_custom_command(
    OUTPUT ${all_commands}
    COMMAND ${POOLTIDY_COMMAND} split -p ${CMAKE_BINARY_DIR} -o ${folder}/commands
    DEPENDS ${CMAKE_BINARY_DIR}/compile_commands.json ${POOLTIDY_COMMAND}
    COMMENT "Looking for changed commands"
    VERBATIM)
  list(JOIN all_facts "\n" lines)
  file(GENERATE OUTPUT ${folder}/facts.list CONTENT "${lines}\n")
  add_custom_command(
    OUTPUT ${folder}/done
    COMMAND ${POOLTIDY_COMMAND} link @${folder}/facts.list ${arg_OPTIONS}
    COMMAND ${CMAKE_COMMAND} -E touch ${folder}/done
    DEPENDS ${all_facts} ${folder}/facts.list ${POOLTIDY_COMMAND}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    COMMENT "Auditing ${name}"
    VERBATIM)
  set(all "")
  if(arg_ALL)
    set(all ALL)
  endif()
  add_custom_target(${name} ${all} DEPENDS ${folder}/done)
  if(depends)
    list(REMOVE_DUPLICATES depends)
    add_dependencies(${name} ${depends})
  endif()
endfunction()
