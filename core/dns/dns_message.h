// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace telltale::dns {

struct Question {
    std::string name; ///< presentation form, see readName()
    std::uint16_t type = 0;
    std::uint16_t questionClass = 0;
    friend bool operator==(const Question &, const Question &) = default;
};

struct Record {
    std::string name;
    std::uint16_t type = 0;
    std::uint16_t recordClass = 0;
    std::uint32_t ttl = 0; ///< seconds
    std::string data; ///< presentation form, see recordData()
    friend bool operator==(const Record &, const Record &) = default;
};

/// The OPT record, RFC 6891 § 6.1.
struct Edns {
    std::uint16_t udpSize = 0;
    std::uint8_t version = 0;
    bool dnssecOk = false;
    std::vector<std::uint16_t> options; ///< their codes, in order
};

/// One DNS message, RFC 1035 § 4.
struct Message {
    std::uint16_t id = 0;
    bool response = false;
    std::uint8_t opcode = 0; ///< 0 a query
    std::uint16_t rcode = 0; ///< with the upper bits from EDNS
    bool truncated = false;
    std::vector<Question> questions;
    std::vector<Record> answers;
    std::vector<Record> authorities;
    std::vector<Record> additionals; ///< without OPT
    std::optional<Edns> edns;
    /// Everything the header promised was there. Otherwise the lists hold what came before the damage.
    bool complete = false;
    std::size_t size = 0; ///< octets read, without what may trail
};

/// Nothing only where there are not even the 12 octets of a header.
std::optional<Message> parseMessage(base::ByteView bytes);

} // namespace telltale::dns
