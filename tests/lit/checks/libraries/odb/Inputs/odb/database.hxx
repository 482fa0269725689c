// What the tests need of ODB 2.4.0, written for them after its declarations.
#ifndef ODB_DATABASE_HXX
#define ODB_DATABASE_HXX

#include <cstddef>
#include <memory>
#include <string>

namespace odb {

class database;
class connection;
class transaction_impl;
template <class T> class query;

template <class T> struct object_traits {
  typedef unsigned long id_type;
  typedef T *pointer_type;
};

namespace details {
template <class T> class shared_ptr {
public:
  shared_ptr();
  shared_ptr(const shared_ptr &);
  ~shared_ptr();
  T *operator->() const;
  T &operator*() const;
  T *get() const;
};
template <class T> class transfer_ptr {
public:
  transfer_ptr() {}
  transfer_ptr(std::nullptr_t) {}
  template <class U> transfer_ptr(std::unique_ptr<U> &&);
  ~transfer_ptr();
};
} // namespace details

typedef details::shared_ptr<connection> connection_ptr;

template <class T> class result {
public:
  class iterator {
  public:
    T &operator*() const;
    iterator &operator++();
    bool operator!=(const iterator &) const;
  };
  iterator begin();
  iterator end();
};

template <class T> struct prepared_query {
  result<T> execute(bool cache = true);
  ~prepared_query();
  prepared_query(const prepared_query &);
  prepared_query &operator=(const prepared_query &);
};

class database {
public:
  virtual ~database();
  template <class T> typename object_traits<T>::id_type persist(T &object);
  template <class T> typename object_traits<T>::pointer_type load(const typename object_traits<T>::id_type &id);
  template <class T> bool find(const typename object_traits<T>::id_type &id, T &object);
  template <class T> void update(T &object);
  template <class T> void erase(const typename object_traits<T>::id_type &id);
  template <class T> unsigned long long erase_query(const char *);
  template <class T> result<T> query(const char *, bool cache = true);
  template <class T> bool query_one(const char *, T &object);
  template <class T> prepared_query<T> prepare_query(const char *name, const char *);
  template <class T> void cache_query(const prepared_query<T> &);
  unsigned long long execute(const char *statement);
  unsigned long long execute(const std::string &statement);
  unsigned long long execute(const char *statement, std::size_t length);
  virtual transaction_impl *begin() = 0;
  connection_ptr connection();
};

class connection {
public:
  virtual ~connection();
  virtual transaction_impl *begin() = 0;
  unsigned long long execute(const char *statement);
  unsigned long long execute(const std::string &statement);
  template <class T> prepared_query<T> prepare_query(const char *name, const char *);
  template <class T> void cache_query(const prepared_query<T> &);
};

} // namespace odb

#endif
