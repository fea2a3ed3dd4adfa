// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// Forms of Xiaomi's MiStat, whose encryption can be undone from the form itself. Recognised by the
/// names of their fields and accepted only when the padding fits and text or gzip comes out; a note
/// says that the scheme is known from a published analysis, not checked against a real capture.
///
/// - `stat_value` with mistatv=3: hexadecimal of AES-128-ECB; with mistatv=5: of AES-128-CBC. The key is
///   the first 16 characters of the upper-case MD5 of "seed:<app_id>-<app_key>-<device_id>", the initial
///   vector that of "seed:<device_id>-<app_key>-<app_id>".
/// - `p` of version 3 with fc=1: base64 of AES-128-CBC of gzip, under a key that `sid` carries,
///   encrypted in turn with a constant. With another fc the key is the server's: Verdict::encrypted.
///
/// Steps "hex" or "base64", then "aes-128-ecb" or "aes-128-cbc".
class MistatDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "mistat"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
