// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/tracker_table.h"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace telltale::rules {

TrackerTable::TrackerTable(std::vector<std::vector<TrackerService>> folders)
    : TrackerTable(std::make_shared<const std::vector<TrackerService>>(), std::move(folders))
{
}

TrackerTable::TrackerTable(Folder builtIn, std::vector<std::vector<TrackerService>> folders)
    : m_folders{std::move(builtIn)}
    , m_groups(1)
{
    for (std::vector<TrackerService> &folder : folders)
        m_folders.push_back(std::make_shared<const std::vector<TrackerService>>(std::move(folder)));
    std::set<std::pair<std::string_view, std::string_view>> taken;
    for (auto folder = m_folders.rbegin(); folder != m_folders.rend(); ++folder) {
        for (const TrackerService &service : **folder) {
            for (const TrackerEndpoint &endpoint : service.endpoints) {
                if (taken.emplace(service.name, endpoint.name).second)
                    m_rules.push_back({&service, &endpoint});
            }
        }
    }
    std::map<std::string_view, std::size_t> groups{{"*", 0}};
    for (const TrackerRule &rule : m_rules) {
        for (const std::string &host : rule.endpoint->hosts) {
            const auto [it, fresh] = groups.try_emplace(host, m_groups.size());
            if (fresh) {
                m_groups.emplace_back();
                m_hosts.add(host, static_cast<std::uint32_t>(it->second));
            }
            m_groups[it->second].push_back(rule);
        }
    }
}

std::vector<std::span<const TrackerRule>> TrackerTable::at(std::string_view host) const
{
    std::vector<std::span<const TrackerRule>> found;
    for (const std::uint32_t group : m_hosts.find(host))
        found.emplace_back(m_groups[group]);
    if (!m_groups.front().empty())
        found.emplace_back(m_groups.front());
    return found;
}

TrackerRule TrackerTable::find(std::string_view service, std::string_view endpoint) const
{
    for (const TrackerRule &rule : m_rules) {
        if (rule.service->name == service && rule.endpoint->name == endpoint)
            return rule;
    }
    return {};
}

} // namespace telltale::rules
