// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/record_reader.h"

#include <algorithm>

namespace telltale::tls {

namespace {

std::uint16_t u16(base::ByteView bytes, std::size_t at)
{
    return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

std::size_t wholeSize(base::ByteView header)
{
    return recordHeaderBytes + u16(header, 3);
}

} // namespace

void RecordReader::feed(base::ByteView bytes)
{
    m_input = bytes;
}

std::optional<Record> RecordReader::next()
{
    if (m_carryGiven)
        clearCarry();
    if (m_state == State::broken || (m_state == State::searching && !search()))
        return std::nullopt;
    if (carry().empty()) {
        if (m_version == 0 && m_input.size() >= 3 && (m_input[0] & 0x80) != 0 && m_input[2] == 1)
            return sslV2Hello();
        if (auto record = cut(m_input)) {
            m_input = m_input.subspan(wholeSize(m_input));
            return record;
        }
        if (m_state == State::broken)
            return std::nullopt;
    }
    if (m_version == 0 && carryAtLeast(3) && (carry()[0] & 0x80) != 0 && carry()[2] == 1)
        return sslV2Hello();
    if (!carryAtLeast(recordHeaderBytes))
        return std::nullopt;
    if (!plausible(carry())) {
        m_state = State::broken;
        return std::nullopt;
    }
    if (!carryAtLeast(wholeSize(carry())))
        return std::nullopt;
    m_carryGiven = true;
    return cut(carry());
}

/// The record at the front of @p available; its header may be found bad.
std::optional<Record> RecordReader::cut(base::ByteView available)
{
    if (available.size() < recordHeaderBytes)
        return std::nullopt;
    if (!plausible(available)) {
        m_state = State::broken;
        return std::nullopt;
    }
    if (available.size() < wholeSize(available))
        return std::nullopt;
    m_version = u16(available, 1);
    return Record{
        static_cast<ContentType>(available[0]), m_version, available.subspan(recordHeaderBytes, u16(available, 3))};
}

std::optional<Record> RecordReader::sslV2Hello()
{
    if (!carryAtLeast(2))
        return std::nullopt;
    const std::size_t size = static_cast<std::size_t>((carry()[0] & 0x7f) << 8 | carry()[1]);
    if (size < 9) {
        m_state = State::broken;
        return std::nullopt;
    }
    if (!carryAtLeast(2 + size))
        return std::nullopt;
    m_carryGiven = true;
    m_version = 0x0300;
    return Record{ContentType::sslV2Hello, 0x0002, carry().subspan(2, size)};
}

/// Moves input behind the carried bytes until there are @p size; false while there are fewer.
bool RecordReader::carryAtLeast(std::size_t size)
{
    if (carry().size() < size) {
        const std::size_t more = std::min(size - carry().size(), m_input.size());
        if (carry().size() >= recordHeaderBytes)
            m_carry.reserve(m_carryStart + size);
        m_carry.insert(m_carry.end(), m_input.begin(), m_input.begin() + static_cast<std::ptrdiff_t>(more));
        m_input = m_input.subspan(more);
    }
    return carry().size() >= size;
}

bool RecordReader::plausible(base::ByteView header) const
{
    const auto type = static_cast<ContentType>(header[0]);
    if (type < ContentType::changeCipherSpec || type > ContentType::heartbeat)
        return false;
    // Versions differ between the first ClientHello and what follows; in a search the one known must match.
    if (header[1] != 3 || header[2] > 4
        || (m_state == State::searching && m_version > 0x0301 && u16(header, 1) != m_version))
        return false;
    return u16(header, 3) <= maximalFragment;
}

/// Whether a record begins at the front of @p bytes: its end must be followed by another header, or by nothing.
RecordReader::Match RecordReader::match(base::ByteView bytes) const
{
    if (bytes.size() < recordHeaderBytes)
        return Match::incomplete;
    if (!plausible(bytes) || u16(bytes, 3) == 0)
        return Match::no;
    const std::size_t size = wholeSize(bytes);
    if (bytes.size() < size)
        return Match::incomplete;
    if (bytes.size() == size)
        return Match::yes;
    if (bytes.size() < size + recordHeaderBytes)
        return Match::incomplete;
    return plausible(bytes.subspan(size)) ? Match::yes : Match::no;
}

/// True when the carried bytes begin with a header again.
bool RecordReader::search()
{
    m_carry.erase(m_carry.begin(), m_carry.begin() + static_cast<std::ptrdiff_t>(m_carryStart));
    m_carryStart = 0;
    m_carry.insert(m_carry.end(), m_input.begin(), m_input.end());
    m_input = {};
    for (; m_carryStart < m_carry.size(); ++m_carryStart) {
        const auto found = match(carry());
        if (found == Match::incomplete)
            return false;
        if (found == Match::yes) {
            m_state = State::inStep;
            return true;
        }
    }
    freeCarry();
    return false;
}

/// The record at the front has been given.
void RecordReader::clearCarry()
{
    m_carryGiven = false;
    const bool isOld = (carry()[0] & 0x80) != 0;
    m_carryStart += isOld ? carry().size() : wholeSize(carry());
    if (carry().empty())
        freeCarry();
}

/// An idle connection keeps no buffer.
void RecordReader::freeCarry()
{
    base::ByteBuffer().swap(m_carry);
    m_carryStart = 0;
}

void RecordReader::gap()
{
    m_input = {};
    freeCarry();
    m_carryGiven = false;
    m_state = State::searching;
}

void RecordReader::restart()
{
    if (!carry().empty())
        ++m_carryStart;
    else
        m_input = m_input.subspan(m_input.empty() ? 0 : 1);
    m_state = State::searching;
}

} // namespace telltale::tls
