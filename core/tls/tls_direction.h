// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/tls_connection.h"

namespace telltale::tls {

struct TlsConnection::Ended {
    reassembly::StreamEnd how = reassembly::StreamEnd::cut;
    base::Origin origin;
};

/// One side of a TlsConnection.
struct TlsConnection::Direction {
    Direction(PendingBudget *budget, const base::Limits &limits)
        : handshake(limits.tlsHandshakeBytes)
        , pending(budget, limits.tlsPendingBytes)
    {
    }

    RecordReader reader;
    HandshakeReader handshake;
    PendingRecords pending;
    std::unique_ptr<RecordOpener> opener; ///< of the keys in force; null before the first record that needs them
    std::optional<Ended> ended; ///< TCP has ended; end() may wait behind pending records
    bool endTold = false;
    bool cipherChanged = false; ///< SSL 3.0 to TLS 1.2: ChangeCipherSpec has passed
    bool openedAny = false;
    bool sawGap = false;
    bool lostBeforeOpener = false; ///< bytes were missing while there was no opener to be told
    bool tellGap = false; ///< the listener has yet to hear of a hole
};

} // namespace telltale::tls
