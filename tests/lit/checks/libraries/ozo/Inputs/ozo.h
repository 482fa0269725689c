// The declarations of OZO (ozo/*.h, as of 2021) that the tests call, with bodies that do nothing where
// a caller's lambda demands one.
#pragma once

#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>

namespace ozo {

struct io_context {};
struct error_code {
  explicit operator bool() const;
};
struct yield_context {};

template <class Elements> struct query_builder {
  Elements build() const;
};

template <class Elements, class Value>
query_builder<Elements> operator+(query_builder<Elements> &&builder, const Value &value);
template <class A, class B>
query_builder<A> operator+(query_builder<A> &&left, query_builder<B> &&right);

namespace literals {
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wgnu-string-literal-operator-template"
template <class CharT, CharT... c> query_builder<int> operator""_SQL();
#pragma clang diagnostic pop
} // namespace literals

template <class Source> struct provider {};
struct connection_info {
  connection_info(std::string text);
  ~connection_info();
  provider<connection_info> operator[](io_context &io) const;
};
struct connection_pool_config {
  std::size_t capacity = 10, queue_capacity = 128;
};
template <class Source> struct connection_pool {
  connection_pool(Source source, const connection_pool_config &config);
  ~connection_pool();
  provider<connection_pool> operator[](io_context &io);
};
template <class Connection> struct transaction {
  ~transaction();
};
struct pg_connection {};

/// Callbacks are made for what they are called with; nobody calls them here.
template <class Token, class Connection> void complete(Token &token, Connection &connection) {
  if constexpr (std::is_invocable_v<Token &, error_code, Connection &>)
    token(error_code(), connection);
}

template <class Initiator> struct request_op {
  template <class P, class Q, class Out, class Token> pg_connection operator()(P && p, Q &&, Out, Token && token) const {
    complete(token, p);
    return {};
  }
};
template <class Initiator> struct execute_op {
  template <class P, class Q, class Token> pg_connection operator()(P && p, Q &&, Token && token) const {
    complete(token, p);
    return {};
  }
};
template <class Initiator, class Options = int> struct begin_op {
  template <class P, class Token> transaction<pg_connection> operator()(P && p, Token && token) const {
    transaction<pg_connection> made;
    complete(token, made);
    return {};
  }
};
struct commit_op {
  template <class T, class Token> pg_connection operator()(T && p, Token && token) const {
    complete(token, p);
    return {};
  }
};
struct rollback_op {
  template <class T, class Token> pg_connection operator()(T && p, Token && token) const {
    complete(token, p);
    return {};
  }
};
inline constexpr request_op<int> request;
inline constexpr execute_op<int> execute;
inline constexpr begin_op<int> begin;
inline constexpr commit_op commit;
inline constexpr rollback_op rollback;
template <class T> int into(T &);

} // namespace ozo
