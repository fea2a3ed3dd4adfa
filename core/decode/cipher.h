// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <optional>
#include <string>
#include <string_view>

namespace telltale::decode {

/// For schemes whose key travels in the message itself, so that they hide nothing: see the decoders
/// that call this.
enum class AesMode : std::uint8_t { ecb, cbc };

/// AES-128 with PKCS #5 padding. @p iv of 16 octets for CBC, not looked at for ECB. Nothing where sizes
/// or the padding are wrong.
std::optional<base::ByteBuffer> decryptAes(
    AesMode mode, base::ByteView key, base::ByteView iv, base::ByteView encrypted);

/// MD5 in upper-case hexadecimal.
std::string md5Hex(std::string_view text);

/// Octets of hexadecimal text of either case; empty where it is none.
base::ByteBuffer octetsOfHex(std::string_view text);

} // namespace telltale::decode
