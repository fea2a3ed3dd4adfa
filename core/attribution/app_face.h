// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "session/values.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace telltale::attribution {

/// One layer of an app's icon: a picture, or a colour that fills it.
struct IconLayer {
    std::string image = {}; ///< octets of a PNG, WebP or JPEG file as the app brings it, not looked into, or SVG
                            ///< (apk/vector_picture.h); empty: the colour
    std::uint32_t colour = 0; ///< 0xAARRGGBB
    friend bool operator==(const IconLayer &, const IconLayer &) = default;
};

/// How an app shows itself on the phone's home screen.
struct AppFace {
    static constexpr std::size_t imageBytes = 96U << 10; ///< of one layer; larger pictures are no icons
    static constexpr std::size_t labelBytes = 256;

    session::AppSource source = session::AppSource::device;
    base::Timestamp time;
    std::string package;
    std::string version; ///< "12.1.4" whose face it is; empty: not told
    std::string label; ///< the app's name for people, UTF-8 on one line; empty: not told
    /// Two layers of 108 dp of which the middle 72 dp are seen (Android's AdaptiveIconDrawable); else one picture that
    /// is the whole icon.
    bool adaptive = false;
    std::vector<IconLayer> icon; ///< from the bottom up; empty: none that could be shown
    std::string problem; ///< why not, one sentence; empty where there is an icon
    friend bool operator==(const AppFace &, const AppFace &) = default;
};

} // namespace telltale::attribution
