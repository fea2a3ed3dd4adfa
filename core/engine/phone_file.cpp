// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phone_file.h"

#include <algorithm>
#include <exception>

namespace telltale::engine {

namespace adb = attribution::adb;

bool PhoneFile::fail(std::string why)
{
    m_problem = std::move(why);
    return false;
}

bool PhoneFile::read(std::uint64_t offset, std::span<std::uint8_t> to) noexcept
try {
    while (!to.empty()) {
        const std::string *octets = piece(offset / pieceBytes);
        if (octets == nullptr)
            return false;
        const auto begin = static_cast<std::size_t>(offset % pieceBytes);
        if (begin >= octets->size())
            return fail("The file is shorter than the phone says.");
        const std::size_t count = std::min(octets->size() - begin, to.size());
        std::copy_n(octets->begin() + static_cast<std::ptrdiff_t>(begin), count, to.begin());
        to = to.subspan(count);
        offset += count;
    }
    return true;
} catch (const std::exception &) {
    return false; // no memory: it is called by a library that knows no exceptions
}

const std::string *PhoneFile::piece(std::uint64_t number)
{
    const auto known =
        std::find_if(m_pieces.begin(), m_pieces.end(), [number](const auto &one) { return one.first == number; });
    if (known != m_pieces.end())
        return &known->second;
    const std::uint64_t begin = number * pieceBytes;
    const std::uint64_t expected = begin < m_file.size ? std::min(m_file.size - begin, pieceBytes) : 0;
    if (expected == 0 || m_fetched + expected > mostOctets) {
        fail("More of the file would have to be read than an icon is worth.");
        return nullptr;
    }
    if (m_fetched > 0 && !m_shell.rest()) {
        fail("Reading was stopped.");
        return nullptr;
    }
    const std::uint64_t blocks = (expected + adb::blockBytes - 1) / adb::blockBytes;
    auto octets = m_shell.run(
        adb::rangeScript(m_file, begin / adb::blockBytes, blocks), static_cast<std::size_t>(blocks * adb::blockBytes));
    if (!octets || octets.value().size() != expected) {
        fail(octets ? "The phone did not give the range of the file that was asked for." : octets.error().message);
        return nullptr;
    }
    m_fetched += expected;
    m_pieces.emplace_front(number, std::move(octets.value()));
    if (m_pieces.size() > keptPieces)
        m_pieces.pop_back();
    return &m_pieces.front().second;
}

} // namespace telltale::engine
