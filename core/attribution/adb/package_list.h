// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/adb/line_splitter.h"
#include "attribution/phone_event.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace telltale::attribution::adb {

/// What packageScript prints: "package:NAME uid:N[,N…]", or dumpsys' "Package [NAME] (…):" with "userId=N" or
/// "appId=N" below. Total; names that are none are passed over.
class PackageList {
public:
    void feed(std::string_view text);
    /// "#end" was read.
    [[nodiscard]] bool complete() const { return m_complete; }

    /// The packages of a user id. Users of one phone share its packages: what counts is the id within its user
    /// (uid modulo 100 000). A sandbox for advertising code (20000–29999) belongs to the app 10 000 below.
    [[nodiscard]] UidPackages packagesOf(std::uint32_t uid, base::Timestamp time) const;
    [[nodiscard]] bool empty() const { return m_packages.empty(); }

private:
    void line(std::string_view text);
    void add(std::uint32_t uid, std::string_view package);

    LineSplitter m_lines;
    std::map<std::uint32_t, std::set<std::string>> m_packages; ///< by id within the user
    std::map<std::uint32_t, std::uint64_t> m_more; ///< packages beyond the limit
    std::size_t m_count = 0;
    std::string m_block; ///< dumpsys: the package whose lines these are
    bool m_complete = false;
};

/// The id within its user, of the app a sandbox works for.
std::uint32_t appIdOf(std::uint32_t uid);

/// "    versionName=12.1.4-g" as dumpsys package gives it; empty for all other lines.
std::string versionOf(std::string_view line);

/// Letters, digits, '.' and '_', at most AdbLimits::packageName: what Android allows, and what may stand in a
/// command for its shell.
bool isSafePackage(std::string_view text);

} // namespace telltale::attribution::adb
