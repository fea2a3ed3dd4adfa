// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay.h"

#include <algorithm>
#include <chrono>
#include <unistd.h>

namespace telltale::relaying {

using intercept::RelayLimits;

base::Timestamp now()
{
    using namespace std::chrono;
    return {duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count()};
}

Relay::Relay(const Options &given, intercept::CertificateAuthority own, intercept::ServerTls servers)
    : options(given)
    , authority(std::move(own))
    , context(1)
    , keys(context, STDOUT_FILENO, RelayLimits::keyLogBytes, [this] { tellLossesSoon(); })
    , events(context, given.eventsDescriptor, RelayLimits::eventBytes, [this] { tellLossesSoon(); })
    , serverTls(std::move(servers))
    , rejections(RelayLimits::rejections)
    , m_lossTimer(context)
{
}

base::Result<std::unique_ptr<Relay>> Relay::begin(const Options &options, intercept::CertificateAuthority authority)
{
    auto servers = intercept::ServerTls::begin(options.upstreamAuthorities);
    if (!servers)
        return servers.error();
    std::unique_ptr<Relay> relay(new Relay(options, std::move(authority), std::move(servers.value())));
    auto leaves = intercept::LeafCertificates::begin(relay->authority, RelayLimits::leaves);
    if (!leaves)
        return leaves.error();
    relay->leaves.emplace(std::move(leaves.value()));
    auto phones = intercept::PhoneTls::begin([raw = relay.get()](std::string_view line) {
        // Mostly of this thread, and then written at once.
        asio::dispatch(raw->context, [raw, kept = std::string(line)] { raw->keys.write(kept); });
    });
    if (!phones)
        return phones.error();
    relay->phoneTls.emplace(std::move(phones.value()));
    return relay;
}

base::Status Relay::startLanes()
{
    const unsigned count = std::clamp(std::thread::hardware_concurrency(), 1U, RelayLimits::lanes);
    while (lanes.size() < count) {
        lanes.push_back(std::make_unique<Lane>());
        if (!lanes.back()->start())
            return base::Error{base::ErrorKind::input, "The system has no room for another thread.",
                "End programs that are not needed."};
    }
    return base::Done{};
}

void Relay::tellLosses()
{
    for (LineOutlet *outlet : {&keys, &events}) {
        if (outlet->untold() == 0)
            continue;
        intercept::RelayEvent event;
        event.kind = intercept::RelayEventKind::linesLost;
        event.time = now();
        event.reason = outlet == &keys ? "keys" : "events";
        event.lines = outlet->untold();
        if (events.tryToWrite(intercept::formatRelayEvent(event)))
            outlet->told();
    }
}

void Relay::tellLossesSoon()
{
    if (std::exchange(m_lossTimed, true))
        return;
    m_lossTimer.expires_after(RelayLimits::lossNotice);
    m_lossTimer.async_wait([this](const asio::error_code &error) {
        m_lossTimed = false;
        if (error)
            return;
        tellLosses();
        if (keys.untold() + events.untold() > 0)
            tellLossesSoon();
    });
}

Lane &Relay::freestLane()
{
    return **std::min_element(lanes.begin(), lanes.end(),
        [](const auto &one, const auto &other) { return one->load.load() < other->load.load(); });
}

bool Relay::isOwn(const SocketAddress &address) const
{
    return std::find(ownAddresses.begin(), ownAddresses.end(), address) != ownAddresses.end();
}

} // namespace telltale::relaying
