// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "rules/tracker_table.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace telltale::rules {

/// The tracker rules in use: the built-in ones, and those of the user's folders as they are on disk now.
class TrackerLibrary {
public:
    /// Reads everything; the first problem is the error.
    /// @param builtIn  folder of the built-in rules; none are used where it does not exist
    /// @param folders  the user's, each overriding those before it; all must exist
    static base::Result<std::shared_ptr<TrackerLibrary>> open(
        const std::string &builtIn, std::vector<std::string> folders);

    /// The rules to read the next request with. Any thread.
    [[nodiscard]] std::shared_ptr<const TrackerTable> table() const;

    /// Reads the user's folders again where a file came, went or changed. What cannot be read leaves the
    /// rules as they were, and is told once for each change. One thread at a time.
    [[nodiscard]] std::optional<base::Error> refresh();

private:
    /// Path to time of last change and size.
    using Stamps = std::map<std::string, std::pair<std::int64_t, std::uintmax_t>>;

    TrackerLibrary(std::vector<TrackerService> builtIn, std::vector<std::string> folders);
    [[nodiscard]] Stamps stamps() const;
    base::Status read();

    const TrackerTable::Folder m_builtIn;
    const std::vector<std::string> m_folders;
    Stamps m_stamps;
    mutable std::mutex m_mutex; // protects m_table
    std::shared_ptr<const TrackerTable> m_table;
};

} // namespace telltale::rules
