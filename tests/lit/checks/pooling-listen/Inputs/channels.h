#ifndef CHANNELS_H
#define CHANNELS_H

#include <string>
#include <string_view>

namespace channels {

inline constexpr char ListenJobs[] = "LISTEN jobs"; // HAZARD: pooling-listen
inline constexpr std::string_view Stop = "UNLISTEN *"; // HAZARD: pooling-listen
inline const std::string Announce = "NOTIFY jobs";
inline constexpr const char *Help = "LISTEN needs a direct connection";

} // namespace channels

#endif // CHANNELS_H
