// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/key_store.h"

namespace telltale::tls {

/// Reads a key log that grows: a file that is appended to, a FIFO, the relay's output. A line may be
/// cut anywhere between two feeds. Lines longer than any of the format are bad lines and not kept.
class KeyLogReader {
public:
    explicit KeyLogReader(KeyStore &store)
        : m_store(store)
    {
    }
    ~KeyLogReader();
    KeyLogReader(const KeyLogReader &) = delete;
    KeyLogReader &operator=(const KeyLogReader &) = delete;

    KeyLogTally feed(base::ByteView bytes);
    /// The log has ended: its last line may lack an end.
    KeyLogTally finish();

private:
    void append(std::string_view piece, KeyLogTally &tally);
    void endLine(KeyLogTally &tally);

    KeyStore &m_store;
    std::string m_line;
    bool m_tooLong = false;
};

} // namespace telltale::tls
