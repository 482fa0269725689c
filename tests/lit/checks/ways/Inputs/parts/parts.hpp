// A container of somebody else's: its header is a system header.
#pragma once
#include <array>
namespace parts {
template <class T> class Three {
  std::array<T, 3> all;
public:
  using iterator = typename std::array<T, 3>::iterator;
  Three() : all() {}
  T &nodes() noexcept { return all[0]; }
  T &ways() noexcept { return all[1]; }
  T &relations() noexcept { return all[2]; }
  iterator begin() noexcept { return all.begin(); }
  iterator end() noexcept { return all.end(); }
};
} // namespace parts
