// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/phone_names.h"

#include <QThreadPool>

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <utility>

namespace telltale::bridge {

namespace {

constexpr std::chrono::seconds askEvery{10};
constexpr std::chrono::milliseconds patience{800};
constexpr std::size_t mostNames = 4096;

} // namespace

struct PhoneNames::State {
    std::mutex mutex; // protects all below
    std::map<std::string, std::string> names; ///< by MAC address
    std::map<std::string, std::chrono::steady_clock::time_point> asked; ///< by interface
};

PhoneNames::PhoneNames()
    : PhoneNames([](std::vector<hotspot::HotspotStation> &stations, const std::string &interface) {
        hotspot::nameByMdns(stations, interface, patience);
    })
{
}

PhoneNames::PhoneNames(Ask ask)
    : m_ask(std::move(ask))
    , m_state(std::make_shared<State>())
{
}

void PhoneNames::fill(std::vector<hotspot::HotspotStation> &stations, const std::string &interface)
{
    const std::lock_guard lock(m_state->mutex);
    bool nameless = false;
    for (hotspot::HotspotStation &station : stations) {
        const auto known = m_state->names.find(station.mac);
        if (station.name.empty() && known != m_state->names.end())
            station.name = known->second;
        nameless = nameless || station.name.empty();
    }
    const auto now = std::chrono::steady_clock::now();
    const auto [asked, first] = m_state->asked.try_emplace(interface, now);
    if (!nameless || (!first && now - asked->second < askEvery))
        return;
    asked->second = now;
    QThreadPool::globalInstance()->start([state = m_state, ask = m_ask, stations, interface]() mutable {
        ask(stations, interface);
        const std::lock_guard answer(state->mutex);
        for (const hotspot::HotspotStation &station : stations) {
            if (!station.name.empty() && state->names.size() < mostNames)
                state->names.insert_or_assign(station.mac, station.name);
        }
    });
}

} // namespace telltale::bridge
