// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/structure_sink.h"

#include <string>
#include <string_view>

namespace telltale::decode::test {

/// Writes down what a reader gives.
class Transcript final : public StructureSink {
public:
    explicit Transcript(std::string_view wire)
        : m_wire(wire)
    {
    }
    bool begin(const MemberKey &key, std::size_t) override { return add(key, "{"); }
    bool end(std::size_t) override
    {
        text += "} ";
        return true;
    }
    bool octets(const MemberKey &key, base::ByteRange range) override
    {
        return add(key, "'" + std::string(m_wire.substr(range.from, range.size())) + "'");
    }
    bool scalar(const MemberKey &key, base::ByteRange, const Scalar &value) override { return add(key, value.text()); }

    std::string text;

private:
    bool add(const MemberKey &key, const std::string &value)
    {
        text += key.text() + "=" + value + " ";
        return true;
    }
    std::string_view m_wire;
};

} // namespace telltale::decode::test
