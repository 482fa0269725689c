# pooltidyClang: Clang and LLVM for the command.
#
# Statically linked where the archives are there (Debian: libclang-22-dev, llvm-22-dev): a
# program that loads libclang-cpp.so and libLLVM.so has spent 10 ms on relocations before
# its main() begins, which is a third of what checking a C file costs.
# With the other libraries linked in as well it asks for nothing but the C library, and runs
# wherever it is copied.
option(POOLTIDY_STATIC "Link LLVM and Clang into the command instead of loading them" ON)
find_library(POOLTIDY_YAML_ARCHIVE NAMES libyaml-cpp.a yaml-cpp REQUIRED)

add_library(pooltidyClang INTERFACE)

# The front end and what it calls; the rest of Clang stays outside.
set(archives "")
foreach(part Tooling Frontend Driver Options Serialization Parse Sema Analysis AnalysisLifetimeSafety Edit
             ASTMatchers AST Index Rewrite ToolingCore Lex Basic Support APINotes)
  set(archive ${LLVM_INSTALL_PREFIX}/lib/libclang${part}.a)
  if(EXISTS ${archive})
    list(APPEND archives ${archive})
  endif()
endforeach()
set(found FALSE)
if(POOLTIDY_STATIC AND EXISTS ${LLVM_INSTALL_PREFIX}/lib/libclangTooling.a
   AND EXISTS ${LLVM_INSTALL_PREFIX}/lib/libLLVMSupport.a)
  execute_process(
    COMMAND ${LLVM_INSTALL_PREFIX}/bin/llvm-config --link-static --libfiles
            frontendopenmp frontenddriver frontendhlsl option bitreader bitwriter windowsdriver
            mcparser targetparser profiledata asmparser ${LLVM_NATIVE_ARCH} support
    OUTPUT_VARIABLE files RESULT_VARIABLE failed OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  find_library(POOLTIDY_ZLIB NAMES libz.a z)
  find_library(POOLTIDY_ZSTD NAMES libzstd.a zstd)
  if(NOT failed AND POOLTIDY_ZLIB AND POOLTIDY_ZSTD)
    set(found TRUE)
  endif()
endif()
if(found)
  separate_arguments(files)
  target_link_libraries(pooltidyClang INTERFACE
    -Wl,--start-group ${archives} ${files} -Wl,--end-group
    ${POOLTIDY_ZLIB} ${POOLTIDY_ZSTD} ${CMAKE_DL_LIBS} rt m)
  target_link_options(pooltidyClang INTERFACE -Wl,--gc-sections -Wl,--as-needed -no-pie
    -static-libstdc++ -static-libgcc)
else()
  target_link_libraries(pooltidyClang INTERFACE clang-cpp LLVM)
endif()
