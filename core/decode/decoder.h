// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/limits.h"
#include "decode/decode_tree.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::decode {

class RecordedCiphers;

/// What is known about a piece of content besides its octets.
struct Hints {
    std::string_view contentType; ///< of the message; lies often, so only a tie-breaker
    std::string_view contentEncoding; ///< of the message, for its root only
    std::string_view key; ///< name of the field the content was found in
    std::size_t depth = 0;
};

/// One way to open bytes. Decoders are stateless and total: any octets give nodes or nothing.
class Decoder {
public:
    virtual ~Decoder() = default;

    /// Stable lower-case name; becomes Node::step.
    [[nodiscard]] virtual std::string_view name() const = 0;

    /// Tries to open the content of @p node by adding children to it. Returns the indices of added
    /// nodes whose content is worth opening further; an empty list and no added child means "not mine".
    virtual std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const = 0;
};

/// The decoders in the order they are tried; the first that adds a node wins.
class DecoderRegistry {
public:
    void add(std::unique_ptr<Decoder> decoder);
    [[nodiscard]] std::span<const std::unique_ptr<Decoder>> decoders() const { return m_decoders; }

    /// All decoders of this program that need nothing but the octets (decoders/registrations.cpp).
    static const DecoderRegistry &standard();
    /// The same, and before them what opens these records.
    static std::shared_ptr<const DecoderRegistry> knowing(std::shared_ptr<const RecordedCiphers> ciphers);

private:
    std::vector<std::unique_ptr<Decoder>> m_decoders;
};

enum class LocationKind : std::uint8_t { body, url, header, cookie };

/// Opens one location of a message as far as possible, within the limits.
/// @param wire  the body as on the wire (content-encoded), the URL, or a header's value
DecodeTree decodeLocation(base::ByteView wire, LocationKind kind, const Hints &hints,
    const DecoderRegistry &registry = DecoderRegistry::standard(), const base::Limits &limits = {});

} // namespace telltale::decode
