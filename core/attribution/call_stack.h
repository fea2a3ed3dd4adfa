// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/values.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace telltale::attribution {

constexpr std::size_t mostFrames = 64; ///< of a stack; the outer ones are left out
constexpr std::size_t longestFrame = 256; ///< octets

/// One frame as whoever looked told it; empty: not told.
struct FrameParts {
    std::string_view className; ///< "com.shop.net.Api"
    std::string_view method;
    std::string_view file;
    std::int64_t line = 0; ///< below 1: not told
    bool isNative = false;
    std::string_view whole; ///< the frame as one text, where its parts are not told
};

/// "com.shop.net.Api.send (Api.kt:42)", at most longestFrame octets; what is longer ends with "…". Empty where nothing
/// is told, or something that is no readable line of text.
std::string frameText(const FrameParts &parts);

/// Whether a text may be a frame of a stack: one readable line of at most longestFrame octets.
bool isFrame(std::string_view text);

/// The innermost frame that is the app's own: its class lies in the app's package or beside it, by the first two labels
/// of both names ("com.shop" of com.shop.android). Empty where there is none, and for packages of fewer labels. Names
/// that were made unreadable when the app was built are not told apart from a library's.
std::string ownFrame(const session::CallStack &stack, std::string_view package);

} // namespace telltale::attribution
