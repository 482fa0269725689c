// A stand-in for boost/thread.hpp as Boost 1.74 declares what the test uses.
#pragma once
namespace boost {
class thread {
public:
  thread() noexcept;
  thread(thread &&other) noexcept;
  template <class F> explicit thread(F f);
  template <class F, class A1> thread(F f, A1 a1);
  ~thread();
  thread &operator=(thread &&other) noexcept;
  void join();
  void detach();
  static unsigned hardware_concurrency() noexcept;
};
class thread_group {
public:
  template <class F> thread *create_thread(F f);
  void join_all();
};
} // namespace boost
