// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"
#include "decode/recorded_ciphers.h"

#include <memory>
#include <utility>

namespace telltale::decode {

/// What an app encrypted by itself, where it was recorded on the phone: the octets themselves, behind an initial vector
/// of 12 or 16 octets, or written in base64 or hexadecimal. Steps "base64" or "hex", then "aes-128-cbc" and the like,
/// with a note that says who recorded it.
class RecordedCipherDecoder : public Decoder {
public:
    explicit RecordedCipherDecoder(std::shared_ptr<const RecordedCiphers> ciphers)
        : m_ciphers(std::move(ciphers))
    {
    }

    [[nodiscard]] std::string_view name() const override { return "recorded"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;

private:
    std::shared_ptr<const RecordedCiphers> m_ciphers;
};

} // namespace telltale::decode
