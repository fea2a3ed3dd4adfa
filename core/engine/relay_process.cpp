// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/relay_process.h"

#include "capture/helper_source.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <poll.h>
#include <unistd.h>
#include <utility>

namespace telltale::engine {

namespace {

constexpr std::chrono::seconds startPatience{10};
constexpr std::chrono::seconds endPatience{2};
/// News that nobody takes: the relay then waits at its pipes, which it does within bounds.
constexpr std::size_t newsLimit = 16U << 20;
constexpr std::size_t mostEvents = 65'536;
constexpr std::size_t longestLine = 64U << 10;

std::vector<std::string> argumentsOf(const RelaySettings &settings)
{
    std::vector<std::string> words{"--events-fd", std::to_string(capture::ChildProcess::secondOutputNumber)};
    const auto add = [&words](const char *option, const std::string &value) {
        words.emplace_back(option);
        words.push_back(value);
    };
    for (const net::Endpoint &endpoint : settings.listen)
        add("--listen", endpoint.text());
    if (settings.page)
        add("--page", settings.page->text());
    for (const std::string &station : settings.stations)
        add("--station", station);
    if (!settings.interface.empty())
        add("--interface", settings.interface);
    for (const std::string &file : settings.upstreamAuthorities)
        add("--upstream-ca", file);
    for (const std::string &host : settings.pass)
        add("--pass", host);
    if (!settings.authorityFolder.empty())
        add("--ca-dir", settings.authorityFolder);
    return words;
}

/// Reads what is there; false at the end.
bool readSome(int descriptor, std::string &into)
{
    std::array<char, 16384> chunk;
    const ssize_t count = ::read(descriptor, chunk.data(), chunk.size());
    if (count > 0)
        into.append(chunk.data(), static_cast<std::size_t>(count));
    return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
}

} // namespace

RelayProcess::RelayProcess(std::unique_ptr<capture::ChildProcess> child, std::function<void()> ended)
    : m_child(std::move(child))
    , m_ended(std::move(ended))
    , m_keys(m_child->takeOutput())
    , m_events(m_child->takeSecondOutput())
    , m_thread([this] { read(); })
{
}

base::Result<std::unique_ptr<RelayProcess>> RelayProcess::start(const RelaySettings &settings, std::function<void()> ended)
{
    const std::string program = settings.program.empty() ? capture::findProgram("telltale-relay") : settings.program;
    if (program.empty())
        return base::Error{base::ErrorKind::privilege, "The program telltale-relay was not found.",
                           "Install Telltale completely; its programs belong into one folder."};
    auto child = capture::ChildProcess::start(program, argumentsOf(settings), true);
    if (!child)
        return child.error();
    std::unique_ptr<RelayProcess> relay(new RelayProcess(std::move(child.value()), std::move(ended)));
    if (const auto status = relay->waitUntilListening(settings.listen.size()); !status)
        return status.error();
    return relay;
}

RelayProcess::~RelayProcess()
{
    stop();
    {
        const std::lock_guard lock(m_mutex);
        m_news = {};
    }
    m_changed.notify_all();
    // A relay that does not end with its input is ended; its pipes then end, and with them the thread.
    std::unique_lock lock(m_mutex);
    const bool over = m_changed.wait_for(lock, endPatience, [this] { return m_over; });
    lock.unlock();
    if (!over)
        m_child->kill();
    m_thread.join();
}

void RelayProcess::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    m_child->closeInput();
}

bool RelayProcess::over() const
{
    const std::lock_guard lock(m_mutex);
    return m_over;
}

bool RelayProcess::failed() const
{
    const std::lock_guard lock(m_mutex);
    return m_over && !m_stopping;
}

RelayProcess::News RelayProcess::takeNews()
{
    News news;
    {
        const std::lock_guard lock(m_mutex);
        std::swap(news, m_news);
    }
    m_changed.notify_all();
    return news;
}

/// Moves whole lines of @p rest into the news.
void RelayProcess::take(std::string &rest, bool keys)
{
    const std::size_t end = rest.rfind('\n');
    if (end == std::string::npos) {
        if (rest.size() > longestLine)
            rest.clear(); // nothing the relay writes
        return;
    }
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_stopping || (m_news.keyLines.size() < newsLimit && m_news.events.size() < mostEvents);
    });
    if (keys) {
        m_news.keyLines.append(rest, 0, end + 1);
    } else {
        for (std::size_t at = 0; at <= end;) {
            const std::size_t next = rest.find('\n', at);
            m_news.events.push_back(rest.substr(at, next - at));
            at = next + 1;
        }
    }
    rest.erase(0, end + 1);
    lock.unlock();
    m_changed.notify_all();
}

void RelayProcess::read()
{
    std::string keys, events;
    std::array<pollfd, 2> waiting{{{m_keys.get(), POLLIN, 0}, {m_events.get(), POLLIN, 0}}};
    while (waiting[0].fd >= 0 || waiting[1].fd >= 0) {
        constexpr int sliceMilliseconds = 1000;
        const int ready = ::poll(waiting.data(), waiting.size(), sliceMilliseconds);
        (void)m_child->messages(); // its pipe must not fill up
        if (ready <= 0)
            continue;
        for (const bool isKeys : {true, false}) {
            pollfd &pipe = waiting[isKeys ? 0 : 1];
            if (pipe.revents == 0)
                continue;
            std::string &rest = isKeys ? keys : events;
            if (!readSome(pipe.fd, rest))
                pipe.fd = -1;
            take(rest, isKeys);
        }
    }
    bool unexpected = false;
    {
        const std::lock_guard lock(m_mutex);
        m_over = true;
        unexpected = !m_stopping;
    }
    m_changed.notify_all();
    if (unexpected && m_ended)
        m_ended();
}

base::Status RelayProcess::waitUntilListening(std::size_t addresses)
{
    const auto until = std::chrono::steady_clock::now() + startPatience;
    std::size_t seen = 0;
    std::unique_lock lock(m_mutex);
    for (;;) {
        for (; seen < m_news.events.size(); ++seen) {
            const auto event = intercept::readRelayEvent(m_news.events[seen]);
            if (event && event->kind == intercept::RelayEventKind::listening && event->reason == "relay")
                m_addresses.push_back(event->destination);
        }
        if (m_addresses.size() >= addresses)
            return base::Done{};
        if (m_over) {
            lock.unlock();
            return reasonOfEnd();
        }
        if (m_changed.wait_until(lock, until) == std::cv_status::timeout)
            return base::Error{base::ErrorKind::privilege, "telltale-relay did not begin to listen within 10 seconds.", {}};
    }
}

base::Error RelayProcess::reasonOfEnd()
{
    constexpr std::string_view ownName = "telltale-relay: ";
    const int status = m_child->waitForEnd(endPatience).value_or(-1);
    std::string said = m_child->messages();
    if (said.starts_with(ownName))
        said.erase(0, ownName.size());
    while (!said.empty() && (said.back() == '\n' || said.back() == ' '))
        said.pop_back();
    if (said.empty())
        said = "telltale-relay ended before it listened (status " + std::to_string(status) + ").";
    constexpr int wrongUsage = 1;
    return {status == wrongUsage ? base::ErrorKind::usage : base::ErrorKind::privilege, said, {}};
}

} // namespace telltale::engine
