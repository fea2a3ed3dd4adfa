// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "capture/packet_source.h"
#include "capture/pcapng_writer.h"
#include "session/folder/private_output.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::session {

/// What the journal's first line says of a recording.
struct RecordingFacts {
    std::string program; ///< "telltale-cli 0.1.0"
    std::string interface; ///< name of the interface that is watched
    bool intercepting = false;
    base::Timestamp begin; ///< by this computer's clock
};

/// Writes a session folder (CONTRACT) while packets come:
/// - capture.pcapng: packets and keys in the order they came, marks as comments of the next packet.
///   finish() puts the keys in front of all packets, so that a reader that passes once decrypts.
/// - journal.ndjson: one object a line. `{"entry":"start",…}` first, `{"entry":"private","time","on"}`,
///   `{"entry":"interception","time","on":false}` where decrypting ended and watching went on,
///   `{"entry":"dropped","time","count"}`, `{"entry":"end","time","packets"}`,
///   or after a crash `{"entry":"mended","time"}` of who opened it (mendCutOff); a line with a member "event" is the
///   relay's own.
/// capture.pcapng is locked (flock(2)) while it is written.
/// A process that is killed leaves what was flushed: both files can be read up to there.
/// Any thread may call any function. What cannot be written (a full disk) is told once by problem().
class SessionRecorder {
public:
    /// Makes the folder (0700) if need be. Errors: a session is in it already, or it cannot be written.
    static base::Result<std::unique_ptr<SessionRecorder>> create(
        const std::string &folder, const RecordingFacts &facts);
    ~SessionRecorder();
    SessionRecorder(const SessionRecorder &) = delete;
    SessionRecorder &operator=(const SessionRecorder &) = delete;

    void packet(const capture::Packet &packet);
    /// NSS key log lines, each with its end.
    void keys(std::string_view lines);
    /// Which app a user id in the packets' comments is.
    void app(const capture::AppIdentity &app);
    void drops(const capture::DropCount &count, base::Timestamp time);
    void markPrivate(base::Timestamp time, bool on);
    /// For the next packet.
    void comment(std::string text);
    /// A whole JSON object without line end, e.g. an event of the relay.
    void journal(std::string_view object);

    /// Hands what is buffered to the operating system: a crash of this process costs only what came since.
    void flush();

    /// Puts the file in order. Further calls of anything do nothing.
    base::Status finish(base::Timestamp end);

    /// Why recording stopped; nothing as long as all is well.
    [[nodiscard]] std::optional<base::Error> problem() const;
    [[nodiscard]] const std::string &folder() const { return m_folder; }

private:
    SessionRecorder(std::string folder, const RecordingFacts &facts, PrivateOutput capture, PrivateOutput journal);

    [[nodiscard]] std::uint32_t interfaceFor(net::LinkType linkType);
    void writeOut();
    void writeJournal(std::string object);
    void keep(base::Status status);

    mutable std::mutex m_mutex; // protects all below
    std::string m_folder;
    std::string m_interface;
    PrivateOutput m_capture;
    PrivateOutput m_journal;
    base::ByteBuffer m_buffer;
    capture::PcapngWriter m_writer;
    std::vector<net::LinkType> m_linkTypes; ///< by interface number
    std::vector<std::string> m_comments; ///< for the next packet
    std::uint64_t m_packets = 0;
    std::uint64_t m_dropped = 0;
    bool m_keysBehindPackets = false;
    bool m_finished = false;
    std::optional<base::Error> m_problem;
};

} // namespace telltale::session
