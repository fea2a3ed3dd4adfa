// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/adb/package_list.h"

#include "attribution/adb/text_parts.h"

#include <algorithm>

namespace telltale::attribution::adb {

namespace {

constexpr std::uint32_t idsOfUser = 100'000;
constexpr std::uint32_t sandboxBegin = 20'000;
constexpr std::uint32_t sandboxEnd = 30'000;
constexpr std::uint32_t sandboxOffset = 10'000;

} // namespace

std::uint32_t appIdOf(std::uint32_t uid)
{
    const std::uint32_t id = uid % idsOfUser;
    return id >= sandboxBegin && id < sandboxEnd ? id - sandboxOffset : id;
}

bool isSafePackage(std::string_view text)
{
    return !text.empty() && text.size() <= AdbLimits::packageName && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
    });
}

std::string versionOf(std::string_view line)
{
    constexpr std::string_view key = "versionName=";
    const std::string_view word = takeWord(line);
    return word.starts_with(key) ? std::string(word.substr(key.size(), 64)) : std::string();
}

void PackageList::feed(std::string_view text)
{
    m_lines.feed(text, [this](std::string_view one) { line(one); });
}

void PackageList::line(std::string_view text)
{
    if (text == "#end") {
        m_complete = true;
        return;
    }
    const std::string_view first = takeWord(text);
    if (first.starts_with("package:")) {
        std::string_view ids = takeWord(text);
        if (!ids.starts_with("uid:"))
            return;
        ids.remove_prefix(4);
        const auto uid = numberOf<std::uint32_t>(ids.substr(0, ids.find(',')));
        if (uid)
            add(*uid, first.substr(8));
    } else if (first == "Package") {
        const std::string_view name = takeWord(text);
        m_block = name.size() > 2 && name.starts_with('[') && name.ends_with(']') ? name.substr(1, name.size() - 2)
                                                                                  : std::string_view();
    } else if (first.starts_with("userId=") || first.starts_with("appId=")) {
        if (const auto uid = numberOf<std::uint32_t>(first.substr(first.find('=') + 1)))
            add(*uid, m_block);
        m_block.clear();
    }
}

void PackageList::add(std::uint32_t uid, std::string_view package)
{
    if (!isSafePackage(package) || m_count >= AdbLimits::packages)
        return;
    auto &packages = m_packages[appIdOf(uid)];
    if (packages.size() >= AdbLimits::packagesOfUid && !packages.contains(std::string(package)))
        ++m_more[appIdOf(uid)];
    else if (packages.insert(std::string(package)).second)
        ++m_count;
}

UidPackages PackageList::packagesOf(std::uint32_t uid, base::Timestamp time) const
{
    UidPackages app;
    app.time = time;
    app.uid = uid;
    const std::uint32_t id = appIdOf(uid);
    if (const auto found = m_packages.find(id); found != m_packages.end())
        app.packages.assign(found->second.begin(), found->second.end());
    if (const auto found = m_more.find(id); found != m_more.end())
        app.more = found->second;
    return app;
}

} // namespace telltale::attribution::adb
