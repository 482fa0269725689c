"""The part of rules_cc that Bazel's own packages ask for, on the rules that are built in."""

def _none_impl(_ctx):
    return []

compiler_flag = rule(implementation = _none_impl)
cc_flags_supplier = rule(implementation = _none_impl)
cc_binary = native.cc_binary
cc_import = native.cc_import
cc_library = native.cc_library
cc_test = native.cc_test
cc_toolchain = native.cc_toolchain
cc_toolchain_suite = native.cc_toolchain_suite
