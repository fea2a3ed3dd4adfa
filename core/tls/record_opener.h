// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/handshake_reader.h"
#include "tls/record.h"

namespace telltale::tls {

/// Opens the protected records of one direction, whatever the version, and knows when keys change.
class RecordOpener {
public:
    enum class Status : std::uint8_t {
        opened,
        wait, ///< the key log lacks the key so far; ask again with the same record
        failed, ///< the record's content is lost
        skipped, ///< not to be opened, and no application data is lost by it
    };
    struct Opened {
        ContentType type = ContentType::applicationData;
        base::ByteView content; ///< in the scratch buffer or the record
    };

    virtual ~RecordOpener() = default;
    virtual Status open(const Record &record, base::ByteBuffer &scratch, Opened &opened) = 0;
    /// What it opens now are the application's records, and no messages that the other side's keys depend on.
    [[nodiscard]] virtual bool inApplicationPhase() const = 0;
    /// A handshake message came out of a record: some change the keys of the records behind it.
    virtual void handshakeMessage(HandshakeType) { }
    /// Bytes are missing; @p size is 0 where their number is unknown.
    virtual void lost(std::uint64_t size) = 0;
    /// Whole records went by unopened; their number is exact.
    virtual void skip(std::uint64_t records) = 0;
};

} // namespace telltale::tls
