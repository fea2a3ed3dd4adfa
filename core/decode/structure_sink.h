// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace telltale::decode {

/// What a value is called in its container: a name, or its place in an array.
struct MemberKey {
    std::string_view name;
    std::optional<std::size_t> index;

    [[nodiscard]] std::string text() const { return index ? "[" + std::to_string(*index) + "]" : std::string(name); }
};

/// A number or word of a binary format, printed only by those who show it.
struct Scalar {
    enum class Kind : std::uint8_t { natural, integer, real, octets4, octets8, word };

    Kind kind = Kind::word;
    std::uint64_t bits = 0; ///< natural, integer (two's complement), octets4, octets8
    double number = 0; ///< real
    std::string_view word{}; ///< "true", "null"; static storage

    static Scalar natural(std::uint64_t value) { return {Kind::natural, value, 0, {}}; }
    static Scalar integer(std::int64_t value) { return {Kind::integer, static_cast<std::uint64_t>(value), 0, {}}; }
    static Scalar real(double value) { return {Kind::real, 0, value, {}}; }
    static Scalar named(std::string_view value) { return {Kind::word, 0, 0, value}; }

    /// "42", "-7", "47.3769", "0x0000002a", "true".
    [[nodiscard]] std::string text() const;
};

/// Takes the values of a binary structure (protobuf, MessagePack, CBOR, Thrift) in the order they stand.
/// Ranges count from the beginning of the structure; those of values lie inside that of their
/// container. False from any call: enough, the reader stops.
class StructureSink {
public:
    virtual ~StructureSink() = default;

    virtual bool begin(const MemberKey &key, std::size_t from) = 0;
    virtual bool end(std::size_t to) = 0;
    virtual bool octets(const MemberKey &key, base::ByteRange range) = 0; ///< text or other octets
    virtual bool scalar(const MemberKey &key, base::ByteRange range, const Scalar &value) = 0;
};

} // namespace telltale::decode
