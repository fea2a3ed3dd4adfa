// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture_loop.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <thread>
#include <unistd.h>

namespace telltale::capturing {

namespace {

constexpr std::chrono::milliseconds longestWait{20};
constexpr std::chrono::milliseconds afterStop{30}; // the kernel hands its last block over within 10 ms
constexpr std::chrono::seconds statisticsInterval{1};
constexpr std::size_t flushSize = 256U << 10;
constexpr int batch = 1024;

base::Timestamp now()
{
    const auto sinceEpoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::nanoseconds>(sinceEpoch).count()};
}

} // namespace

CaptureLoop::CaptureLoop(Device device, const Options &options)
    : m_device(std::move(device))
    , m_options(options)
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

bool CaptureLoop::flush()
{
    std::size_t written = 0;
    while (written < m_buffer.size() && m_writeError == 0) {
        const ssize_t count = ::write(STDOUT_FILENO, m_buffer.data() + written, m_buffer.size() - written);
        if (count >= 0)
            written += static_cast<std::size_t>(count);
        else if (errno == EAGAIN) {
            pollfd output{STDOUT_FILENO, POLLOUT, 0};
            ::poll(&output, 1, static_cast<int>(longestWait.count()));
        } else if (errno != EINTR)
            m_writeError = errno;
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

bool CaptureLoop::inputClosed(short events)
{
    if ((events & (POLLIN | POLLHUP | POLLERR | POLLNVAL)) == 0)
        return false;
    // What comes in has no meaning; only the end has.
    std::array<char, 256> ignored;
    const ssize_t count = ::read(STDIN_FILENO, ignored.data(), ignored.size());
    return count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN);
}

void CaptureLoop::finish()
{
    std::this_thread::sleep_for(afterStop);
    const auto until = Clock::now() + std::chrono::seconds(1);
    while (m_writeError == 0 && Clock::now() < until
        && pcap_dispatch(m_device.get(), batch, onPacket, reinterpret_cast<unsigned char *>(this)) > 0) { }
    writeStatistics(true);
    flush();
}

base::Status CaptureLoop::run(const volatile std::sig_atomic_t &stopRequested)
{
    std::array<pollfd, 2> waiting{{{STDIN_FILENO, POLLIN, 0}, {pcap_get_selectable_fd(m_device.get()), POLLIN, 0}}};
    std::string failure;
    while (!stopRequested && m_writeError == 0) {
        const int ready = ::poll(waiting.data(), waiting.size(), millisecondsToFlush());
        if (ready > 0 && inputClosed(waiting[0].revents))
            break;
        if (!drain()) {
            failure = pcap_geterr(m_device.get());
            break;
        }
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
