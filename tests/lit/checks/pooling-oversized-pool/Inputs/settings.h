#ifndef SETTINGS_H
#define SETTINGS_H

#include <cstddef>

namespace settings {

inline constexpr const char *Url = "postgresql://app@pooler/app?pool_size=20&max_overflow=10"; // HAZARD: pooling-oversized-pool #url
inline constexpr const char *SmallUrl = "postgresql://app@pooler/app?pool_size=1&max_overflow=0";
inline constexpr std::size_t Connections = 12; // ALT: pooling-oversized-pool ##size

} // namespace settings

#endif // SETTINGS_H
