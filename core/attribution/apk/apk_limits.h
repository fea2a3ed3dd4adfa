// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace telltale::attribution::apk {

/// What an APK, which anybody may have made, can make grow.
struct ApkLimits {
    static constexpr std::size_t directoryBytes = 8U << 20; ///< read of an archive until its list of files is known
    static constexpr std::size_t manifestBytes = 4U << 20; ///< unpacked
    static constexpr std::size_t tableBytes = 32U << 20; ///< resources.arsc, unpacked
    static constexpr std::size_t drawableBytes = 64U << 10; ///< compiled XML of a drawable
    static constexpr std::size_t stringBytes = 16U << 10; ///< of one string; longer ones are cut
    static constexpr std::size_t elements = 20'000; ///< of one compiled XML; further ones are not read
    static constexpr std::size_t attributes = 256; ///< of one element; further ones are passed over
    static constexpr std::size_t typeChunks = 20'000; ///< of one table: types times configurations
    static constexpr std::size_t entries = 512; ///< of one resource, one for each configuration
    static constexpr std::size_t groups = 32; ///< of a drawing, one within the other
    static constexpr unsigned references = 8; ///< from one resource to the next
    static constexpr unsigned lookups = 256; ///< in all tables, for one app
    static constexpr unsigned files = 48; ///< read for one app, its manifest and tables not counted
};

} // namespace telltale::attribution::apk
