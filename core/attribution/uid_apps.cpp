// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/uid_apps.h"

#include <algorithm>
#include <array>

namespace telltale::attribution {

namespace {

using session::App;
using session::Confidence;

constexpr std::uint32_t idsOfUser = 100'000;
constexpr std::uint32_t firstApp = 10'000;
constexpr std::size_t namedOfShared = 3;

/// Android's own user ids that open connections (AOSP system/core, android_filesystem_config.h).
struct SystemId {
    std::uint32_t uid;
    const char *package;
    const char *name;
};
constexpr std::array<SystemId, 11> systemIds{
    {{1000, "android", "Android system"}, {1001, "com.android.phone", "Phone services"},
        {1002, "com.android.bluetooth", "Bluetooth"}, {1010, "", "Wi-Fi service"}, {1013, "", "Media server"},
        {1016, "", "VPN"}, {1021, "", "Location service"}, {1027, "com.android.nfc", "NFC"},
        {1073, "", "Network stack"}, {2000, "com.android.shell", "Shell (adb)"}, {9999, "", "Isolated process"}}};
constexpr std::uint32_t nameService = 1051;
constexpr std::uint32_t tetheredNameService = 1052;

bool asksNames(const session::Connection &connection)
{
    const auto isDns = [](std::uint16_t port) { return port == 53 || port == 853 || port == 5353; };
    return isDns(connection.responder.port) || isDns(connection.originator.port);
}

} // namespace

void UidApps::add(const UidPackages &app)
{
    if (app.packages.size() == 1 && !app.version.empty())
        m_versions.insert_or_assign(app.packages.front(), app.version);
    m_apps.insert_or_assign({app.source, app.uid}, app);
}

void UidApps::add(const AppFace &face)
{
    if (!face.label.empty())
        m_labels.insert_or_assign(face.package, face.label);
}

std::string UidApps::labelOf(const std::string &package) const
{
    const auto found = m_labels.find(package);
    return found == m_labels.end() ? std::string() : found->second;
}

std::string UidApps::versionOf(const std::string &package) const
{
    const auto found = m_versions.find(package);
    return found == m_versions.end() ? std::string() : found->second;
}

std::string UidApps::nameOf(const std::string &package) const
{
    const rules::AppRule *rule = m_rules->appOfPackage(package);
    return rule != nullptr ? rule->name : std::string();
}

/// "shared by com.a, com.b and 4 more".
std::string UidApps::sharedName(const UidPackages &app) const
{
    std::string text = "shared by ";
    const std::size_t shown = std::min(app.packages.size(), namedOfShared);
    for (std::size_t i = 0; i < shown; ++i) {
        const std::string name = nameOf(app.packages[i]);
        text += (i == 0 ? "" : ", ") + (name.empty() ? app.packages[i] : name);
    }
    const std::uint64_t more = app.packages.size() - shown + app.more;
    return more == 0 ? text : text + " and " + std::to_string(more) + " more";
}

std::optional<App> UidApps::appOf(
    session::AppSource source, std::uint32_t uid, const session::Connection &connection) const
{
    const std::uint32_t id = uid % idsOfUser;
    if (uid == 0 || id == nameService || id == tetheredNameService || (id < firstApp && asksNames(connection)))
        return std::nullopt;
    const auto found = m_apps.find({source, uid});
    const UidPackages *told = found == m_apps.end() ? nullptr : &found->second;
    if (told != nullptr && told->packages.size() == 1 && told->more == 0) {
        const std::string &package = told->packages.front();
        const std::string label = told->name.empty() ? labelOf(package) : told->name;
        return App{package, label.empty() ? nameOf(package) : label, source, Confidence::certain};
    }
    for (const SystemId &system : systemIds) {
        if (system.uid == id)
            return App{system.package, system.name, source, Confidence::certain};
    }
    if (told != nullptr && told->packages.empty() && !told->name.empty())
        return App{{}, told->name, source, Confidence::certain};
    if (told != nullptr && !told->packages.empty())
        return App{{}, sharedName(*told), source, Confidence::certain};
    return std::nullopt;
}

} // namespace telltale::attribution
