// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture_loop.h"

#include "capture/redirect_mark.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <poll.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace telltale::capturing {

namespace {

constexpr std::chrono::milliseconds longestWait{20};
constexpr std::chrono::milliseconds afterStop{30}; // the kernel hands its last block over within 10 ms
constexpr std::chrono::seconds statisticsInterval{1};
constexpr std::chrono::milliseconds longestEnd{800}; // then what is not written yet is given up
constexpr std::size_t mostCommands = 64;
constexpr std::size_t flushSize = 256U << 10;
constexpr int batch = 1024;

base::Timestamp now()
{
    const auto sinceEpoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::nanoseconds>(sinceEpoch).count()};
}

void report(const std::string &sentence)
{
    std::fprintf(stderr, "telltale-capture: %s\n", sentence.c_str());
}

} // namespace

CaptureLoop::CaptureLoop(
    Device device, const Options &options, const Lifeline &lifeline, std::function<bool()> endRedirection)
    : m_device(std::move(device))
    , m_options(options)
    , m_lifeline(lifeline)
    , m_endRedirection(std::move(endRedirection))
    , m_writer(m_buffer)
    , m_lastFlush(Clock::now())
    , m_lastStatistics(Clock::now())
    , m_fractionUnit(fractionUnit(m_device.get()))
{
    m_buffer.reserve(2 * flushSize);
}

base::Status CaptureLoop::begin()
{
    m_writer.section("telltale-capture " TELLTALE_VERSION);
    m_writer.interface(
        linkTypeOf(m_device.get()), static_cast<std::uint32_t>(pcap_snapshot(m_device.get())), m_options.interface);
    if (!flush())
        return base::Error{
            base::ErrorKind::output, std::string("Writing failed: ") + std::strerror(m_writeError) + ".", {}};
    return base::Done{};
}

void CaptureLoop::onPacket(unsigned char *self, const pcap_pkthdr *header, const unsigned char *bytes)
{
    auto *loop = reinterpret_cast<CaptureLoop *>(self);
    // With nanosecond precision libpcap puts nanoseconds where its type says microseconds.
    const base::Timestamp time{std::int64_t{header->ts.tv_sec} * base::nanosecondsPerSecond
        + std::int64_t{header->ts.tv_usec} * loop->m_fractionUnit};
    loop->m_writer.packet(0, time, {bytes, header->caplen}, header->len);
    if (loop->m_buffer.size() >= flushSize && !loop->flush())
        pcap_breakloop(loop->m_device.get());
}

bool CaptureLoop::drain()
{
    return pcap_dispatch(m_device.get(), batch, onPacket, reinterpret_cast<unsigned char *>(this)) != PCAP_ERROR;
}

void CaptureLoop::waitForReader()
{
    std::array<pollfd, 2> waiting{{{STDIN_FILENO, POLLIN, 0}, {STDOUT_FILENO, POLLOUT, 0}}};
    nfds_t first = stopping() ? 1 : 0; // an input that is at its end would not let poll wait
    ::poll(waiting.data() + first, waiting.size() - first, static_cast<int>(longestWait.count()));
    if (first == 0)
        readInput(waiting[0].revents);
}

bool CaptureLoop::flush()
{
    std::size_t written = 0;
    while (written < m_buffer.size() && m_writeError == 0) {
        const ssize_t count = ::write(STDOUT_FILENO, m_buffer.data() + written, m_buffer.size() - written);
        if (count >= 0)
            written += static_cast<std::size_t>(count);
        else if (errno == EAGAIN)
            waitForReader();
        else if (errno != EINTR)
            m_writeError = errno;
        if (stopping() && Clock::now() - *m_stopped > longestEnd)
            break;
    }
    m_buffer.clear();
    m_lastFlush = Clock::now();
    return m_writeError == 0;
}

void CaptureLoop::flushIfDue()
{
    if (!m_buffer.empty() && Clock::now() - m_lastFlush >= longestWait)
        flush();
}

int CaptureLoop::millisecondsToFlush() const
{
    if (m_buffer.empty())
        return static_cast<int>(longestWait.count());
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(m_lastFlush + longestWait - Clock::now());
    return std::max(0, static_cast<int>(left.count()));
}

