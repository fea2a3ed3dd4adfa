// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::attribution::adb {

/// A file on the phone.
struct ApkOnPhone {
    std::string path; ///< absolute, without quotes, white space and control characters
    std::uint64_t size = 0; ///< octets
    friend bool operator==(const ApkOnPhone &, const ApkOnPhone &) = default;
};

/// Reads what apkScript prints: the base APK first, behind it those for densities of the screen; others (for
/// processors, languages, features) are left out. Empty where there is no base APK. Total.
std::vector<ApkOnPhone> readApkList(std::string_view text);

/// What prints @p count blocks of 4096 octets of a file from block @p first on, and nothing else.
std::string rangeScript(const ApkOnPhone &file, std::uint64_t first, std::uint64_t count);
constexpr std::uint64_t blockBytes = 4096;

} // namespace telltale::attribution::adb
