// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "capture/pcapng_writer.h"
#include "device.h"

#include <chrono>
#include <csignal>

namespace telltale::capturing {

/// Copies packets from the device to standard output as pcapng until standard input closes or a
/// signal comes. Packets wait at most 20 ms for being written. A reader that is slow makes the kernel
/// drop packets; the counts are written every second in which they changed, and at the end.
class CaptureLoop {
public:
    CaptureLoop(Device device, const Options &options);

    /// Writes the file's head, so that a reader knows that capturing has begun.
    base::Status begin();
    /// Runs to the end. A reader that goes away ends it without an error.
    base::Status run(const volatile std::sig_atomic_t &stopRequested);

private:
    using Clock = std::chrono::steady_clock;

    static void onPacket(unsigned char *self, const pcap_pkthdr *header, const unsigned char *bytes);
    /// Takes what the ring holds; false when the device failed.
    bool drain();
    void finish();
    void writeStatistics(bool evenUnchanged);
    [[nodiscard]] bool inputClosed(short events);
    bool flush();
    void flushIfDue();
    [[nodiscard]] int millisecondsToFlush() const;

    Device m_device;
    Options m_options;
    base::ByteBuffer m_buffer;
    capture::PcapngWriter m_writer;
    Clock::time_point m_lastFlush;
    Clock::time_point m_lastStatistics;
    pcap_stat m_statistics{};
    int m_fractionUnit = 1;
    int m_writeError = 0;
};

} // namespace telltale::capturing
