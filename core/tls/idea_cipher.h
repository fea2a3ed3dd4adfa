// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <array>

namespace telltale::tls {

/// IDEA (Lai and Massey, 1991), decryption only, for suite 0x0007 of RFC 5469: Debian's OpenSSL is built without it.
class IdeaCipher {
public:
    static constexpr std::size_t blockBytes = 8;

    /// @p key has 16 octets.
    explicit IdeaCipher(base::ByteView key);
    ~IdeaCipher();

    /// @p sealed is a whole number of blocks; @p out takes as many octets.
    void decryptCbc(base::ByteView iv, base::ByteView sealed, std::uint8_t *out) const;

private:
    void decryptBlock(const std::uint8_t *in, std::uint8_t *out) const;

    std::array<std::uint16_t, 52> m_keys{}; ///< of decryption, in the order of use
};

} // namespace telltale::tls
