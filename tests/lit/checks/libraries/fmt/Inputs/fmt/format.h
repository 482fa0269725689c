// What a program that brings its own copy of {fmt} 9 along compiles: functions with bodies, in a folder of the program.
#pragma once
#include <string>
namespace fmt {
inline namespace v9 {
template <typename Char> class basic_string_view {
  const Char *data_;
  size_t size_;

public:
  basic_string_view(const Char *s) : data_(s), size_(std::char_traits<Char>::length(s)) {}
  const Char *data() const { return data_; }
  size_t size() const { return size_; }
};
template <typename Char, typename... Args> class basic_format_string {
  basic_string_view<Char> str_;

public:
  template <typename S> basic_format_string(const S &s) : str_(s) {}
  operator basic_string_view<Char>() const { return str_; }
};
template <typename T> struct identity { using type = T; };
template <typename... Args> using format_string = basic_format_string<char, typename identity<Args>::type...>;
inline std::string vformat(basic_string_view<char> text, const void *arguments) {
  return std::string(text.data(), arguments ? text.size() : 0);
}
template <typename... T> std::string format(format_string<T...> text, T &&...) { return vformat(text, nullptr); }
} // namespace v9
} // namespace fmt
