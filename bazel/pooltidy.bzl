"""Audits as Bazel actions.

    load("//tools/pooltidy:pooltidy.bzl", "pooltidy_audit")

    pooltidy_audit(
        name = "audit",
        deps = [":server"],
        options = ["--pooler=pgbouncer"],
    )

An aspect runs `pooltidy extract` for each source of deps and of what they depend on, as an
action of its own, so that Bazel distributes and caches it like a compilation; the rule
links the facts. The facts name no machine and no sandbox. The report is the output
audit.txt, and `bazel test` of the rule fails on findings.
"""

load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

PooltidyFacts = provider(
    "The facts of a target and of what it depends on.",
    fields = {"files": "depset of facts files", "sources": "depset of their sources"},
)

_UNITS = ("c", "C", "cc", "cpp", "cxx", "c++")
_HEADERS = ("h", "hh", "hpp", "hxx", "inc", "inl", "ipp", "tcc")

def _flags(ctx, context, is_c):
    """What the compiler would be told, but for what code generation needs."""
    cpp = ctx.fragments.cpp
    flags = cpp.copts + (cpp.conlyopts if is_c else cpp.cxxopts)
    for copt in getattr(ctx.rule.attr, "copts", []):
        flags = flags + [ctx.expand_make_variables("copts", copt, {})]
    for define in context.defines.to_list() + context.local_defines.to_list():
        flags = flags + ["-D" + define]
    for name, folders in (
        ("-iquote", context.quote_includes),
        ("-I", context.includes),
        ("-isystem", context.system_includes),
    ):
        for folder in folders.to_list():
            flags = flags + ([name + folder] if name == "-I" else [name, folder])
    return flags

def _facts_impl(target, ctx):
    before = [
        dep[PooltidyFacts]
        for name in ("deps", "implementation_deps")
        for dep in getattr(ctx.rule.attr, name, [])
        if PooltidyFacts in dep
    ]
    made = []
    used = []
    if CcInfo in target and hasattr(ctx.rule.attr, "srcs"):
        context = target[CcInfo].compilation_context
        files = [f for src in ctx.rule.attr.srcs for f in src.files.to_list()]
        private = [f for f in files if f.extension in _HEADERS]
        for source in files:
            if source.extension not in _UNITS:
                continue
            facts = ctx.actions.declare_file(
                "_pooltidy/{}/{}.facts".format(target.label.name, source.short_path.replace("../", "")),
            )
            flags = _flags(ctx, context, source.extension == "c")
            ctx.actions.run(
                executable = ctx.executable._pooltidy,
                arguments = ["extract", source.path, "-o", facts.path, "--relative-to=.", "--"] + flags,
                inputs = depset(
                    [source] + private,
                    transitive = [context.headers, find_cpp_toolchain(ctx).all_files],
                ),
                outputs = [facts],
                mnemonic = "PooltidyExtract",
                progress_message = "Extracting facts of " + source.short_path,
            )
            made.append(facts)
            used.append(source)
    return [PooltidyFacts(
        files = depset(made, transitive = [b.files for b in before]),
        sources = depset(used, transitive = [b.sources for b in before]),
    )]

pooltidy_facts = aspect(
    implementation = _facts_impl,
    attr_aspects = ["deps", "implementation_deps"],
    attrs = {
        "_pooltidy": attr.label(
            default = Label("//tools/pooltidy:command"),
            executable = True,
            allow_single_file = True,
            cfg = "exec",
        ),
        "_cc_toolchain": attr.label(default = Label("@bazel_tools//tools/cpp:current_cc_toolchain")),
    },
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)

def _audit_impl(ctx):
    facts = depset(transitive = [d[PooltidyFacts].files for d in ctx.attr.deps])
    sources = depset(transitive = [d[PooltidyFacts].sources for d in ctx.attr.deps])
    names = ctx.actions.args()
    names.set_param_file_format("multiline")
    names.add_all(facts)
    listed = ctx.actions.declare_file(ctx.label.name + ".list")
    ctx.actions.write(listed, names)

    # What was found, whatever it is; the test then says whether that is good.
    text = ctx.actions.declare_file(ctx.label.name + ".txt")
    json = ctx.actions.declare_file(ctx.label.name + ".json")
    ctx.actions.run(
        executable = ctx.executable._pooltidy,
        arguments = [
            "link",
            "@" + listed.path,
            "--fail-on=never",
            "--report=text=" + text.path,
            "--report=json=" + json.path,
        ] + ctx.attr.options,
        # The sources are there for their lines in the report.
        inputs = depset([listed], transitive = [facts, sources]),
        outputs = [text, json],
        mnemonic = "PooltidyLink",
        progress_message = "Auditing " + ctx.label.name,
    )
    script = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(script, """#!/bin/sh
cat "$0.txt"
! grep -Eq '"severity": *"({})"' "$0.json"
""".format("|".join(["error", "warning", "note"][:ctx.attr.fail_on])), is_executable = True)
    return [DefaultInfo(
        files = depset([text, json]),
        executable = script,
        runfiles = ctx.runfiles([text, json]),
    )]

_pooltidy_test = rule(
    implementation = _audit_impl,
    test = True,
    attrs = {
        "deps": attr.label_list(aspects = [pooltidy_facts]),
        "options": attr.string_list(),
        "fail_on": attr.int(default = 2),
        "_pooltidy": attr.label(
            default = Label("//tools/pooltidy:command"),
            executable = True,
            allow_single_file = True,
            cfg = "exec",
        ),
    },
)

def pooltidy_audit(name, deps, options = [], fail_on = "warning", **kwargs):
    """Audits the program that deps make up, as a test.

    Args:
      name: of the test.
      deps: a cc_binary, or the libraries of a program.
      options: of `pooltidy link`, such as "--pooler=supavisor".
      fail_on: the severity from which the test fails: "note", "warning" or "error".
      **kwargs: what any test takes.
    """
    _pooltidy_test(
        name = name,
        deps = deps,
        options = options,
        fail_on = {"error": 1, "warning": 2, "note": 3}[fail_on],
        **kwargs
    )
