// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "capture/pcapng_writer.h"
#include "control_lines.h"
#include "device.h"
#include "lifeline.h"

#include <chrono>
#include <deque>
#include <functional>
#include <optional>

namespace telltale::capturing {

/// Copies packets from the device to standard output as pcapng until standard input closes or says
/// stop, or the lifeline ends. Packets wait at most 20 ms for being written. A reader that is slow
/// makes the kernel drop packets; the counts are written every second in which they changed, when
/// standard input asks for them, and at the end. The end takes less than a second, whatever the
/// reader does. The redirection can be ended alone: then counts with the comment
/// capture::interceptionEndedMark and the time of it are written, and capturing goes on.
class CaptureLoop {
public:
    /// @p endRedirection is called when standard input says so, and as soon as the end is known, before the last
    /// packets are written. True: there was one, and it is gone.
    CaptureLoop(Device device, const Options &options, const Lifeline &lifeline, std::function<bool()> endRedirection);

    /// Writes the file's head, so that a reader knows that capturing has begun.
    base::Status begin();
    /// Runs to the end. A reader that goes away ends it without an error.
    base::Status run();

private:
    using Clock = std::chrono::steady_clock;

    static void onPacket(unsigned char *self, const pcap_pkthdr *header, const unsigned char *bytes);
    /// Takes what the ring holds; false when the device failed.
    bool drain();
    void finish();
    void writeStatistics(bool evenUnchanged);
    void writeRedirectionEnd();
    /// True once the end is known; the first time it ends the redirection.
    bool stopping();
    void stop();
    void readInput(short events);
    void obeyCommands();
    void obey(const Command &command);
    void waitForReader();
    bool flush();
    void flushIfDue();
    [[nodiscard]] int millisecondsToFlush() const;

    Device m_device;
    Options m_options;
    const Lifeline &m_lifeline;
    std::function<bool()> m_endRedirection;
    ControlLines m_lines;
    std::deque<Command> m_commands;
    std::optional<Clock::time_point> m_stopped;
    std::optional<base::Timestamp> m_redirectionEnded; ///< not written yet
    base::ByteBuffer m_buffer;
    capture::PcapngWriter m_writer;
    Clock::time_point m_lastFlush;
    Clock::time_point m_lastStatistics;
    pcap_stat m_statistics{};
    int m_fractionUnit = 1;
    int m_writeError = 0;
};

} // namespace telltale::capturing
