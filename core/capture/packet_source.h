// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/bytes.h"
#include "base/origin.h"
#include "base/result.h"
#include "net/link_type.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace telltale::capture {

/// One captured packet. Views live until the next call of next() on the source that gave them.
struct Packet {
    base::Origin origin; ///< capture time and number, from 1, over the whole input
    net::LinkType linkType{};
    std::uint32_t interfaceId = 0; ///< within its pcapng section; 0 for pcap
    std::uint32_t originalLength = 0; ///< length on the wire; bytes may be fewer (snap length)
    base::ByteView bytes;
    std::vector<std::string> comments; ///< pcapng opt_comment, in order; usually empty
};

/// Key log text from a pcapng Decryption Secrets Block of type TLS key log (0x544c534b).
struct KeyLogText {
    std::string text;
};

/// Interface statistics: counters since the capture began (pcapng ISB).
struct DropCount {
    std::uint64_t received = 0;
    std::uint64_t dropped = 0;
};

/// A comment that belongs to the section, an interface or its statistics, not to a packet.
struct FileComment {
    std::string text;
    std::optional<base::Timestamp> time = std::nullopt; ///< of statistics only
};

/// Which app an Android user id stands for, from a PCAPdroid custom block. Packets of the app carry
/// the comment "u-<uid>".
struct AppIdentity {
    std::int32_t uid = -1;
    std::string package; ///< e.g. "com.mi.globalbrowser"; may be empty
    std::string label; ///< the name people see
};

/// What happened beside the packets, as a line of a session's journal (session/folder/session_recorder.h):
/// an event of the relay while it works, or any line of a session that is opened again.
struct JournalLine {
    std::string object;
};

/// Nothing now, more may come: the stream grows (FIFO, pipe, growing file, live helper).
struct NothingYet { };

/// The regular end of the input. complete is false where the file was cut or damaged; problem then
/// says where and what, in one sentence.
struct EndOfInput {
    bool complete = true;
    std::string problem;
    std::optional<base::Error> error = std::nullopt; ///< live input that broke off: what and what to do
};

using SourceEvent =
    std::variant<Packet, KeyLogText, DropCount, FileComment, AppIdentity, JournalLine, base::Anomaly, NothingYet, EndOfInput>;

/// A place packets come from. Not thread-safe: one thread reads it.
class PacketSource {
public:
    virtual ~PacketSource() = default;

    /// The next event in input order. After EndOfInput every further call gives EndOfInput again.
    virtual SourceEvent next() = 0;

    /// Live sources end soon after: what was captured until then still comes, then EndOfInput.
    /// Others take no notice.
    virtual void stop() { }

    /// Octets consumed so far, and all there are (0 when unknown, as for a stream): for progress.
    [[nodiscard]] virtual std::uint64_t position() const = 0;
    [[nodiscard]] virtual std::uint64_t size() const = 0;
};

} // namespace telltale::capture
