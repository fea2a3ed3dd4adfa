// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/host_table.h"
#include "rules/tracker_types.h"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace telltale::rules {

/// An endpoint with the service it belongs to.
struct TrackerRule {
    const TrackerService *service = nullptr;
    const TrackerEndpoint *endpoint = nullptr;
};

/// The tracker rules, found by host. Immutable once made, so any number of threads may share one.
class TrackerTable {
public:
    /// @param folders  services of each folder, the built-in ones first. An endpoint replaces one of the same
    ///                 service and name of a folder before, and stands before all others of those.
    explicit TrackerTable(std::vector<std::vector<TrackerService>> folders);
    /// The same with the first folder's services shared with others; not null.
    using Folder = std::shared_ptr<const std::vector<TrackerService>>;
    TrackerTable(Folder builtIn, std::vector<std::vector<TrackerService>> folders);
    TrackerTable(const TrackerTable &) = delete;
    TrackerTable &operator=(const TrackerTable &) = delete;

    /// The rules whose hosts fit, a group for each host pattern, the most specific first and "*" last;
    /// each group in the order of the files. For most hosts there is the group of "*" alone.
    [[nodiscard]] std::vector<std::span<const TrackerRule>> at(std::string_view host) const;

    /// The endpoint of those names; null members where there is none.
    [[nodiscard]] TrackerRule find(std::string_view service, std::string_view endpoint) const;

    /// All of them, in the order in which equals are preferred.
    [[nodiscard]] const std::vector<TrackerRule> &rules() const { return m_rules; }

private:
    std::vector<Folder> m_folders;
    std::vector<TrackerRule> m_rules;
    std::vector<std::vector<TrackerRule>> m_groups; // one for each pattern; the first is that of "*"
    HostTable m_hosts; // values index m_groups
};

} // namespace telltale::rules
