// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Statements put together with std::format, Abseil and GLib, whose declarations are
// written out here: std::format as in C++20, Abseil 20220623, GLib 2.74.
#include <libpq-fe.h>
#include <cstdarg>
#include <initializer_list>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>
namespace std {
template <class C, class... A> struct basic_format_string { template <class T> consteval basic_format_string(const T& s) : s_(s) {} constexpr basic_string_view<C> get() const { return s_; } basic_string_view<C> s_; };
template <class... A> using format_string = basic_format_string<char, type_identity_t<A>...>;
struct format_args { template <class T> format_args(const T&); };
template <class... A> struct __format_store {};
template <class... A> __format_store<A...> make_format_args(A&...);
template <class... A> string format(format_string<A...>, A&&...);
string vformat(string_view, format_args);
template <class O, class... A> O format_to(O, format_string<A...>, A&&...);
template <class O> struct format_to_n_result { O out; ptrdiff_t size; };
template <class O, class... A> format_to_n_result<O> format_to_n(O, ptrdiff_t, format_string<A...>, A&&...);
template <class... A> void print(format_string<A...>, A&&...);
}
namespace absl { inline namespace lts_20220623 {
struct AlphaNum { AlphaNum(int); AlphaNum(double); AlphaNum(const char*); AlphaNum(std::string_view); template <class A> AlphaNum(const std::basic_string<char, std::char_traits<char>, A>&); };
std::string StrCat(const AlphaNum&); std::string StrCat(const AlphaNum&, const AlphaNum&);
std::string StrCat(const AlphaNum&, const AlphaNum&, const AlphaNum&);
void StrAppend(std::string*, const AlphaNum&); void StrAppend(std::string*, const AlphaNum&, const AlphaNum&);
namespace substitute_internal { struct Arg { Arg(const char*); Arg(const std::string&); Arg(std::string_view); Arg(int); }; }
std::string Substitute(std::string_view, const substitute_internal::Arg&);
std::string Substitute(std::string_view, const substitute_internal::Arg&, const substitute_internal::Arg&);
void SubstituteAndAppend(std::string*, std::string_view, const substitute_internal::Arg&);
template <class R> std::string StrJoin(const R&, std::string_view);
template <class T> std::string StrJoin(std::initializer_list<T>, std::string_view);
template <class R, class F> std::string StrJoin(const R&, std::string_view, F&&) { return {}; }
template <class I> std::string StrJoin(I, I, std::string_view);
namespace str_format_internal { template <class... A> struct FormatSpecTemplate { FormatSpecTemplate(const char*); FormatSpecTemplate(std::string_view); }; }
template <class... A> std::string StrFormat(const str_format_internal::FormatSpecTemplate<std::type_identity_t<A>...>&, const A&...);
std::string StrReplaceAll(std::string_view, std::initializer_list<std::pair<std::string_view, std::string_view>>);
int StrReplaceAll(std::initializer_list<std::pair<std::string_view, std::string_view>>, std::string*);
std::string AsciiStrToUpper(std::string_view);
bool StartsWith(std::string_view, std::string_view) noexcept;
struct Cord { Cord(); explicit Cord(std::string_view); void Append(std::string_view); explicit operator std::string() const; };
} }
extern "C" {
typedef char gchar; typedef int gint; typedef unsigned long gsize;
struct _GString { gchar* str; gsize len; gsize allocated_len; }; typedef struct _GString GString;
gchar* g_strdup_printf(const gchar*, ...); gchar* g_strdup(const gchar*); gchar* g_strconcat(const gchar*, ...); gchar* g_strjoin(const gchar*, ...); void g_free(void*);
GString* g_string_new(const gchar*); GString* g_string_append(GString*, const gchar*); GString* g_string_append_c(GString*, gchar); void g_string_printf(GString*, const gchar*, ...); void g_string_append_printf(GString*, const gchar*, ...);
GString* g_string_prepend(GString*, const gchar*); GString* g_string_truncate(GString*, gsize); GString* g_string_insert(GString*, long, const gchar*); gchar* g_string_free(GString*, gint); GString* g_string_assign(GString*, const gchar*); GString* g_string_append_len(GString*, const gchar*, long);
gchar* g_strdup_vprintf(const gchar*, va_list); int g_str_has_prefix(const gchar*, const gchar*);
}
namespace s3 {
static void run(PGconn* c, const std::string& s) { PQclear(PQexec(c, s.c_str())); }
static void runc(PGconn* c, const char* s) { PQclear(PQexec(c, s)); }
// std::format
void sformat(PGconn* c, const std::string& n) { run(c, std::format("LISTEN {}", n)); run(c, std::format("SELECT '{}'", "SET ROLE a")); run(c, std::format("{} ROLE {}", "SET", n)); } // HAZARD: pooling-listen, pooling-session-setting
void sformat_to(PGconn* c, int n) { std::string s; auto o = std::format_to(std::back_inserter(s), "SELECT pg_advisory_lock({}", n); std::format_to(o, "{}", ")"); run(c, s); } // HAZARD: pooling-advisory-lock
void sformat_array(PGconn* c) { char b[64]; *std::format_to(b, "LISTEN {}", "a") = 0; runc(c, b); } // HAZARD: pooling-listen
void sformat_n(PGconn* c) { char b[64]; auto r = std::format_to_n(b, 63, "LISTEN {}", "a"); *r.out = 0; runc(c, b); } // HAZARD: pooling-listen
void sformat_v(PGconn* c, std::string n) { std::string f = "LISTEN {}"; run(c, std::vformat(f, std::make_format_args(n))); } // HAZARD: pooling-listen
template <class... A> void execf(PGconn* c, std::format_string<A...> f, A&&... a) { run(c, std::format(f, std::forward<A>(a)...)); }
void sformat_own(PGconn* c, const std::string& n) { execf(c, "LISTEN {}", n); execf(c, "SELECT {}", 1); } // HAZARD: pooling-listen
void sprinted(PGconn* c) { std::print("SET ROLE {}", "a"); run(c, "SELECT 1"); }
// Abseil
void cat(PGconn* c, const std::string& n) { run(c, absl::StrCat("SET ", "ROLE ", n)); run(c, absl::StrCat("SELECT '", "SET ROLE", "'")); } // HAZARD: pooling-session-setting
void cat_number(PGconn* c, int n) { run(c, absl::StrCat("SELECT pg_advisory_lock(", n, ")")); } // HAZARD: pooling-advisory-lock
void cat_append(PGconn* c, std::string_view n) { std::string s = "LISTEN"; absl::StrAppend(&s, " ", n); run(c, s); } // HAZARD: pooling-listen
void substitute(PGconn* c, const std::string& n) { run(c, absl::Substitute("$1 ROLE $0", n, "SET")); run(c, absl::Substitute("SELECT '$0'", "SET ROLE a")); } // HAZARD: pooling-session-setting
void substitute_append(PGconn* c, const std::string& n) { std::string s; absl::SubstituteAndAppend(&s, "LISTEN $0", n); run(c, s); } // HAZARD: pooling-listen
void join(PGconn* c, const std::vector<std::string>& v) { run(c, "SET search_path TO " + absl::StrJoin(v, ",")); run(c, absl::StrJoin({"LISTEN", "a"}, " ")); } // HAZARD: pooling-session-setting, pooling-listen
void join_f(PGconn* c, const std::vector<int>& v) { run(c, absl::StrCat("SELECT pg_advisory_lock(", absl::StrJoin(v, ",", [](std::string* o, int i) { absl::StrAppend(o, i); }), ")")); } // HAZARD: pooling-advisory-lock
void join_pair(PGconn* c) { std::vector<std::string> v{"SET", "ROLE a"}; run(c, absl::StrJoin(v.begin(), v.end(), " ")); } // HAZARD: pooling-session-setting
void sformatted(PGconn* c, int n) { run(c, absl::StrFormat("SELECT pg_advisory_lock(%d)", n)); } // HAZARD: pooling-advisory-lock
void replaced(PGconn* c) { run(c, absl::StrReplaceAll("$verb ROLE a", {{"$verb", "SET"}})); std::string s = "LISTEN $c"; absl::StrReplaceAll({{"$c", "a"}}, &s); run(c, s); } // HAZARD: pooling-session-setting, pooling-listen
void uppered(PGconn* c) { run(c, absl::AsciiStrToUpper("set role a")); } // HAZARD: pooling-session-setting
void cord(PGconn* c) { absl::Cord d("LISTEN "); d.Append("a"); run(c, std::string(d)); } // HAZARD: pooling-listen
void prefix(PGconn* c) { std::string s = "SET ROLE a"; if (absl::StartsWith(s, "SELECT")) run(c, s); }
// GLib
void gprintf(PGconn* c, const char* n) { gchar* s = g_strdup_printf("LISTEN %s", n); runc(c, s); g_free(s); } // HAZARD: pooling-listen
void gconcat(PGconn* c, const char* n) { gchar* s = g_strconcat("SET ", "ROLE ", n, nullptr); runc(c, s); g_free(s); } // HAZARD: pooling-session-setting
void gjoin(PGconn* c) { gchar* s = g_strjoin(" ", "SET", "ROLE", "a", nullptr); runc(c, s); g_free(s); } // HAZARD: pooling-session-setting
void gstring(PGconn* c, int n) { GString* s = g_string_new("SELECT "); g_string_append(s, "pg_advisory_lock("); g_string_append_printf(s, "%d", n); g_string_append_c(s, ')'); runc(c, s->str); g_string_free(s, 1); } // HAZARD: pooling-advisory-lock
void gstring_free(PGconn* c) { GString* s = g_string_new(nullptr); g_string_printf(s, "LISTEN %s", "a"); gchar* t = g_string_free(s, 0); runc(c, t); g_free(t); } // HAZARD: pooling-listen
void gstring_prepend(PGconn* c) { GString* s = g_string_new("ROLE a"); g_string_prepend(s, "SET "); runc(c, s->str); } // HAZARD: pooling-session-setting
void gstring_truncate(PGconn* c, const char* const* v) { GString* s = g_string_new("SET search_path TO "); for (; *v; ++v) { g_string_append(s, *v); g_string_append(s, ", "); } g_string_truncate(s, s->len - 2); runc(c, s->str); } // HAZARD: pooling-session-setting
void gstring_truncate_known(PGconn* c) { GString* s = g_string_new("LISTEN a,"); g_string_truncate(s, s->len - 1); runc(c, s->str); } // HAZARD: pooling-listen
static void gexec(PGconn* c, const char* f, ...) { va_list ap; va_start(ap, f); gchar* s = g_strdup_vprintf(f, ap); va_end(ap); runc(c, s); g_free(s); }
void gown(PGconn* c, const char* n) { gexec(c, "LISTEN %s", n); gexec(c, "SELECT '%s'", "SET ROLE a"); } // HAZARD: pooling-listen
void gprefix(PGconn* c) { const char* s = "LISTEN a"; if (g_str_has_prefix(s, "SELECT")) runc(c, s); }
}
