// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <optional>
#include <string>
#include <string_view>

namespace telltale::decode {

/// AES as apps ask Android for it, "AES/CBC/PKCS5Padding" (javax.crypto.Cipher): ECB, CBC, CTR and GCM, whose tag of 16
/// octets stands behind the text, with keys of 128, 192 and 256 bits.
struct AesTransformation {
    enum class Mode : std::uint8_t { ecb, cbc, ctr, gcm };
    Mode mode = Mode::ecb;
    bool padded = true; ///< ECB and CBC: PKCS #5
    friend bool operator==(const AesTransformation &, const AesTransformation &) = default;

    /// "AES" alone is AES/ECB/PKCS5Padding. Nothing for other ciphers and modes.
    static std::optional<AesTransformation> read(std::string_view name);

    /// The mode with the key's length, as of a step of a decode tree: "aes-128-cbc".
    [[nodiscard]] std::string step(std::size_t keyOctets) const;

    /// Nothing where sizes, padding or tag are wrong.
    [[nodiscard]] std::optional<base::ByteBuffer> decrypt(
        base::ByteView key, base::ByteView iv, base::ByteView encrypted) const;

    /// The other way; the tag of GCM behind it. Nothing where sizes are wrong.
    [[nodiscard]] std::optional<base::ByteBuffer> encrypt(
        base::ByteView key, base::ByteView iv, base::ByteView plain) const;
};

} // namespace telltale::decode
