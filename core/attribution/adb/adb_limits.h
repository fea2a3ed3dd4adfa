// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace telltale::attribution::adb {

/// What a phone, or whatever answers in its place, can make grow.
struct AdbLimits {
    static constexpr std::size_t lineBytes = 1024; ///< longer lines are passed over
    static constexpr std::size_t shellPacketBytes = 1U << 20; ///< of one packet of the shell protocol
    static constexpr std::size_t socketRows = 20'000; ///< of one look at the tables; further ones are passed over
    static constexpr std::size_t devices = 64;
    static constexpr std::size_t packages = 20'000; ///< installed apps
    static constexpr std::size_t packagesOfUid = 32; ///< that share a user id; further ones are counted only
    static constexpr std::size_t windows = 256; ///< in one list of windows
    static constexpr std::size_t packageName = 255; ///< octets; Android itself allows no more
    static constexpr std::size_t title = 256; ///< octets of a window's title
};

} // namespace telltale::attribution::adb
