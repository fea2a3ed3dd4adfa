// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <string>
#include <unordered_map>

namespace telltale::decode {

/// Something that an app encrypted or decrypted by itself, as it was recorded on the phone. The key opens it: who makes
/// one has tried.
struct RecordedCipher {
    base::ByteBuffer encrypted;
    base::ByteBuffer plain;
    std::string step; ///< "aes-128-cbc"
    std::string note; ///< who recorded what of whom
};

/// What apps were seen to encrypt, by the encrypted octets, so that the same octets in a message can be opened. It
/// belongs to the capture the records lie beside: complete before the first of its payloads is opened, and from then on
/// only looked into, by any thread.
class RecordedCiphers {
public:
    static constexpr std::size_t shortest = 16; ///< octets; fewer would be found by chance
    static constexpr std::size_t mostRecords = 100'000;
    static constexpr std::size_t mostBytes = 256U << 20; ///< of all records

    /// False where it is too short or too many are kept. The first of the same octets stays.
    bool add(RecordedCipher cipher);
    /// That is exactly these octets; null where there is none. Lives as long as this.
    [[nodiscard]] const RecordedCipher *find(base::ByteView encrypted) const;
    [[nodiscard]] bool empty() const { return m_ciphers.empty(); }

private:
    std::unordered_map<std::string, RecordedCipher> m_ciphers; ///< by their encrypted octets
    std::size_t m_bytes = 0;
};

} // namespace telltale::decode
