// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live_source.h"

#include "capture/redirect_mark.h"
#include "engine/clock.h"
#include "engine/hotspot_side.h"
#include "engine/journal_line.h"

#include <utility>

namespace telltale::engine {

namespace {

base::Result<RelaySettings> relaySettings(const LiveInput &input)
{
    auto side = hotspotSide(input.interface);
    if (!side)
        return side.error();
    RelaySettings settings;
    for (const net::IpAddress &address : side.value().addresses)
        settings.listen.push_back({address, 0});
    settings.page = net::Endpoint{settings.listen.front().ip, freePagePort(settings.listen.front().ip)};
    settings.stations = side.value().prefixes;
    settings.interface = input.interface;
    settings.upstreamAuthorities = input.interception->upstreamAuthorities;
    settings.pass = input.interception->pass;
    settings.authorityFolder = input.interception->authorityFolder;
    return settings;
}

/// The adb server; where a phone is needed, only if one answers.
base::Result<AdbServer> adbToAsk(const AdbInput &input)
{
    auto server = adbServer(input.server);
    if (server && input.required) {
        if (const auto phone = findPhone(server.value(), input.serial); !phone)
            return phone.error();
    }
    return server;
}

} // namespace

void LiveSource::Redirection::end()
{
    const std::lock_guard lock(mutex);
    relayEnded = true;
    if (helper != nullptr && !unwanted)
        helper->stop();
}

void LiveSource::Redirection::endAlone()
{
    const std::lock_guard lock(mutex);
    if (helper != nullptr && !relayEnded && !unwanted)
        unwanted = helper->endRedirection();
}

base::Result<std::unique_ptr<LiveSource>> LiveSource::start(const LiveInput &input, const base::Limits &limits)
{
    std::unique_ptr<LiveSource> source(new LiveSource);
    capture::HelperSource::Settings helper{input.interface, input.filter, {}, {}};
    for (const std::string &station : input.stations)
        helper.furtherArguments.insert(helper.furtherArguments.end(), {"--station", station});
    if (input.interception) {
        const auto settings = relaySettings(input);
        if (!settings)
            return settings.error();
        auto relay = RelayProcess::start(
            settings.value(), [redirection = source->m_redirection] { redirection->end(); });
        if (!relay)
            return relay.error();
        source->m_relay = std::move(relay.value());
        for (const net::Endpoint &address : source->m_relay->addresses())
            helper.furtherArguments.insert(helper.furtherArguments.end(), {"--redirect", address.text()});
        if (input.interception->refuseQuic)
            helper.furtherArguments.emplace_back("--refuse-quic");
    }
    std::optional<AdbServer> server;
    if (input.adb) {
        auto found = adbToAsk(*input.adb);
        if (!found)
            return found.error();
        server = found.value();
    }
    auto started = capture::HelperSource::start(helper, limits);
    if (!started)
        return started.error();
    source->m_helper = std::move(started.value());
    if (server)
        source->m_adb = std::make_unique<AdbWatch>(*server, input.adb->serial);
    const std::lock_guard lock(source->m_redirection->mutex);
    source->m_redirection->helper = source->m_helper.get();
    if (source->m_redirection->relayEnded)
        source->m_helper->stop();
    return source;
}

LiveSource::~LiveSource()
{
    // The helper, and with it the redirection, goes before the relay does.
    {
        const std::lock_guard lock(m_redirection->mutex);
        m_redirection->helper = nullptr;
    }
    m_helper.reset();
}

void LiveSource::stop()
{
    m_helper->stop();
}

std::function<void()> LiveSource::interceptionEnd() const
{
    return [redirection = m_redirection] { redirection->endAlone(); };
}

/// The kernel sends the relay no new connections; those it has end with it, and the phone makes new ones.
void LiveSource::takeInterceptionEnd(const capture::FileComment &mark)
{
    takeNews();
    m_relayWanted = false;
    m_relay->stop();
    m_pending.emplace_back(capture::JournalLine{journalLineOf(InterceptionEnd{mark.time.value_or(clockTime())})});
    m_pending.emplace_back(mark);
}

void LiveSource::takeNews()
{
    m_sinceNews = 0;
    if (m_adb) {
        for (std::string &line : m_adb->takeLines())
            m_pending.emplace_back(capture::JournalLine{std::move(line)});
    }
    if (!m_relay)
        return;
    const bool over = !m_relayWanted && m_relay->over();
    RelayProcess::News news = m_relay->takeNews();
    if (!news.keyLines.empty())
        m_pending.emplace_back(capture::KeyLogText{std::move(news.keyLines)});
    for (std::string &event : news.events)
        m_pending.emplace_back(capture::JournalLine{std::move(event)});
    if (over)
        m_relay.reset();
}

capture::SourceEvent LiveSource::next()
{
    if (m_pending.empty() && !m_end && ++m_sinceNews >= packetsBetweenNews)
        takeNews();
    if (m_pending.empty() && !m_end) {
        capture::SourceEvent event = m_helper->next();
        if (const auto *end = std::get_if<capture::EndOfInput>(&event)) {
            if (m_adb)
                m_adb->stop();
            takeNews();
            m_end = *end;
        } else if (const auto *comment = std::get_if<capture::FileComment>(&event);
                   comment && m_relay && m_relayWanted && comment->text == capture::interceptionEndedMark) {
            takeInterceptionEnd(*comment);
        } else if (std::holds_alternative<capture::NothingYet>(event)) {
            takeNews();
        } else {
            return event;
        }
    }
    if (!m_pending.empty()) {
        capture::SourceEvent event = std::move(m_pending.front());
        m_pending.pop_front();
        return event;
    }
    return m_end ? atEnd(*m_end) : capture::SourceEvent(capture::NothingYet{});
}

capture::SourceEvent LiveSource::atEnd(capture::EndOfInput end)
{
    if (m_relay && m_relayWanted && m_relay->failed()) {
        end.complete = false;
        end.problem = "The relay ended unexpectedly. Decrypting was stopped; the phone is online without it.";
        end.error = base::Error{base::ErrorKind::input, end.problem, "Watch again to go on."};
    }
    if (m_relay)
        m_relay->stop();
    return end;
}

} // namespace telltale::engine