void CaptureLoop::writeStatistics(bool evenUnchanged)
{
    pcap_stat latest{};
    if (pcap_stats(m_device.get(), &latest) != 0)
        return;
    m_lastStatistics = Clock::now();
    const bool changed = latest.ps_recv != m_statistics.ps_recv || latest.ps_drop != m_statistics.ps_drop
        || latest.ps_ifdrop != m_statistics.ps_ifdrop;
    if (!changed && !evenUnchanged)
        return;
    m_statistics = latest;
    m_writer.statistics(0, now(), latest.ps_recv, latest.ps_drop, latest.ps_ifdrop);
}

/// Told even when counts cannot be had: somebody waits for it.
void CaptureLoop::writeRedirectionEnd()
{
    const base::Timestamp time = *std::exchange(m_redirectionEnded, std::nullopt);
    pcap_stats(m_device.get(), &m_statistics);
    m_writer.statistics(0, time, m_statistics.ps_recv, m_statistics.ps_drop, m_statistics.ps_ifdrop,
        {std::string(capture::interceptionEndedMark)});
    flush();
}

void CaptureLoop::stop()
{
    if (m_stopped)
        return;
    m_stopped = Clock::now();
    m_endRedirection();
}

bool CaptureLoop::stopping()
{
    if (!m_stopped && (m_lifeline.stopRequested() || m_lifeline.parentGone() || m_writeError != 0))
        stop();
    return m_stopped.has_value();
}

void CaptureLoop::readInput(short events)
{
    if ((events & (POLLIN | POLLHUP | POLLERR | POLLNVAL)) == 0)
        return;
    std::array<char, 4096> chunk;
    const ssize_t count = ::read(STDIN_FILENO, chunk.data(), chunk.size());
    if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN))
        return stop();
    for (Command &command : m_lines.feed({chunk.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0))})) {
        if (command.kind == Command::Kind::stop)
            return stop();
        if (command.kind == Command::Kind::redirectOff && m_endRedirection()) {
            m_redirectionEnded = now(); // at once, whatever the reader does; it is told when it reads again
            continue;
        }
        if (m_commands.size() < mostCommands)
            m_commands.push_back(std::move(command));
        else
            report("Too many lines on standard input at once; one was ignored.");
    }
}

void CaptureLoop::obey(const Command &command)
{
    switch (command.kind) {
    case Command::Kind::filter: {
        const base::Status status = setFilter(m_device.get(), command.text);
        return status.ok() ? void() : report(status.error().text());
    }
    case Command::Kind::statistics:
        writeStatistics(true);
        flush();
        return;
    case Command::Kind::redirectOff:
        return report("There is no redirection to end.");
    case Command::Kind::tooLong:
        return report("A line on standard input is too long; it was ignored.");
    case Command::Kind::unknown:
        return report("The line \"" + command.text + "\" on standard input is not known; it was ignored.");
    case Command::Kind::stop:
        return stop();
    }
}

void CaptureLoop::obeyCommands()
{
    if (m_redirectionEnded)
        writeRedirectionEnd();
    while (!m_commands.empty()) {
        const Command command = std::move(m_commands.front());
        m_commands.pop_front(); // obeying may wait for the reader and meanwhile add more
        obey(command);
    }
}

void CaptureLoop::finish()
{
    stop();
    std::this_thread::sleep_for(afterStop);
    while (m_writeError == 0 && Clock::now() - *m_stopped < longestEnd
        && pcap_dispatch(m_device.get(), batch, onPacket, reinterpret_cast<unsigned char *>(this)) > 0) { }
    writeStatistics(true);
    flush();
}

base::Status CaptureLoop::run()
{
    std::array<pollfd, 2> waiting{{{STDIN_FILENO, POLLIN, 0}, {pcap_get_selectable_fd(m_device.get()), POLLIN, 0}}};
    std::string failure;
    while (!stopping()) {
        if (::poll(waiting.data(), waiting.size(), millisecondsToFlush()) > 0)
            readInput(waiting[0].revents);
        if (!drain()) {
            failure = pcap_geterr(m_device.get());
            break;
        }
        obeyCommands();
        if (Clock::now() - m_lastStatistics >= statisticsInterval)
            writeStatistics(false);
        flushIfDue();
    }
    finish();
    if (!failure.empty())
        return base::Error{
            base::ErrorKind::privilege, "Capturing on " + m_options.interface + " ended: " + failure + ".", {}};
    if (m_writeError != 0 && m_writeError != EPIPE)
        return base::Error{
            base::ErrorKind::output, std::string("Writing failed: ") + std::strerror(m_writeError) + ".", {}};
    return base::Done{};
}

} // namespace telltale::capturing
